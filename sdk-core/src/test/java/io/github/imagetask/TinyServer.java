package io.github.imagetask;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import okhttp3.HttpUrl;

/**
 * AnswerInterpreter thousands of queries a second: each task runs when it is asked for the first
 * time, and is done the second time. Keeps connections alive.
 */
final class TinyServer implements AutoCloseable {
  private static final byte[] RUNNING = answer("{\"id\":\"t\",\"status\":\"running\"}");
  private static final byte[] DONE =
      answer("{\"id\":\"t\",\"status\":\"done\",\"images\":[\"http://x.test/1\"]}");

  private final ServerSocket socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final Duration pause;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();

  TinyServer() throws IOException {
    this(Duration.ZERO);
  }

  /** Takes so long for each answer. */
  TinyServer(Duration pause) throws IOException {
    this.pause = pause;
    start(this::accept);
  }

  HttpUrl url() {
    return new HttpUrl.Builder()
        .scheme("http")
        .host(socket.getInetAddress().getHostAddress())
        .port(socket.getLocalPort())
        .build();
  }

  int connections() {
    return connections.get();
  }

  int answers() {
    return answers.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        client.setTcpNoDelay(true);
        connections.incrementAndGet();
        start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream()) {
      while (true) {
        String first = line(in);
        if (first == null) return;
        while (true) {
          String header = line(in);
          if (header == null || header.isEmpty()) break;
        }
        pause();
        answers.incrementAndGet();
        out.write(seen.add(first) ? RUNNING : DONE);
      }
    } catch (IOException reset) {
      // The client has gone.
    }
  }

  private void pause() {
    long end = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(80);
    while (true) {
      int c = in.read();
      if (c < 0) return null;
      if (c == '\n') return line.toString();
      if (c != '\r') line.append((char) c);
    }
  }

  private static byte[] answer(String body) {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "tiny-server");
    thread.setDaemon(true);
    thread.start();
  }
}
