package io.github.imagetask;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;

/** A server that plays one script on the bare socket of each connection, after its request. */
final class ScriptServer implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Script script;

  ScriptServer(Script script) throws IOException {
    this.script = script;
    start(this::accept);
  }

  interface Script {
    void play(InputStream in, OutputStream out) throws Exception;
  }

  /** A server that begins an image, with more than is written to a file at once, and stalls. */
  static ScriptServer stalling(CountDownLatch begun, CountDownLatch closed) throws IOException {
    return new ScriptServer(
        (in, out) -> {
          out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"));
          out.write(TestImages.png(80_000));
          out.flush();
          begun.countDown();
          awaitEnd(in);
          closed.countDown();
        });
  }

  HttpUrl url(String path) {
    return HttpUrl.get("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns when the client has closed the connection. */
  static void awaitEnd(InputStream in) {
    try {
      while (in.read() >= 0) {}
    } catch (IOException reset) {
      // As good as closed.
    }
  }

  static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(10, TimeUnit.SECONDS)) throw new AssertionError("it didn't happen");
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) socket.close();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (Socket closed = socket) {
      InputStream in = closed.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.read());
      script.play(in, closed.getOutputStream());
    } catch (Exception e) {
      // The client has gone.
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }
}
