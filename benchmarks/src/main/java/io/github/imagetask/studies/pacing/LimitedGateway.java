package io.github.imagetask.studies.pacing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A real server on loopback that answers UniAll's queries behind a {@link Limiter}, some time after
 * they came. A task's id ends with the time in milliseconds at which it ends.
 */
final class LimitedGateway implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final long begin = System.nanoTime();
  private final Limiter limiter;
  private final long latencyMillis;
  private final int[] allowed = new int[3_600]; // in each second
  private int queries;
  private int refused;

  LimitedGateway(Limiter limiter, long latencyMillis) throws IOException {
    this.limiter = limiter;
    this.latencyMillis = latencyMillis;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized int queries() {
    return queries;
  }

  synchronized int refused() {
    return refused;
  }

  /** How many queries were allowed from one second to another. */
  synchronized int allowed(int from, int to) {
    int sum = 0;
    for (int second = from; second < to; second++) sum += allowed[second];
    return sum;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      double answer = ask();
      TimeUnit.MILLISECONDS.sleep(latencyMillis);
      if (Limiter.allows(answer)) {
        String path = exchange.getRequestURI().getPath();
        long end = Long.parseLong(path.substring(path.lastIndexOf('_') + 1));
        send(exchange, 200, System.currentTimeMillis() < end ? "processing" : "failed");
      } else {
        exchange.getResponseHeaders().set("Retry-After", String.valueOf((long) answer));
        send(exchange, 429, "failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized double ask() {
    double now = (System.nanoTime() - begin) / 1e9;
    double answer = limiter.ask(now);
    queries++;
    if (Limiter.allows(answer)) {
      allowed[(int) now]++;
    } else {
      refused++;
    }
    return answer;
  }

  private static void send(HttpExchange exchange, int status, String word) throws IOException {
    byte[] body = ("{\"status\":\"" + word + "\"}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
