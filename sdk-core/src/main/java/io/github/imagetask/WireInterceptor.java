package io.github.imagetask;

import io.github.imagetask.Connections.Way;
import io.github.imagetask.spi.Credentials;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Authenticator;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The interceptor nearest the wire. It adds the credentials where they belong, lets a submit
 * through once, keeps calls off connections that are dead or given up, has a proxy's 407 answered,
 * and hides {@code Retry-After} from OkHttp.
 *
 * <p>Why a network interceptor, and why the last one: no interceptor or logger of the user's then
 * sees a key; it runs again on every attempt that OkHttp makes by itself; and it is the first place
 * that knows the connection. {@code docs/decisions} has the measurements.
 */
final class WireInterceptor implements Interceptor {
  /** A pooled connection that is dead or given up: nothing was written, try the next. */
  static final class StaleConnectionException extends ProtocolException { // not retried by OkHttp
    private static final long serialVersionUID = 1;

    StaleConnectionException(String why) {
      super(why);
    }
  }

  private final Credentials credentials;
  private final Connections connections;
  private final Calls calls;
  private final OkHttpClient base;
  private final boolean isWatched; // by code of the user's
  private final AtomicReference<@Nullable GatewayPlace> gatewayPlace = new AtomicReference<>();

  WireInterceptor(
      Credentials credentials, Connections connections, Calls calls, OkHttpClient base) {
    this.credentials = credentials;
    this.connections = connections;
    this.calls = calls;
    this.base = base;
    this.isWatched =
        !base.interceptors().isEmpty()
            || !base.networkInterceptors().isEmpty()
            || base.proxyAuthenticator() != Authenticator.NONE;
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
    boolean isReused = connections.isReused(connection);
    Calls.Entry entry = calls.of(chain.call());
    // Nobody waits for it, and whether it is a submit, which is sent once, isn't known any more.
    if (entry == null) throw new IOException("the call is over");
    Way way = entry.way();
    if (way != null) {
      String refusal = connections.enter(connection, way);
      if (refusal != null) throw new StaleConnectionException(refusal);
    }
    SendState state = entry.sendState();
    try {
      return state == null
          ? other(chain, request, way)
          // Another client on the user's pool may have used it before.
          : submit(chain, request, connection, state, isReused || state.isOverPooled());
    } finally {
      connections.used(connection);
    }
  }

  private Response submit(
      Chain chain, Request request, Connection connection, SendState state, boolean isReused)
      throws IOException {
    if (Connections.isHttp1(connection) && closedByPeer(connection.socket(), isReused)) {
      if (isReused) {
        throw new StaleConnectionException("the pooled connection was closed by the server");
      }
      throw new IOException("the server closed the connection at once");
    }
    state.send();
    try {
      Response response = answer(chain, request, state.proxyAnswer());
      state.answered(response.code());
      ProxyAnswer.demand(
          response, connection.route(), base.proxyAuthenticator(), state.proxyAnswer());
      return response;
    } catch (IOException e) {
      IOException returned = returned(e, state, isReused);
      if (returned == null) throw e;
      state.unsend(returned);
      throw returned;
    }
  }

  /**
   * A query or a download, of which OkHttp may make several requests. It would make them without
   * end where each stream is refused; a download has tries and pauses of its own.
   */
  private Response other(Chain chain, Request request, @Nullable Way way) throws IOException {
    try {
      return answer(chain, request, null);
    } catch (IOException e) {
      throw isRefusal(e) && (way == null || !way.bearsRefusal()) ? forGood(e) : e;
    }
  }

  /** If nobody looked at the submit: in which words, as an exception that ends OkHttp's tries. */
  private static @Nullable IOException returned(IOException e, SendState state, boolean isReused) {
    if (e instanceof ProxyAnswer.DemandedException) return e;
    if (isOfShutdown(e)) {
      // No stream was opened, so there is nothing to wait for.
      return isReused
          ? new StaleConnectionException("the pooled connection was shut down")
          : forGood(e);
    }
    return isRefusal(e) && !state.isHeard() ? forGood(e) : null;
  }

  private static ProtocolException forGood(IOException e) {
    ProtocolException last = new ProtocolException(e.getMessage());
    last.initCause(e);
    return last;
  }

  private Response answer(Chain chain, Request request, @Nullable ProxyAnswer proxyAnswer)
      throws IOException {
    boolean own = credentials.owns(request.url());
    Request sent = own ? credentials.authorize(request) : request;
    Connection connection = Objects.requireNonNull(chain.connection());
    if (proxyAnswer != null) sent = proxyAnswer.addTo(sent, connection.route());
    Response response;
    try {
      response = chain.proceed(sent);
    } catch (RuntimeException e) { // OkHttp 4.12 after two 103; it would end an Android app
      throw new IOException("an unexpected failure: " + e, e);
    }
    // It speaks another protocol now, or the answer is still to come: nothing may follow on it.
    if (response.code() < 200 && Connections.isHttp1(connection)) connection.socket().close();
    String retryAfter = response.header("Retry-After");
    // OkHttp itself shows its callers the request that they made.
    boolean isClean = sent == request || !isWatched;
    if (isClean && retryAfter == null) return response;
    Response.Builder shown = response.newBuilder().request(request); // without the credentials
    if (retryAfter != null) {
      shown.removeHeader("Retry-After").header(RetryAfter.HIDDEN, retryAfter);
    }
    return shown.build();
  }

  /**
   * Whether an HTTP/2 server says that it hasn't looked at the request, by RFC 9113 section 8.7;
   * OkHttp words a GOAWAY below the stream the same.
   */
  private static boolean isRefusal(IOException e) {
    return "stream was reset: REFUSED_STREAM".equals(e.getMessage());
  }

  /**
   * Whether a GOAWAY came before the stream was opened. By name, since the class isn't OkHttp's
   * public API; where a shrinker has renamed it, the outcome is unknown, which is the safe side.
   */
  private static boolean isOfShutdown(IOException e) {
    return e.getClass().getSimpleName().equals("ConnectionShutdownException");
  }

  /**
   * Looks whether an idle HTTP/1 connection has something to say: an end, an error or a byte all
   * mean "don't use it". OkHttp itself looks only after ten seconds of idleness, and a server with
   * a shorter keep-alive would make every other submit's outcome unknown.
   */
  private static boolean closedByPeer(Socket socket, boolean isReused) {
    // Below TLS a byte on a new connection may well be a session's ticket.
    SocketChannel channel = isReused ? socket.getChannel() : null;
    if (channel != null) return !ChannelSockets.isSilent(channel);
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
