package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong around a download: a user's parts that throw, servers that echo, threads. */
@Timeout(60)
final class DownloadFaultTest {
  @Test
  void proxySelectorThatThrowsFailsTheDownloadAndNothingElse() throws Exception {
    try (DoneTask task = new DoneTask()) {
      OkHttpClient own = new OkHttpClient.Builder().proxySelector(new Broken(task)).build();
      task.client(task.builder().okHttpClient(own));
      GeneratedImage image = task.image();

      CompletableFuture<byte[]> bytes = image.bytesAsync();
      CompletableFuture<byte[]> done = task.timer.runUntilDone(bytes, Duration.ofSeconds(10));

      assertThatThrownBy(done::get)
          .hasCauseInstanceOf(DownloadException.class)
          .hasMessageContaining("PAC failed");
      assertThat(task.timer.scheduled()).isZero();
    }
  }

  @Test
  void serverThatEchoesTheRequestShowsNoKeyAndNoSignature() throws Exception {
    FakeTimer timer = new FakeTimer();
    try (RawServer echo = new RawServer();
        TestClient client = TestClient.builder(echo.url()).timer(timer).build()) {
      String url = echo.url() + "img?sig=S1GNED";
      String task = "{\"id\":\"t1\",\"status\":\"done\",\"images\":[\"" + url + "\"]}";
      echo.then(
          peer -> {
            peer.readBody();
            peer.answer("200 OK", task);
          });
      for (int i = 0; i < 5; i++) {
        echo.then(
            peer -> peer.write("bad " + peer.header("Authorization") + " GET /img?sig=S1GNED\r\n"));
      }
      GeneratedImage image = client.submit("a cube").awaitResult().first();

      CompletableFuture<byte[]> bytes = image.bytesAsync();
      Throwable failure =
          timer
              .runUntilDone(bytes.handle((value, error) -> error), Duration.ofSeconds(10))
              .get(10, TimeUnit.SECONDS);

      StringWriter printed = new StringWriter();
      failure.printStackTrace(new PrintWriter(printed));
      assertThat(failure)
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("after 5 tries");
      assertThat(printed.toString()).contains("██").doesNotContain(TestGateway.KEY);
      assertThat(printed.toString()).doesNotContain("S1GNED");
    }
  }

  @Test
  void interruptEndsAWriteThatIsStalledInItsRead() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptServer stalling = ScriptServer.stalling(begun, closed);
        MockWebServer gateway = new MockWebServer()) {
      HttpUrl url = stalling.url("/a");
      gateway.enqueue(
          new MockResponse()
              .setBody("{\"id\":\"t1\",\"status\":\"done\",\"images\":[\"" + url + "\"]}"));
      try (TestClient client = TestClient.builder(gateway.url("/")).build()) {
        GeneratedImage image = client.submit("a cube").awaitResult().first();
        Throwable[] thrown = new Throwable[1];
        boolean[] flag = new boolean[1];
        CountDownLatch wrote = new CountDownLatch(1);
        OutputStream out =
            new ByteArrayOutputStream() {
              @Override
              public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                if (size() >= 20_000) wrote.countDown();
              }
            };
        Thread writer =
            new Thread(
                () -> {
                  try {
                    image.writeTo(out);
                  } catch (IOException | RuntimeException e) {
                    thrown[0] = e;
                  }
                  flag[0] = Thread.currentThread().isInterrupted();
                });
        writer.start();
        assertThat(wrote.await(10, TimeUnit.SECONDS)).isTrue();

        writer.interrupt();
        writer.join(10_000); // the stall alone would end it after 30 s

        assertThat(thrown[0]).isInstanceOf(WaitAbortedException.class);
        assertThat(flag[0]).isTrue();
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  /** Throws for the image's address, and lets the gateway's through. */
  private static final class Broken extends ProxySelector {
    private final DoneTask task;

    Broken(DoneTask task) {
      this.task = task;
    }

    @Override
    public List<Proxy> select(URI uri) {
      if (uri.getPort() == task.images.getPort()) throw new IllegalStateException("PAC failed");
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }
}
