package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRulesTest {
  // spotless:off
  @ParameterizedTest
  @CsvSource({
    // near: what a gateway that is there itself may name
    "10.0.0.0,                near", "10.255.255.255,   near",
    "100.64.0.0,              near", "100.127.255.255,  near",
    "127.0.0.1,               near", "127.255.255.255,  near",
    "172.16.0.0,              near", "172.31.255.255,   near",
    "192.168.0.1,             near", "192.168.255.255,  near",
    "::1,                     near", "fc00::1,          near", "fdff::1, near",
    "fec0::1,                 near", "feff::1,          near",
    // never, but by allowPrivateAddresses()
    "0.0.0.0,                 never", "0.1.2.3,         never",
    "169.254.0.1,             never", "169.254.169.254, never", "169.254.255.255, never",
    "192.0.0.1,               never", "192.0.0.192,     never",
    "198.18.0.1,              never", "198.19.255.255,  never",
    "224.0.0.1,               never", "239.255.255.255, never",
    "240.0.0.1,               never", "255.255.255.255, never",
    "::,                      never", "fe80::1,         never", "febf::1, never",
    "ff02::1,                 never",
    // clouds keep metadata here too: Alibaba, AWS
    "100.100.100.200,         never", "fd00:ec2::254,   never",
    // IPv4 inside IPv6: mapped, NAT64, compatible, 6to4
    "::ffff:127.0.0.1,        near",  "::ffff:169.254.169.254,  never",
    "64:ff9b::10.0.0.1,       near",  "64:ff9b::169.254.169.254, never",
    "64:ff9b::8.8.8.8,        public", "::ffff:8.8.8.8,         public",
    "::127.0.0.1,             near",  "::169.254.169.254,       never",
    "2002:7f00:1::,           near",  "2002:a9fe:a9fe::,        never",
    "2002:808:808::,          public",
    // neighbours of the blocks
    "1.0.0.0,       public", "9.255.255.255,   public", "11.0.0.0,        public",
    "100.63.255.255, public", "100.128.0.0,    public", "126.255.255.255, public",
    "128.0.0.0,     public", "169.253.255.255, public", "169.255.0.0,     public",
    "172.15.255.255, public", "172.32.0.0,     public", "192.0.1.0,       public",
    "192.167.255.255, public", "192.169.0.0,   public", "198.17.255.255,  public",
    "198.20.0.0,    public", "223.255.255.255, public", "8.8.8.8,         public",
    "2606:4700::1111, public", "fbff::1,       public", "fe00::1,         public",
    "64:ff9c::7f00:1, public",
  })
  // spotless:on
  void everyBlockIsWhereItShouldBe(String literal, String area) {
    InetAddress address = TestInternet.address(literal);

    assertThat(AddressRules.isPrivate(address)).isEqualTo(!area.equals("public"));
    assertThat(AddressRules.isLinkLocal(address)).isEqualTo(area.equals("never"));
    assertThat(AddressRules.allows(address, false, false)).isEqualTo(area.equals("public"));
    assertThat(AddressRules.allows(address, true, false)).isEqualTo(!area.equals("never"));
    assertThat(AddressRules.allows(address, false, true)).isTrue();
    assertThat(AddressRules.allows(address, true, true)).isTrue();
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
}
