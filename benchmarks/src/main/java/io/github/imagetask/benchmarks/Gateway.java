package io.github.imagetask.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * UniAll's entries as far as a benchmark needs them, over HTTP/1.1 on loopback, in a process of its
 * own, so that nothing it does is counted as a client's. The first line it prints is its port. Then
 * it obeys its standard input, a line an order: {@code queries N} says at which query a task has
 * succeeded, {@code image N} how many bytes its image has, {@code counts} prints submits, queries
 * and connections so far. It ends with its input.
 */
final class Gateway {
  /** Task n's queries are counted at n modulo this, and forgotten when it has succeeded. */
  private static final int TASKS = 1 << 20;

  private static final String ID = "task_";

  private final ServerSocket server;
  private final AtomicIntegerArray asked = new AtomicIntegerArray(TASKS);
  private final LongAdder submits = new LongAdder();
  private final LongAdder queries = new LongAdder();
  private final LongAdder connects = new LongAdder();
  private final Blobs blobs = new Blobs();
  private volatile int last = 3;
  private volatile long imageBytes = 1024;

  private Gateway(ServerSocket server) {
    this.server = server;
  }

  public static void main(String[] args) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 4096, InetAddress.getLoopbackAddress())) {
      Gateway gateway = new Gateway(server);
      Thread acceptor = new Thread(gateway::accept, "accept");
      acceptor.setDaemon(true);
      acceptor.start();
      System.out.println(server.getLocalPort());
      gateway.obey();
    }
  }

  private void obey() throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order; (order = orders.readLine()) != null; ) {
      String[] words = order.split(" ", -1);
      switch (words[0]) {
        case "queries" -> last = Integer.parseInt(words[1]);
        case "image" -> imageBytes = Long.parseLong(words[1]);
        default -> {}
      }
      System.out.println(submits.sum() + " " + queries.sum() + " " + connects.sum());
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server.accept();
        connects.increment();
        Thread thread = new Thread(null, () -> serve(socket), "connection", 128 << 10);
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
      OutputStream out = socket.getOutputStream();
      for (@Nullable Head head; (head = Head.read(in)) != null; ) {
        in.skipNBytes(head.length);
        answer(head, out);
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private void answer(Head head, OutputStream out) throws IOException {
    if (head.isPost && head.path.equals("/v1/images/tasks")) {
      submits.increment();
      json(out, "{" + task(ID + submits.sum(), "queued", 0, null) + "}");
    } else if (head.isPost && head.path.startsWith("/openai/")) {
      json(out, "{\"created\":1,\"data\":[{\"url\":\"" + imageUrl() + "\"}]}");
    } else if (head.isPost) {
      blobs.base64(out);
    } else if (head.path.startsWith("/v1/images/tasks/")) {
      queries.increment();
      json(out, state(head.path.substring("/v1/images/tasks/".length())));
    } else {
      blobs.image(out, Long.parseLong(head.path.substring(1, head.path.indexOf('.'))));
    }
  }

  private String state(String id) {
    int slot = (int) (Long.parseLong(id.substring(ID.length())) % TASKS);
    int count = asked.incrementAndGet(slot);
    boolean done = count >= last;
    if (done) asked.set(slot, 0);
    String task =
        done
            ? task(id, "succeeded", 100, imageUrl())
            : task(id, "processing", Math.min(99, count), null);
    return "{\"code\":\"success\",\"message\":\"\",\"data\":{" + task + "}}";
  }

  private String imageUrl() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/" + imageBytes + ".png";
  }

  private static String task(String id, String status, int percent, @Nullable String url) {
    String result = url == null ? "" : ",\"result_url\":\"" + url + "\"";
    String count = url == null ? "" : ",\"result_count\":1";
    return ("\"task_id\":\"" + id + "\",\"status\":\"" + status + "\",\"progress\":\"" + percent)
        + ("%\"" + result + ",\"metadata\":{\"task_type\":\"text2image\"" + count)
        + "},\"error\":null";
  }

  private static void json(OutputStream out, String json) throws IOException {
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length();
    out.write((head + "\r\n\r\n" + json).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What of a request's head matters here. */
  private static final class Head {
    final boolean isPost;
    final String path;
    final long length;

    private Head(boolean isPost, String path, long length) {
      this.isPost = isPost;
      this.path = path;
      this.length = length;
    }

    /** Returns null at the end of the connection. */
    static @Nullable Head read(InputStream in) throws IOException {
      String first = line(in);
      if (first == null) return null;
      long length = 0;
      for (@Nullable String line; (line = line(in)) != null && !line.isEmpty(); ) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:"))
          length = Long.parseLong(lower.substring(15).trim());
      }
      String[] words = first.split(" ", -1);
      return new Head(words[0].equals("POST"), words[1], length);
    }

    private static @Nullable String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder(64);
      for (int c; (c = in.read()) != '\n'; ) {
        if (c < 0) return null;
        if (c != '\r') line.append((char) c);
      }
      return line.toString();
    }
  }
}
