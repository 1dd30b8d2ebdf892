package io.github.imagetask;

import io.github.imagetask.Connections.Way;
import io.github.imagetask.spi.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A client's HTTP: what it makes of OkHttp, and the calls that are under way. */
final class Transport {
  /** A dead HTTP/2 connection is noticed after twice this, and a healthy one is never idle. */
  private static final int PING_MILLIS = 10_000;

  private volatile OkHttpClient submits;
  private volatile OkHttpClient directs;
  private volatile OkHttpClient queries;
  private final OkHttpClient downloads;
  private final OkHttpClient guardedDownloads;
  private final @Nullable ConnectionPool ownPool;
  private final @Nullable FewConnections few;
  private final Calls calls;
  private final WireInterceptor wire;
  private final Work work;
  private final AddressGuard guard;

  Transport(Gateway<?> gateway, Options options, Timer timer) {
    OkHttpClient base = options.okHttpClient;
    if (base == null) {
      // Many tasks that ask at about the same moment: with OkHttp's five idle connections two of
      // three queries would open a new one. Submits and queries may all be under way at once.
      int idle = 2 * options.maxConcurrentRequests;
      ownPool = new ConnectionPool(idle, Connections.MAX_IDLE_SECONDS, TimeUnit.SECONDS);
      base = new OkHttpClient.Builder().connectionPool(ownPool).build();
    } else {
      ownPool = null;
    }
    Connections connections =
        new Connections(timer, part -> execute(part, failure -> {}), this::leaveConnections);
    calls = new Calls(timer, connections);
    wire = new WireInterceptor(gateway.credentials(), connections, calls, base);
    guard = new AddressGuard(wire, gateway.address(), options.allowPrivateAddresses);

    OkHttpClient common =
        base.newBuilder()
            .followRedirects(false) // a redirect re-sends a POST and takes credentials elsewhere
            .followSslRedirects(false)
            .authenticator(Authenticator.NONE) // an answered 401 would send the body again
            .cache(null) // a cached "queued" would be read for ever
            .callTimeout(0, TimeUnit.MILLISECONDS) // doesn't count the queue; ours does
            .retryOnConnectionFailure(true) // with a one-shot body: only the host's next address
            .pingInterval(pingMillis(base), TimeUnit.MILLISECONDS)
            .socketFactory(ChannelSockets.or(base.socketFactory()))
            .build();
    // A dispatcher for each kind, so that large uploads never hold queries up, nor slow downloads
    // the submits.
    // The server may work on a submit while we wait: only submitTimeout ends it.
    submits =
        withWire(common.newBuilder(), null)
            .dispatcher(dispatcher(gateway, options))
            .eventListenerFactory(SubmitEvents.or(base.eventListenerFactory(), calls))
            .readTimeout(0, TimeUnit.MILLISECONDS)
            .writeTimeout(0, TimeUnit.MILLISECONDS)
            .build();
    // They last for minutes: beside submits, they would hold these up.
    directs = submits.newBuilder().dispatcher(dispatcher(gateway, options)).build();
    long stall = Math.max(1, options.requestTimeout.toMillis());
    queries =
        withWire(common.newBuilder(), null)
            .dispatcher(dispatcher(gateway, options))
            .readTimeout(stall, TimeUnit.MILLISECONDS)
            .writeTimeout(stall, TimeUnit.MILLISECONDS)
            .build();
    few = ownPool == null ? new FewConnections(queries.dispatcher(), timer) : null;
    downloads =
        withWire(common.newBuilder(), guard)
            .dispatcher(dispatcher(gateway, options))
            .readTimeout(stall, TimeUnit.MILLISECONDS)
            .build();
    guardedDownloads = downloads.newBuilder().dns(guard.names(downloads.dns())).build();
    work = new Work(downloads.dispatcher().executorService(), options.maxConcurrentRequests);
  }

  /** Sends a submit's one attempt. */
  Call submit(Request request, Handler handler) {
    return calls.start(submits, request, new Way(null), handler);
  }

  /** Sends a direct call's one attempt. */
  Call direct(Request request, Handler handler) {
    return calls.start(directs, request, new Way(null), handler);
  }

