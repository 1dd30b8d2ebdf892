package io.github.imagetask;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Proxy;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy is told that answered a submit over plain http with 407. It spoke before it passed
 * anything on, so the submit may be sent again; OkHttp, which asks the user's authenticator as
 * well, would not send a one-shot body again.
 */
final class ProxyAnswer {
  private static final String HEADER = "Proxy-Authorization";

  /** An authenticator that knows no end must not ask for ever; some schemes take two rounds. */
  private static final int MAX_ROUNDS = 3;

  private final Proxy proxy;
  private final String authorization;
  private final int round;

  private ProxyAnswer(Proxy proxy, String authorization, int round) {
    this.proxy = proxy;
    this.authorization = authorization;
    this.round = round;
  }

  /** The proxy demanded an answer, and there is one: nothing was passed on, send it again. */
  static final class DemandedException extends ProtocolException { // never retried by OkHttp
    private static final long serialVersionUID = 1;

    private final transient ProxyAnswer answer;

    DemandedException(ProxyAnswer answer) {
      super("the proxy demands authentication");
      this.answer = answer;
    }

    ProxyAnswer answer() {
      return answer;
    }
  }

  /**
   * Asks the user's authenticator about a proxy's 407; leaves other answers, and one to which it
   * has no reply.
   *
   * @param told what the proxy was told in the attempt that it answered, or null
   * @throws DemandedException with the reply
   */
  static void demand(
      Response response, Route route, Authenticator authenticator, @Nullable ProxyAnswer told)
      throws IOException {
    int round = told == null ? 1 : told.round + 1;
    if (response.code() != 407 || !reads(route) || round > MAX_ROUNDS) return;
    // An authenticator that sees its own reply in the request gives up.
    Request sent = told == null ? response.request() : told.addTo(response.request(), route);
    String authorization;
    try {
      Request reply =
          authenticator.authenticate(route, response.newBuilder().request(sent).build());
      authorization = reply == null ? null : reply.header(HEADER);
    } catch (RuntimeException e) { // out of here it would end an Android app
      throw new IOException("the proxy authenticator failed: " + e, e);
    }
    if (authorization == null) return;
    response.close();
    throw new DemandedException(new ProxyAnswer(route.proxy(), authorization, round));
  }

  /** Adds it to a request that the same proxy reads, and to no other. */
  Request addTo(Request request, Route route) {
    return reads(route) && route.proxy().equals(proxy)
        ? request.newBuilder().header(HEADER, authorization).build()
        : request;
  }

  /** Whether the proxy reads the requests of this route; it doesn't where it opens a tunnel. */
  private static boolean reads(Route route) {
    return route.proxy().type() == Proxy.Type.HTTP && !route.requiresTunnel();
  }
}
