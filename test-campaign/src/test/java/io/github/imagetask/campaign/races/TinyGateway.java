package io.github.imagetask.campaign.races;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** UniAll as far as races need it, by the JDK's own server: each task is done when asked about. */
final class TinyGateway implements AutoCloseable {
  static final byte[] IMAGE = image();

  final AtomicInteger posts = new AtomicInteger();

  /** Queries of each task, those under way, and the most that were under way at once. */
  final Map<String, Asked> asked = new ConcurrentHashMap<>();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  static final class Asked {
    final AtomicInteger all = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    final AtomicInteger atOnce = new AtomicInteger();
  }

  TinyGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/v1/images/tasks", this::task);
    server.createContext("/image", exchange -> answer(exchange, "image/png", IMAGE));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Asked of(String id) {
    return asked.computeIfAbsent(id, each -> new Asked());
  }

  private void task(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      exchange.getRequestBody().readAllBytes();
      json(exchange, "{'task_id':'task_" + posts.incrementAndGet() + "','status':'queued'}");
      return;
    }
    String path = exchange.getRequestURI().getPath();
    Asked asked = of(path.substring(path.lastIndexOf('/') + 1));
    asked.all.incrementAndGet();
    asked.atOnce.accumulateAndGet(asked.now.incrementAndGet(), Math::max);
    try {
      String url = url() + "/image";
      json(exchange, "{'code':'success','data':{'status':'succeeded','result_url':'" + url + "'}}");
    } finally {
      asked.now.decrementAndGet();
    }
  }

  private static void json(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    answer(exchange, "application/json", bytes);
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** A PNG that is larger than a buffer, so that its end can be missing. */
  private static byte[] image() {
    byte[] head = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, (byte) 0x40, 0};
    byte[] image = Arrays.copyOf(head, head.length + 4 + 0x4000 + 4 + 12);
    System.arraycopy(new byte[] {'I', 'D', 'A', 'T'}, 0, image, head.length, 4);
    byte[] end = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 'B', '`', (byte) 0x82};
    System.arraycopy(end, 0, image, image.length - end.length, end.length);
    return image;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
