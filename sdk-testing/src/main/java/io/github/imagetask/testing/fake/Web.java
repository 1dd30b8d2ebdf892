package io.github.imagetask.testing.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One HTTP server behind three relays, and the threads of them all, which are daemons. */
final class Web implements AutoCloseable {
  /** What stands behind the web: knows the requests, and answers them. */
  interface Handler {
    Arrival arrived(Line line, Origin origin, String method, String target);

    /** The request has come as far as it will. */
    void completed(Arrival arrival, FakeRequest request);

    Reply answer(Arrival arrival);
  }

  private static final int MAX_BODY = 32 * 1024 * 1024;
  private static final int BACKLOG = 1024;
  private static final int PATIENCE_SECONDS = 10;

  static {
    // Documented settings of the JDK's server, read when its first class is loaded; whoever has set
    // them keeps his. It holds small answers back for 40 ms otherwise (Nagle), and closes idle
    // connections after 30 s or beyond the 200th, which would be faults that nobody commanded.
    setIfAbsent("sun.net.httpserver.nodelay", "true");
    setIfAbsent("sun.net.httpserver.maxIdleConnections", "100000");
    setIfAbsent("sun.net.httpserver.idleInterval", "86400");
  }

  private final AtomicInteger threadNumber = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);
  private final Poster poster = new Poster(threads, this::thread);
  private final Lines lines = new Lines();
  private final Handler handler;
  private final HttpServer server;
  private final Relay api;
  private final Relay results;
  private final Relay elsewhere;

  Web(int apiPort, Handler handler) throws IOException {
    this.handler = handler;
    this.server = HttpServer.create(Relay.loopback(0), BACKLOG);
    this.server.setExecutor(threads);
    this.server.createContext("/", this::handle);
    this.api = relay(Origin.API, apiPort);
    this.results = relay(Origin.RESULTS, 0);
    this.elsewhere = relay(Origin.ELSEWHERE, 0);
  }

  Origins origins() {
    return new Origins(api.url(), results.url(), elsewhere.url());
  }

  Poster poster() {
    return poster;
  }

  void start() {
    // The server's dispatcher is a daemon if the thread that starts it is one.
    CompletableFuture.runAsync(server::start, threads).join();
    api.start();
    results.start();
    elsewhere.start();
  }

  int connections() {
    return api.accepted() + results.accepted() + elsewhere.accepted();
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private Relay relay(Origin origin, int port) throws IOException {
    try {
      return new Relay(origin, port, server.getAddress(), threads, lines, handler::arrived);
    } catch (IOException e) {
      server.stop(0);
      threads.shutdownNow();
      throw e;
    }
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "imagetask-fake-" + threadNumber.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      Line line = lines.from(exchange.getRemoteAddress().getPort());
      Arrival arrival = line == null ? null : line.nextArrival();
      if (line != null && arrival != null && read(exchange, arrival)) {
        new ReplyWriter(exchange, line).write(reply(arrival), arrival.fault);
      }
    } finally {
      exchange.close();
    }
  }

  private Reply reply(Arrival arrival) {
    try {
      return handler.answer(arrival);
    } catch (RuntimeException | Error e) { // a mistake of ours: let the test see it
      return Reply.text(500, "text/plain", "imagetask-testing failed: " + e);
    }
  }

  /** Reads the rest of the request; false if it is cut off or too long. */
  private boolean read(HttpExchange exchange, Arrival arrival) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean whole = false;
    try {
      InputStream in = exchange.getRequestBody();
      byte[] buffer = new byte[16 * 1024];
      int n = in.read(buffer);
      for (; n >= 0 && body.size() <= MAX_BODY; n = in.read(buffer)) {
        body.write(buffer, 0, n);
      }
      whole = n < 0;
    } finally {
      handler.completed(
          arrival,
          new FakeRequest(
              arrival.request(), exchange.getRequestHeaders(), body.toByteArray(), whole));
    }
    if (!whole) {
      exchange.sendResponseHeaders(413, -1);
    }
    return whole;
  }

  @Override
  public void close() {
    api.close();
    results.close();
    elsewhere.close();
    lines.closeAll();
    poster.close();
    server.stop(0);
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a thread of the fake gateways doesn't end");
      }
    } catch (InterruptedException e) { // the threads are told; they end by themselves
      Thread.currentThread().interrupt();
    }
  }
}
