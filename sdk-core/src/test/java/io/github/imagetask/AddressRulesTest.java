package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.AddressRules.Area;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRulesTest {
  private static final Map<Area, String> EXAMPLES =
      Map.of(
          Area.LOOPBACK, "127.0.0.1",
          Area.PRIVATE, "10.0.0.5",
          Area.CARRIER, "100.64.0.1",
          Area.FAKE_IP, "198.18.0.9",
          Area.LINK_LOCAL, "169.254.169.254",
          Area.METADATA, "100.100.100.200",
          Area.UNSPECIFIED, "0.0.0.0",
          Area.MULTICAST, "224.0.0.1",
          Area.RESERVED, "240.0.0.1");

  // spotless:off
  @ParameterizedTest
  @CsvSource({
    // near: what a gateway that is there itself may name
    "10.0.0.0,         PRIVATE",    "10.255.255.255,  PRIVATE",
    "100.64.0.0,       CARRIER",    "100.127.255.255, CARRIER",
    "127.0.0.1,        LOOPBACK",   "127.255.255.255, LOOPBACK",
    "172.16.0.0,       PRIVATE",    "172.31.255.255,  PRIVATE",
    "192.168.0.1,      PRIVATE",    "192.168.255.255, PRIVATE",
    "::1,              LOOPBACK",   "fc00::1,         PRIVATE", "fdff::1, PRIVATE",
    "fec0::1,          PRIVATE",    "feff::1,         PRIVATE",
    // a resolver's, that stands for another
    "198.18.0.0,       FAKE_IP",    "198.18.0.1,      FAKE_IP", "198.19.255.255, FAKE_IP",
    // never, but by allowPrivateAddresses()
    "0.0.0.0,          UNSPECIFIED", "0.1.2.3,         UNSPECIFIED",
    "169.254.0.1,      LINK_LOCAL", "169.254.169.254, LINK_LOCAL", "169.254.255.255, LINK_LOCAL",
    "192.0.0.1,        RESERVED",   "192.0.0.192,     RESERVED",
    "224.0.0.1,        MULTICAST",  "239.255.255.255, MULTICAST",
    "240.0.0.1,        RESERVED",   "255.255.255.255, RESERVED",
    "::,               UNSPECIFIED", "fe80::1,        LINK_LOCAL", "febf::1, LINK_LOCAL",
    "ff02::1,          MULTICAST",
    // clouds keep metadata here too: Alibaba, AWS
    "100.100.100.200,  METADATA",   "fd00:ec2::254,   METADATA",
    // IPv4 inside IPv6: mapped, NAT64, compatible, 6to4
    "::ffff:127.0.0.1, LOOPBACK",   "::ffff:169.254.169.254,   LINK_LOCAL",
    "64:ff9b::10.0.0.1, PRIVATE",   "64:ff9b::169.254.169.254, LINK_LOCAL",
    "64:ff9b::198.18.0.9, FAKE_IP", "64:ff9b::8.8.8.8, ", "::ffff:8.8.8.8, ",
    "::127.0.0.1,      LOOPBACK",   "::169.254.169.254,        LINK_LOCAL",
    "2002:7f00:1::,    LOOPBACK",   "2002:a9fe:a9fe::,         LINK_LOCAL",
    "2002:808:808::, ",
    // neighbours of the blocks
    "1.0.0.0, ",         "9.255.255.255, ",   "11.0.0.0, ",
    "100.63.255.255, ",  "100.128.0.0, ",     "126.255.255.255, ",
    "128.0.0.0, ",       "169.253.255.255, ", "169.255.0.0, ",
    "172.15.255.255, ",  "172.32.0.0, ",      "192.0.1.0, ",
    "192.167.255.255, ", "192.169.0.0, ",     "198.17.255.255, ",
    "198.20.0.0, ",      "223.255.255.255, ", "8.8.8.8, ",
    "2606:4700::1111, ", "fbff::1, ",         "fe00::1, ",
    "64:ff9c::7f00:1, ",
  })
  // spotless:on
  void everyBlockIsWhereItShouldBe(String literal, Area area) {
    assertThat(AddressRules.area(TestInternet.address(literal))).isEqualTo(area);
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource({
    // address met  by name             in digits
    "LOOPBACK,    LOOPBACK PRIVATE CARRIER, LOOPBACK PRIVATE CARRIER",
    "PRIVATE,     LOOPBACK PRIVATE CARRIER, LOOPBACK PRIVATE CARRIER",
    "CARRIER,     LOOPBACK PRIVATE CARRIER, LOOPBACK PRIVATE CARRIER",
    "FAKE_IP,     FAKE_IP,                  ''",
    "LINK_LOCAL,  '',                       ''",
    "METADATA,    '',                       ''",
    "UNSPECIFIED, '',                       ''",
    "MULTICAST,   '',                       ''",
    "RESERVED,    '',                       ''",
  })
  // spotless:on
  void whatAnAddressIsAllowedForDependsOnWhereTheGatewayIs(
      Area area, String gatewaysByName, String gatewaysInDigits) {
    InetAddress address = TestInternet.address(EXAMPLES.get(area));

    assertThat(allowing(address, true)).isEqualTo(gatewaysByName);
    assertThat(allowing(address, false)).isEqualTo(gatewaysInDigits);
    assertThat(AddressRules.allows(address, null, true)).isFalse();
    assertThat(AddressRules.allows(address, null, false)).isFalse();
  }

  @Test
  void anAddressOnTheInternetIsAllowedForAll() {
    InetAddress address = TestInternet.address("8.8.8.8");

    assertThat(AddressRules.allows(address, null, false)).isTrue();
    for (Area gateway : Area.values()) {
      assertThat(AddressRules.allows(address, gateway, true)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/,          127.0.0.1",
    "http://127.1/,              127.0.0.1",
    "http://2130706433/,         127.0.0.1",
    "http://0/,                  0.0.0.0",
    "http://10.1/,               10.0.0.1",
    "http://[::1]/,              0:0:0:0:0:0:0:1",
    "http://[::ffff:127.0.0.1]/, 127.0.0.1",
    "http://[::ffff:7f00:1]/,    127.0.0.1",
    "http://[fe80::1]/,          fe80:0:0:0:0:0:0:1",
    "http://１２７.０.０.１/,       127.0.0.1"
  })
  void anAddressInDigitsIsALiteral(String url, String address) {
    assertThat(AddressRules.literal(HttpUrl.get(url)).getHostAddress()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.com/", "http://0x7f000001/", "http://1.example/", "http://a.1/"})
  void aNameIsNoLiteral(String url) {
    assertThat(AddressRules.literal(HttpUrl.get(url))).isNull();
  }

  @Test
  void digitsThatAreNoAddressAreLookedUpByNobody() {
    assertThat(AddressRules.literal(HttpUrl.get("http://256.256.256.256/"))).isNull();
  }

  /** The areas of gateways that may name this address. */
  private static String allowing(InetAddress address, boolean named) {
    return Arrays.stream(Area.values())
        .filter(gateway -> AddressRules.allows(address, gateway, named))
        .map(Area::name)
        .collect(Collectors.joining(" "));
  }
}
