package io.github.imagetask;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses are somebody's own network. Own code: {@code InetAddress.isSiteLocalAddress()}
 * and its like don't know fc00::/7, 100.64/10, 192.0.0/24, 198.18/15, NAT64, and 0/8 beyond
 * 0.0.0.0.
 */
final class AddressRules {
  private enum Area {
    /** Loopback or private: fine if the gateway is there itself. */
    NEAR,
    /** Link-local, where clouds keep their metadata; multicast; unspecified; reserved. */
    NEVER
  }

  // IANA's special-purpose address registries, RFC 6890 and its updates. The first two are clouds'
  // metadata in blocks that are otherwise private: Alibaba's and AWS's.
  // spotless:off
  private static final Block[] BLOCKS = {
    block(Area.NEVER,  32, 100, 100, 100, 200),
    block6(Area.NEVER, 128, 0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54),
    block(Area.NEVER,   8, 0),
    block(Area.NEAR,    8, 10),
    block(Area.NEAR,   10, 100, 64),
    block(Area.NEAR,    8, 127),
    block(Area.NEVER,  16, 169, 254),
    block(Area.NEAR,   12, 172, 16),
    block(Area.NEVER,  24, 192, 0, 0),
    block(Area.NEAR,   16, 192, 168),
    block(Area.NEVER,  15, 198, 18),
    block(Area.NEVER,   3, 224),
    block6(Area.NEVER, 128, 0),                                          // ::
    block6(Area.NEAR,  128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), // ::1
    block6(Area.NEAR,    7, 0xfc),
    block6(Area.NEVER,  10, 0xfe, 0x80),
    block6(Area.NEAR,   10, 0xfe, 0xc0),
    block6(Area.NEVER,   8, 0xff),
  };
  // spotless:on
  // What holds an IPv4 address, and where: NAT64, mapped, 6to4, compatible.
  private static final byte[] SIX_TO_FOUR = {0x20, 0x02};
  private static final byte[] V4_COMPATIBLE = new byte[12];
  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final byte[] V4_MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private AddressRules() {}

  /** Whether an address is in somebody's own network rather than on the Internet. */
  static boolean isPrivate(InetAddress address) {
    return area(address) != null;
  }

  /** Whether an address may not even be named by a gateway that is local itself. */
  static boolean isLinkLocal(InetAddress address) {
    return area(address) == Area.NEVER;
  }

  /** Whether a download may go to an address. */
  static boolean allows(InetAddress address, boolean nearGateway, boolean all) {
    Area area = area(address);
    return all || area == null || (nearGateway && area == Area.NEAR);
  }

  /** The address that a URL's host spells out in digits, or null if it is a name. */
  static @Nullable InetAddress literal(HttpUrl url) {
    String host = url.host(); // canonical: 127.1 has become 127.0.0.1
    boolean digits = host.indexOf(':') >= 0;
    if (!digits) {
      digits = true;
      for (int i = 0; i < host.length(); i++) {
        char c = host.charAt(i);
        digits &= c == '.' || (c >= '0' && c <= '9');
      }
    }
    if (!digits) return null;
    try {
      return InetAddress.getByName(host); // a literal is parsed, not looked up
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static @Nullable Area area(InetAddress address) {
    byte[] bytes = address.getAddress();
    Area area = area(bytes);
    if (area != null || !(address instanceof Inet6Address)) return area;
    if (startsWith(bytes, SIX_TO_FOUR)) return area(Arrays.copyOfRange(bytes, 2, 6));
    boolean last =
        startsWith(bytes, NAT64)
            || startsWith(bytes, V4_MAPPED)
            || startsWith(bytes, V4_COMPATIBLE);
    return last ? area(Arrays.copyOfRange(bytes, 12, 16)) : null;
  }

  private static @Nullable Area area(byte[] bytes) {
    for (Block block : BLOCKS) {
      if (block.holds(bytes)) return block.area;
    }
    return null;
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return Arrays.equals(Arrays.copyOf(bytes, prefix.length), prefix);
  }

  private static Block block(Area area, int bits, int... prefix) {
    return new Block(area, bits, 4, prefix);
  }

  private static Block block6(Area area, int bits, int... prefix) {
    return new Block(area, bits, 16, prefix);
  }

  private static final class Block {
    final Area area;
    final int bits;
    final byte[] prefix;

    Block(Area area, int bits, int length, int... prefix) {
      this.area = area;
      this.bits = bits;
      this.prefix = new byte[length];
      for (int i = 0; i < prefix.length; i++) this.prefix[i] = (byte) prefix[i];
    }

    boolean holds(byte[] address) {
      if (address.length != prefix.length) return false;
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) return false;
      }
      return true;
    }
  }
}
