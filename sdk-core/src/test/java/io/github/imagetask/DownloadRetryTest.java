package io.github.imagetask;

import static io.github.imagetask.DoneTask.failure;
import static io.github.imagetask.DoneTask.get;
import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.ScriptServer.ascii;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class DownloadRetryTest {
  private static final byte[] LARGE = TestImages.png(300_000);

  @TempDir Path folder;
  private DoneTask task;

  @BeforeEach
  void start() throws Exception {
    task = new DoneTask();
  }

  @AfterEach
  void stop() throws Exception {
    task.close();
  }

  @Test
  void aCutBodyIsFetchedAgainFromTheStart() throws Exception {
    task.images.enqueue(cut(png(LARGE)));
    task.images.enqueue(png(LARGE));
    Path file = folder.resolve("a.png");

    CompletableFuture<Path> future = task.image().saveToAsync(file);

    assertThat(step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(get(future)).hasBinaryContent(LARGE);
    assertThat(WatchedFolder.names(folder)).containsExactly("a.png");
  }

  @Test
  void afterOneTwoFourAndEightSecondsItGivesUp() throws Exception {
    for (int i = 0; i < 5; i++) task.images.enqueue(cut(png(LARGE)));

    CompletableFuture<Path> future = task.image().saveToAsync(folder.resolve("a.png"));

    assertThat(step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(step()).isEqualTo(Duration.ofSeconds(2));
    assertThat(step()).isEqualTo(Duration.ofSeconds(4));
    assertThat(step()).isEqualTo(Duration.ofSeconds(8));
    Throwable failure = failure(future);
    assertThat(failure)
        .isInstanceOf(DownloadException.class)
        .hasMessage("test:t1: image 0: unexpected end of stream, after 5 tries");
    assertThat(((DownloadException) failure).httpStatus()).isZero();
    assertThat(((DownloadException) failure).index()).isZero();
    assertThat(((DownloadException) failure).key()).isEqualTo(TaskKey.parse("test:t1"));
    assertThat(WatchedFolder.names(folder)).isEmpty();
    assertThat(task.images.getRequestCount()).isEqualTo(5);
    assertThat(task.timer.scheduled()).isZero();
  }

  @Test
  void aCutChunkedBodyIsFetchedAgain() throws Exception {
    MockResponse chunked =
        new MockResponse()
            .setHeader("Content-Type", "image/png")
            .setChunkedBody(TestImages.buffer(LARGE), 1_000);
    task.images.enqueue(cut(chunked));
    task.images.enqueue(chunked.clone().setSocketPolicy(SocketPolicy.KEEP_OPEN));

    CompletableFuture<byte[]> future = task.image().bytesAsync();

    assertThat(step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(get(future)).isEqualTo(LARGE);
  }

  @Test
  void aBodyShorterThanItsContentLengthIsFetchedAgain() throws Exception {
    try (ScriptServer server = lying(PNG.length + 1, PNG)) {
      CompletableFuture<byte[]> future = task.imageAt(server.url("/a")).bytesAsync();

      assertThat(step()).isEqualTo(Duration.ofSeconds(1));
      future.cancel(true);
    }
  }

  @Test
  void whereOnlyTheImageShowsItsEndTheImageIsLookedAt() throws Exception {
    byte[] jpeg = TestImages.jpeg(5_000);
    byte[] gif = TestImages.gif(5_000);
    byte[] webp = TestImages.webp(2_008);
    for (byte[] image : new byte[][] {LARGE, PNG, jpeg, gif, webp}) {
      task.images.enqueue(untilClosed(Arrays.copyOf(image, image.length - 700)));
      task.images.enqueue(untilClosed(image));

      CompletableFuture<byte[]> future = task.image().bytesAsync();

      assertThat(step()).isEqualTo(Duration.ofSeconds(1));
      assertThat(get(future)).isEqualTo(image);
    }
  }

  @Test
  void whatBreaksOffForEverIsSaidToBeCutShort() throws Exception {
    byte[] jpeg = Arrays.copyOf(TestImages.jpeg(5_000), 4_000);
    for (int i = 0; i < 5; i++) task.images.enqueue(untilClosed(jpeg));

    CompletableFuture<byte[]> future = task.image().bytesAsync();
    for (int i = 0; i < 4; i++) step();

    assertThat(failure(future))
        .hasMessage("test:t1: image 0: the image is cut short, after 5 tries");
  }

  @Test
  void anEmptyAnswerIsFetchedAgain() throws Exception {
    task.images.enqueue(png(new byte[0]));
    task.images.enqueue(new MockResponse().setResponseCode(204));
    task.images.enqueue(png(PNG));

    CompletableFuture<byte[]> future = task.image().bytesAsync();

    assertThat(step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(step()).isEqualTo(Duration.ofSeconds(2));
    assertThat(get(future)).isEqualTo(PNG);
  }

  @Test
  void aStalledBodyIsFetchedAgain() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    task.client(task.builder().requestTimeout(Duration.ofMillis(100)));
    try (ScriptServer server = ScriptServer.stalling(begun, closed)) {
      CompletableFuture<byte[]> future = task.imageAt(server.url("/a")).bytesAsync();

      assertThat(task.timer.awaitScheduled(Duration.ofSeconds(20)))
          .isEqualTo(Duration.ofSeconds(1));
      ScriptServer.await(closed);
      future.cancel(true);
    }
  }

  @Test
  void retryAfterLengthensThePause() throws Exception {
    task.images.enqueue(new MockResponse().setResponseCode(503).setHeader("Retry-After", "7"));
    task.images.enqueue(new MockResponse().setResponseCode(429).setHeader("Retry-After", "1"));
    task.images.enqueue(new MockResponse().setResponseCode(429).setHeader("Retry-After", "soon"));
    task.images.enqueue(png(PNG));

    CompletableFuture<byte[]> future = task.image().bytesAsync();

    assertThat(step()).isEqualTo(Duration.ofSeconds(7));
    assertThat(step()).isEqualTo(Duration.ofSeconds(2));
    assertThat(step()).isEqualTo(Duration.ofSeconds(4));
    assertThat(get(future)).isEqualTo(PNG);
  }

  @Test
  void retryAfterIsTrustedUpToTwoMinutes() throws Exception {
    task.images.enqueue(
        new MockResponse().setResponseCode(503).setHeader("Retry-After", "99999999999"));

    CompletableFuture<byte[]> future = task.image().bytesAsync();

    assertThat(task.timer.awaitScheduled(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(2));
    future.cancel(true);
    assertThat(task.timer.scheduled()).isZero();
  }

  @Test
  void passingStatusesAreTriedAgainAndTheLastIsTold() throws Exception {
    for (int status : new int[] {500, 429, 425, 503, 502}) {
      task.images.enqueue(new MockResponse().setResponseCode(status));
    }

    CompletableFuture<byte[]> future = task.image().bytesAsync();
    for (int i = 0; i < 4; i++) step();

    Throwable failure = failure(future);
    assertThat(failure).hasMessage("test:t1: image 0: HTTP 502, after 5 tries");
    assertThat(((DownloadException) failure).httpStatus()).isEqualTo(502);
    assertThat(task.images.getRequestCount()).isEqualTo(5);
  }

  @Test
  void aNameThatTheJvmRemembersAsUnknownForTenSecondsIsResolvedThen() throws Exception {
    TestInternet internet =
        new TestInternet()
            .name("gateway.test", "203.0.113.1")
            .server("203.0.113.1", task.gateway)
            .name("cdn.test", "203.0.113.2")
            .server("203.0.113.2", task.images);
    FakeTimer timer = new FakeTimer();
    long forgets = timer.now() + Duration.ofSeconds(10).toNanos();
    Dns jvm =
        host -> {
          boolean unknown = host.equals("cdn.test") && timer.now() - forgets < 0;
          return internet.lookup(unknown ? "unknown.test" : host);
        };
    task.gateway.enqueue(DoneTask.done("t1", "http://cdn.test/a"));
    task.images.enqueue(png(PNG));
    try (TestClient client =
        TestClient.builder(HttpUrl.get("http://gateway.test/"))
            .okHttpClient(internet.client().dns(jvm).build())
            .timer(timer)
            .build()) {
      GeneratedImage image = client.submit("a cube").awaitResult().first();

      CompletableFuture<byte[]> future = image.bytesAsync();

      assertThat(timer.runUntilDone(future, Duration.ofSeconds(20)).get()).isEqualTo(PNG);
      assertThat(timer.now() - forgets).isEqualTo(Duration.ofSeconds(5).toNanos());
    }
  }

  @Test
  void aDownloadEndsAfterTenMinutes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptServer server = ScriptServer.stalling(begun, closed)) {
      CompletableFuture<byte[]> future = task.imageAt(server.url("/a")).bytesAsync();
      ScriptServer.await(begun);

      task.timer.advance(Duration.ofMinutes(10));

      assertThat(failure(future)).hasMessage("test:t1: image 0: it took longer than 10 min");
      ScriptServer.await(closed);
    }
  }

  /** The next try's delay; further away are only guards. */
  private Duration step() {
    return task.timer.step(Duration.ofSeconds(20));
  }

  private static MockResponse cut(MockResponse response) {
    return response.clone().setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY);
  }

  /** An answer that ends where its connection does. */
  private static MockResponse untilClosed(byte[] body) {
    return new MockResponse()
        .setBody(new Buffer().write(body))
        .removeHeader("Content-Length")
        .setHeader("Content-Type", "application/octet-stream")
        .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END);
  }

  private static ScriptServer lying(int length, byte[] body) throws Exception {
    return new ScriptServer(
        (in, out) -> {
          out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n"));
          out.write(body);
        });
  }
}
