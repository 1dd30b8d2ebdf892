package io.github.imagetask;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Keeps downloads from addresses that {@link AddressRules} refuses: as the URL spells them, as a
 * name is looked up, and, as a network interceptor, as they are connected to.
 */
final class AddressGuard implements Interceptor {
  private final WireInterceptor wire;
  private final HttpUrl gatewayAddress;
  private final boolean allowPrivateAddresses;

  /**
   * @param wire knows where the gateway was reached
   */
  AddressGuard(WireInterceptor wire, HttpUrl gatewayAddress, boolean allowPrivateAddresses) {
    this.wire = wire;
    this.gatewayAddress = gatewayAddress;
    this.allowPrivateAddresses = allowPrivateAddresses;
  }

  /** Refuses a URL that itself spells out an address that isn't allowed. */
  void checkLiteral(HttpUrl url) throws RefusedAddressException {
    InetAddress literal = AddressRules.literal(url);
    if (literal != null) check(literal, false);
  }

  /** What a resolver finds, without what isn't allowed. */
  Dns names(Dns dns) {
    return host -> allowed(dns.lookup(host));
  }

  private List<InetAddress> allowed(List<InetAddress> found) throws UnknownHostException {
    List<InetAddress> allowed = new ArrayList<>();
    RefusedAddressException refused = null;
    for (InetAddress address : found) {
      try {
        check(address, true);
        allowed.add(address);
      } catch (RefusedAddressException e) {
        refused = e;
      }
    }
    if (allowed.isEmpty() && refused != null) {
      UnknownHostException unknown = new UnknownHostException(refused.getMessage());
      unknown.initCause(refused);
      throw unknown;
    }
    return allowed;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Route route = Objects.requireNonNull(chain.connection()).route();
    if (route.proxy().type() == Proxy.Type.DIRECT) {
      boolean named = AddressRules.literal(chain.request().url()) == null;
      check(route.socketAddress().getAddress(), named);
    }
    return chain.proceed(chain.request());
  }

  private void check(InetAddress address, boolean named) throws RefusedAddressException {
    AddressRules.Area area = AddressRules.area(address);
    if (area == null || allowPrivateAddresses) return;
    if (!AddressRules.allows(address, gatewayArea(), named)) {
      throw new RefusedAddressException(area);
    }
  }

  private AddressRules.@Nullable Area gatewayArea() {
    AddressRules.Area reached = wire.gatewayArea();
    if (reached != null) return reached;
    InetAddress literal = AddressRules.literal(gatewayAddress);
    return literal == null ? null : AddressRules.area(literal);
  }
}
