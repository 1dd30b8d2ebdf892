package io.github.imagetask;

import static io.github.imagetask.DoneTask.done;
import static io.github.imagetask.DoneTask.failure;
import static io.github.imagetask.DoneTask.get;
import static io.github.imagetask.DoneTask.json;
import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class FreshUrlTest {
  private DoneTask task;

  @BeforeEach
  void start() throws Exception {
    task = new DoneTask();
  }

  @AfterEach
  void stop() throws Exception {
    task.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void aUrlThatNoLongerWorksIsReplacedByTheOneOfTheSameIndex(int status) throws Exception {
    GeneratedImage second = task.result("t1", url("/old0"), url("/old1")).images().get(1);
    task.images.enqueue(new MockResponse().setResponseCode(status));
    task.gateway.enqueue(done("t1", url("/new0"), url("/new1")));
    task.images.enqueue(png(PNG));

    byte[] bytes = second.bytes();

    assertThat(bytes).isEqualTo(PNG);
    assertThat(path(task.images)).isEqualTo("/old1");
    assertThat(path(task.images)).isEqualTo("/new1");
    assertThat(path(task.gateway)).isEqualTo("/tasks");
    assertThat(path(task.gateway)).isEqualTo("/tasks/t1");
    assertThat(task.gateway.getRequestCount()).isEqualTo(2);
    assertThat(second.url()).isEqualTo(url("/old1"));
  }

  @Test
  void aStreamBeginsWithTheFreshUrlToo() throws Exception {
    GeneratedImage image = task.image();
    task.images.enqueue(new MockResponse().setResponseCode(403));
    task.gateway.enqueue(done("t1", url("/new")));
    task.images.enqueue(png(PNG));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    image.writeTo(out);

    assertThat(out.toByteArray()).isEqualTo(PNG);
  }

  @Test
  void aFreshUrlIsAskedForAtOnceAndThenAfterOneTwoFourAndEightSeconds() throws Exception {
    GeneratedImage image = task.image();
    task.images.enqueue(new MockResponse().setResponseCode(403));
    for (int i = 0; i < 5; i++) {
      task.gateway.enqueue(done("t1", url("/new" + i)));
      task.images.enqueue(new MockResponse().setResponseCode(404));
    }

    CompletableFuture<byte[]> future = image.bytesAsync();

    for (int pause : new int[] {1, 2, 4, 8})
      assertThat(step()).isEqualTo(Duration.ofSeconds(pause));
    DownloadException failure = (DownloadException) failure(future);
    assertThat(failure)
        .hasMessage("test:t1: image 0: HTTP 404, from a fresh URL too, after 6 tries");
    assertThat(failure.httpStatus()).isEqualTo(404);
    assertThat(task.images.getRequestCount()).isEqualTo(6);
    assertThat(task.gateway.getRequestCount()).isEqualTo(6);
    assertThat(task.timer.scheduled()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void anImageThatStorageHasTenSecondsLaterIsFetched(int status) throws Exception {
    GeneratedImage image = task.image();
    long there = task.timer.now() + Duration.ofSeconds(10).toNanos();
    task.gateway.setDispatcher(always(() -> done("t1", url("/a"))));
    task.images.setDispatcher(
        always(
            () ->
                task.timer.now() - there < 0
                    ? new MockResponse().setResponseCode(status)
                    : png(PNG)));

    CompletableFuture<byte[]> future = image.bytesAsync();

    assertThat(task.timer.runUntilDone(future, Duration.ofSeconds(20)).get()).isEqualTo(PNG);
    assertThat(task.timer.scheduled()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>",
        "<?xml version=\"1.0\"?>\n<Error><Code>Expired</Code></Error>",
        "{\"code\":\"Expired\",\"message\":\"sign it again\"}",
        "{\"error\":\"SecurityTokenExpired\"}"
      })
  void aBadRequestThatSpeaksOfExpiryIsAUrlThatNoLongerWorks(String body) throws Exception {
    GeneratedImage image = task.image();
    task.images.enqueue(new MockResponse().setResponseCode(400).setBody(body));
    task.gateway.enqueue(done("t1", url("/new")));
    task.images.enqueue(png(PNG));

    assertThat(image.bytes()).isEqualTo(PNG);
  }

  @Test
  void anyOtherBadRequestEndsTheDownload() throws Exception {
    GeneratedImage image = task.image();
    String body = "<Error><Code>InvalidArgument</Code><Message>X-Amz-Expires</Message></Error>";
    task.images.enqueue(new MockResponse().setResponseCode(400).setBody(body));

    assertThat(failure(image.bytesAsync())).hasMessage("test:t1: image 0: HTTP 400");

    assertThat(task.gateway.getRequestCount()).isEqualTo(1);
  }

  @Test
  void whereTheTaskCannotBeAskedTheUrlIsTriedAgain() throws Exception {
    GeneratedImage image = task.image();
    for (int i = 0; i < 2; i++) {
      task.images.enqueue(new MockResponse().setResponseCode(404));
      task.gateway.enqueue(json("{\"fault\":\"busy\"}").setResponseCode(503));
    }
    task.gateway.enqueue(json("{\"fault\":\"gone\"}").setResponseCode(404));
    task.images.enqueue(png(PNG));

    CompletableFuture<byte[]> future = image.bytesAsync();

    assertThat(step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(step()).isEqualTo(Duration.ofSeconds(2));
    assertThat(get(future)).isEqualTo(PNG);
    for (int i = 0; i < 3; i++) assertThat(path(task.images)).isEqualTo("/a");
  }

  @Test
  void thatNoFreshUrlWasToBeHadIsSaidAtLast() throws Exception {
    GeneratedImage image = task.image();
    for (int i = 0; i < 5; i++) {
      task.images.enqueue(new MockResponse().setResponseCode(410));
      task.gateway.enqueue(json("{\"fault\":\"busy\"}").setResponseCode(503));
    }

    CompletableFuture<byte[]> future = image.bytesAsync();
    for (int i = 0; i < 4; i++) step();

    DownloadException failure = (DownloadException) failure(future);
    assertThat(failure)
        .hasMessage("test:t1: image 0: HTTP 410, and no fresh URL was to be had, after 5 tries");
    assertThat(failure.httpStatus()).isEqualTo(410);
    assertThat(failure).hasCauseInstanceOf(GatewayException.class);
    assertThat(task.images.getRequestCount()).isEqualTo(5);
    assertThat(task.timer.scheduled()).isZero();
  }

  @Test
  void aTaskWithFewerImagesThanBeforeHasNoFreshUrl() throws Exception {
    GeneratedImage second = task.result("t1", url("/old0"), url("/old1")).images().get(1);
    for (int i = 0; i < 5; i++) {
      task.images.enqueue(new MockResponse().setResponseCode(404));
      task.gateway.enqueue(done("t1", url("/new0")));
    }

    CompletableFuture<byte[]> future = second.bytesAsync();
    for (int i = 0; i < 4; i++) step();

    assertThat(failure(future))
        .hasMessage(
            "test:t1: image 1: HTTP 404, and the task has no such image any more, after 5 tries");
    for (int i = 0; i < 5; i++) assertThat(path(task.images)).isEqualTo("/old1");
  }

  @Test
  void cancelBetweenTwoQuestionsForgetsTheNext() throws Exception {
    GeneratedImage image = task.image();
    task.images.enqueue(new MockResponse().setResponseCode(404));
    task.gateway.enqueue(json("{\"fault\":\"busy\"}").setResponseCode(503));
    CompletableFuture<byte[]> future = image.bytesAsync();
    assertThat(task.timer.awaitScheduled(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(1));

    future.cancel(true);

    assertThat(task.timer.scheduled()).isZero();
    assertThat(task.gateway.getRequestCount()).isEqualTo(2);
  }

  @Test
  void theFreshImageMayBeInline() throws Exception {
    GeneratedImage image = task.image();
    task.images.enqueue(new MockResponse().setResponseCode(404));
    String base64 = Base64.getEncoder().encodeToString(PNG);
    task.gateway.enqueue(json("{\"id\":\"t1\",\"status\":\"done\",\"inline\":\"" + base64 + "\"}"));

    assertThat(image.bytes()).isEqualTo(PNG);
  }

  @Test
  void aFreshUrlThatFailsInPassingIsRepeated() throws Exception {
    GeneratedImage image = task.image();
    task.images.enqueue(new MockResponse().setResponseCode(404));
    task.gateway.enqueue(done("t1", url("/new")));
    task.images.enqueue(new MockResponse().setResponseCode(500));
    task.images.enqueue(png(PNG));

    CompletableFuture<byte[]> future = image.bytesAsync();

    assertThat(task.timer.step(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(1));
    assertThat(get(future)).isEqualTo(PNG);
    assertThat(path(task.images)).isEqualTo("/a");
    assertThat(path(task.images)).isEqualTo("/new");
    assertThat(path(task.images)).isEqualTo("/new");
  }

  @Test
  void cancelStopsTheQuestionForAFreshUrl() throws Exception {
    GeneratedImage image = task.image();
    task.images.enqueue(new MockResponse().setResponseCode(404));
    task.gateway.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    CompletableFuture<byte[]> future = image.bytesAsync();
    assertThat(path(task.gateway)).isEqualTo("/tasks");
    assertThat(path(task.gateway)).isEqualTo("/tasks/t1");

    future.cancel(true);

    assertThat(task.timer.scheduled()).isZero();
    assertThat(task.images.getRequestCount()).isEqualTo(1);
  }

  @Test
  void theQuestionForAFreshUrlWaitsForItsTurn() throws Exception {
    GeneratedImage image = imageAfterComplaints();
    task.images.enqueue(new MockResponse().setResponseCode(404));
    task.gateway.enqueue(done("t1", url("/new")));
    task.images.enqueue(png(PNG));

    CompletableFuture<byte[]> future = image.bytesAsync();

    Duration turn = task.timer.awaitScheduled(Duration.ofSeconds(9));
    assertThat(turn).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
    assertThat(task.gateway.getRequestCount()).isEqualTo(3);
    assertThat(task.timer.runUntilDone(future, Duration.ofSeconds(9)).get()).isEqualTo(PNG);
    assertThat(task.gateway.getRequestCount()).isEqualTo(4);
    assertThat(task.timer.scheduled()).isZero();
  }

  @Test
  void cancelGivesItsTurnUp() throws Exception {
    GeneratedImage image = imageAfterComplaints();
    task.images.enqueue(new MockResponse().setResponseCode(404));
    CompletableFuture<byte[]> future = image.bytesAsync();
    task.timer.awaitScheduled(Duration.ofSeconds(9));

    future.cancel(true);

    assertThat(task.timer.scheduled()).isZero();
    assertThat(task.gateway.getRequestCount()).isEqualTo(3);
  }

  /** An image of a client whose gateway asked twice for seven seconds without queries. */
  private GeneratedImage imageAfterComplaints() throws Exception {
    GeneratedImage image = task.image();
    for (int i = 0; i < 2; i++) {
      task.gateway.enqueue(new MockResponse().setResponseCode(429).setHeader("Retry-After", "7"));
      failure(task.client.task(TaskKey.of("test", "t2")).refreshAsync());
    }
    return image;
  }

  @Test
  void theNextDownloadAsksAnew() throws Exception {
    GeneratedImage image = task.image();
    for (int i = 0; i < 2; i++) {
      task.images.enqueue(new MockResponse().setResponseCode(403));
      task.gateway.enqueue(done("t1", url("/new")));
      task.images.enqueue(png(PNG));
    }

    assertThat(image.bytes()).isEqualTo(PNG);
    assertThat(image.bytes()).isEqualTo(PNG);

    assertThat(task.gateway.getRequestCount()).isEqualTo(3);
  }

  /** The next question's delay; further away are only guards. */
  private Duration step() {
    return task.timer.step(Duration.ofSeconds(20));
  }

  private static Dispatcher always(Supplier<MockResponse> answer) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return answer.get();
      }
    };
  }

  private String url(String path) {
    return task.images.url(path).toString();
  }

  private static String path(MockWebServer server) throws InterruptedException {
    return server.takeRequest(10, TimeUnit.SECONDS).getPath();
  }
}
