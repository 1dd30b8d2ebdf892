package io.github.imagetask;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses are somebody's own network, and of which kind. Own code: {@code
 * InetAddress.isSiteLocalAddress()} and its like don't know fc00::/7, 100.64/10, 192.0.0/24,
 * 198.18/15, NAT64, and 0/8 beyond 0.0.0.0.
 */
final class AddressRules {
  /** A kind of address that isn't simply on the Internet, and what is said of it. */
  enum Area {
    LOOPBACK(Reach.NEAR, "a loopback address"),
    PRIVATE(Reach.NEAR, "a private address"),
    CARRIER(Reach.NEAR, "a carrier's shared address (100.64.0.0/10)"),
    /** What VPNs and local proxies answer for every name, and then connect to the real address. */
    FAKE_IP(Reach.FAKE, "a fake-ip address of a VPN or a local proxy (198.18.0.0/15)"),
    LINK_LOCAL(Reach.NEVER, "a link-local address"),
    METADATA(Reach.NEVER, "a cloud's metadata address"),
    UNSPECIFIED(Reach.NEVER, "an unspecified address"),
    MULTICAST(Reach.NEVER, "a multicast address"),
    RESERVED(Reach.NEVER, "a reserved address");

    private final Reach reach;
    private final String description;

    Area(Reach reach, String description) {
      this.reach = reach;
      this.description = description;
    }

    /** Such as {@code a loopback address}. */
    String description() {
      return description;
    }
  }

  /** Who may name an address. */
  private enum Reach {
    /** A gateway that is near itself, by name or in digits. */
    NEAR,
    /** A gateway that was resolved to such an address itself, and by names only. */
    FAKE,
    /** Nobody. */
    NEVER
  }

  // IANA's special-purpose address registries, RFC 6890 and its updates. The first two are clouds'
  // metadata in blocks that are otherwise private: Alibaba's and AWS's.
  // spotless:off
  private static final Block[] BLOCKS = {
    block(Area.METADATA,    32, 100, 100, 100, 200),
    block6(Area.METADATA,  128, 0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54),
    block(Area.UNSPECIFIED,  8, 0),
    block(Area.PRIVATE,      8, 10),
    block(Area.CARRIER,     10, 100, 64),
    block(Area.LOOPBACK,     8, 127),
    block(Area.LINK_LOCAL,  16, 169, 254),
    block(Area.PRIVATE,     12, 172, 16),
    block(Area.RESERVED,    24, 192, 0, 0),
    block(Area.PRIVATE,     16, 192, 168),
    block(Area.FAKE_IP,     15, 198, 18), // for benchmarks, says RFC 2544
    block(Area.MULTICAST,    4, 224),
    block(Area.RESERVED,     4, 240),
    block6(Area.UNSPECIFIED, 128, 0),                                            // ::
    block6(Area.LOOPBACK,  128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), // ::1
    block6(Area.PRIVATE,     7, 0xfc),
    block6(Area.LINK_LOCAL, 10, 0xfe, 0x80),
    block6(Area.PRIVATE,    10, 0xfe, 0xc0),
    block6(Area.MULTICAST,   8, 0xff),
  };
  // spotless:on
  // What holds an IPv4 address, and where: NAT64, mapped, 6to4, compatible.
  private static final byte[] SIX_TO_FOUR = {0x20, 0x02};
  private static final byte[] V4_COMPATIBLE = new byte[12];
  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final byte[] V4_MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private AddressRules() {}

  /**
   * Whether a download may go to an address.
   *
   * @param gateway where the gateway itself was reached; null on the Internet
   * @param named whether a name was resolved to it, rather than a URL spelling it out
   */
  static boolean allows(InetAddress address, @Nullable Area gateway, boolean named) {
    Area area = area(address);
    if (area == null) return true;
    if (gateway == null || area.reach != gateway.reach) return false;
    return area.reach == Reach.NEAR || (area.reach == Reach.FAKE && named);
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

  /** What kind of address it is, or null if it is simply on the Internet. */
  static @Nullable Area area(InetAddress address) {
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