  /** Sends a query. */
  Call query(Request request, Handler handler) {
    return calls.start(queries, request, new Way(few), handler);
  }

  /**
   * Sends one hop of a download.
   *
   * @throws RefusedAddressException if the URL itself spells out an address that is refused
   */
  Call download(Request request, Handler handler) throws RefusedAddressException {
    guard.checkLiteral(request.url());
    // Behind a proxy the proxy looks names up, and its own name must not be judged.
    OkHttpClient client = isDirect(request.url()) ? guardedDownloads : downloads;
    return calls.start(client, request, null, handler);
  }

  /** A submit or a query timed out: from now on none goes over its connection. */
  void giveUpConnection(Call call) {
    calls.giveUpConnection(call);
  }

  /**
   * Runs a download's work that isn't a call, as much at once as there may be calls; {@link
   * Work#execute} says what {@code failed} is told.
   */
  void execute(Runnable part, Consumer<Throwable> failed) {
    work.execute(part, failed);
  }

  /** Ends the calls that are under way, not the user's own, and lets threads and connections go. */
  void close() {
    calls.cancelAll();
    // Closing a TLS connection writes to it, which Android forbids on an app's main thread.
    if (ownPool != null) execute(ownPool::evictAll, failure -> {}); // idle ones end by themselves
    submits.dispatcher().executorService().shutdown();
    directs.dispatcher().executorService().shutdown();
    queries.dispatcher().executorService().shutdown();
    downloads.dispatcher().executorService().shutdown();
  }

  private OkHttpClient.Builder withWire(OkHttpClient.Builder builder, @Nullable Interceptor guard) {
    builder.interceptors().add(0, calls);
    List<Interceptor> network = builder.networkInterceptors();
    if (guard != null) network.add(guard);
    network.add(wire); // last: nearest the wire
    return builder;
  }

  /**
   * Keeps submits and queries from being offered the connections that there are. OkHttp shares
   * connections between calls of one Dns only; the pool, be it the user's, stays what it is.
   */
  private synchronized void leaveConnections() {
    Dns other = new OtherDns(downloads.dns());
    submits = submits.newBuilder().dns(other).build();
    directs = directs.newBuilder().dns(other).build();
    queries = queries.newBuilder().dns(other).build();
  }

  private static long pingMillis(OkHttpClient base) {
    return base.pingIntervalMillis() != 0 ? base.pingIntervalMillis() : PING_MILLIS;
  }

  private boolean isDirect(HttpUrl url) {
    Proxy proxy = downloads.proxy();
    if (proxy != null) return proxy.type() == Proxy.Type.DIRECT;
    List<Proxy> chosen = downloads.proxySelector().select(url.uri());
    if (chosen == null) return true; // against its contract, but OkHttp bears it, too
    for (Proxy each : chosen) {
      if (each.type() != Proxy.Type.DIRECT) return false;
    }
    return true;
  }

  private static Dispatcher dispatcher(Gateway<?> gateway, Options options) {
    Dispatcher dispatcher =
        new Dispatcher(options.httpThreads.apply("imagetask-http-" + gateway.name()));
    dispatcher.setMaxRequests(options.maxConcurrentRequests);
    // One gateway is one host: OkHttp's five a host would be five in all.
    dispatcher.setMaxRequestsPerHost(options.maxConcurrentRequests);
    return dispatcher;
  }

  /** Does what another does, and isn't equal to it. */
  private static final class OtherDns implements Dns {
    private final Dns dns;

    OtherDns(Dns dns) {
      this.dns = dns;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
      return dns.lookup(host);
    }
  }

  /** What becomes of a call. Called on HTTP threads. */
  interface Handler {
    /** How far a submit's attempt has come; null for any other call. */
    default @Nullable SendState sendState() {
      return null;
    }

    /** The call has left OkHttp's queue and begins. */
    default void started() {}

    /** Takes the answer and closes it; throwing leads to {@link #failed}. */
    void answered(Response response) throws IOException;

    /** No answer came, or {@link #answered} has thrown. */
    void failed(IOException failure);

    /** That couldn't even be told: {@link #failed} has thrown. Needs no memory. */
    default void lost() {}
  }
}
