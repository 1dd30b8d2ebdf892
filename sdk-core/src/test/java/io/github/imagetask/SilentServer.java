package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;

/** Takes connections and requests, answers nothing, and sees when a client hangs up. */
final class SilentServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();

  SilentServer() throws IOException {
    CompletableFuture<Void> unused = CompletableFuture.runAsync(this::accept, SilentServer::start);
  }

  HttpUrl url() {
    return new HttpUrl.Builder()
        .scheme("http")
        .host(socket.getInetAddress().getHostAddress())
        .port(socket.getLocalPort())
        .build();
  }

  int requests() {
    return requests.get();
  }

  void awaitRequest() throws InterruptedException {
    assertThat(requested.await(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Waits until a client has closed its connection. */
  void awaitEnd() throws InterruptedException {
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        start(() -> swallow(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void swallow(Socket client) {
    byte[] bytes = new byte[8192];
    try (client;
        InputStream in = client.getInputStream()) {
      while (in.read(bytes) >= 0) {
        requests.incrementAndGet(); // a GET is one segment
        requested.countDown();
      }
    } catch (IOException reset) {
      // That is an end too.
    }
    ended.countDown();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "silent-server");
    thread.setDaemon(true);
    thread.start();
  }
}
