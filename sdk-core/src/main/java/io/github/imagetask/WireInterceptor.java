package io.github.imagetask;

import io.github.imagetask.spi.Credentials;
import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The interceptor nearest the wire. It adds the credentials where they belong, lets a submit
 * through once, keeps it off a connection that is dead already, and hides {@code Retry-After} from
 * OkHttp.
 *
 * <p>Why a network interceptor, and why the last one: no interceptor or logger of the user's then
 * sees a key; it runs again on every attempt that OkHttp makes by itself; and it is the first place
 * that knows the connection. {@code docs/decisions} has the measurements.
 */
final class WireInterceptor implements Interceptor {
  /** A pooled connection that the server has closed: nothing was written, try the next. */
  static final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1;

    StaleConnectionException() {
      super("the pooled connection was closed by the server");
    }
  }

  /** The connections that have carried a request of ours: only such a one can be stale. */
  private final Set<Connection> seen =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final Credentials credentials;
  private final AtomicReference<@Nullable GatewayPlace> gatewayPlace = new AtomicReference<>();

  WireInterceptor(Credentials credentials) {
    this.credentials = credentials;
  }

  /**
   * The area where the gateway was first reached, or null if that is the Internet. A name that is
   * bound to another address later changes nothing, so that it can't open our network to itself.
   */
  AddressRules.@Nullable Area gatewayArea() {
    GatewayPlace place = gatewayPlace.get();
    return place == null ? null : place.area;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Connection connection = Objects.requireNonNull(chain.connection());
    if (gatewayPlace.get() == null && credentials.owns(request.url())) {
      gatewayPlace.compareAndSet(null, new GatewayPlace(connection.route()));
    }
    boolean isReused = !seen.add(connection);
    // The call's own request: interceptors may have replaced the other one and lost its tags.
    SendState state = chain.call().request().tag(SendState.class);
    if (state == null) return answer(chain, request);

    if (isHttp1(connection.protocol()) && closedByPeer(connection.socket())) {
      if (isReused) throw new StaleConnectionException();
      throw new IOException("the server closed the connection at once");
    }
    state.send();
    try {
      Response response = answer(chain, request);
      state.answered(response.code());
      return response;
    } catch (IOException e) {
      if (isUntouched(e)) state.unsend();
      throw e;
    }
  }

  private Response answer(Chain chain, Request request) throws IOException {
    boolean own = credentials.owns(request.url());
    Response response = chain.proceed(own ? credentials.authorize(request) : request);
    Response.Builder shown = response.newBuilder().request(request); // without the credentials
    String retryAfter = response.header("Retry-After");
    if (retryAfter != null) {
      shown.removeHeader("Retry-After").header(RetryAfter.HIDDEN, retryAfter);
    }
    return shown.build();
  }

  /** Whether an HTTP/2 server has surely not looked at the request. */
  private static boolean isUntouched(IOException e) {
    // By RFC 9113 section 8.7; OkHttp words a GOAWAY below the stream the same.
    if ("stream was reset: REFUSED_STREAM".equals(e.getMessage())) return true;
    // A GOAWAY came before the stream was opened. By name, since the class isn't OkHttp's public
    // API; where a shrinker has renamed it, the outcome is unknown, which is the safe side.
    return e.getClass().getSimpleName().equals("ConnectionShutdownException");
  }

  private static boolean isHttp1(Protocol protocol) {
    return protocol != Protocol.HTTP_2 && protocol != Protocol.H2_PRIOR_KNOWLEDGE;
  }

  /**
   * Looks whether an idle HTTP/1 connection has something to say: an end, an error or a byte all
   * mean "don't use it". OkHttp itself looks only after ten seconds of idleness, and a server with
   * a shorter keep-alive would make every other submit's outcome unknown.
   */
  private static boolean closedByPeer(Socket socket) {
    try {
      int timeout = socket.getSoTimeout();
      socket.setSoTimeout(1);
      try {
        int ignored = socket.getInputStream().read();
        return true;
      } finally {
        socket.setSoTimeout(timeout);
      }
    } catch (SocketTimeoutException healthy) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Where the gateway is; behind a proxy that stays unknown, and counts as the Internet. */
  private static final class GatewayPlace {
    final AddressRules.@Nullable Area area;

    GatewayPlace(Route route) {
      area =
          route.proxy().type() == Proxy.Type.DIRECT
              ? AddressRules.area(route.socketAddress().getAddress())
              : null;
    }
  }
}
