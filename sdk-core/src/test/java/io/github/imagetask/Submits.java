package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;

/** What tests of submits share: answers, and futures driven to their end on a fake time. */
final class Submits {
  static final String DONE = RawServer.DONE;
  static final String QUEUED = "{\"id\":\"t1\",\"status\":\"queued\"}";

  /** Reaches every pause of a submit, and neither its timeout nor a wait's deadline. */
  static final Duration PAUSES = Duration.ofSeconds(61);

  /** Reaches every query of a wait, and no query's timeout. */
  static final Duration QUERIES = Duration.ofSeconds(20);

  private Submits() {}

  /** Moves the time on until the future is done, and returns its value. */
  static <T> T value(FakeTimer timer, CompletableFuture<T> future) throws Exception {
    return timer.runUntilDone(future, PAUSES).get(10, TimeUnit.SECONDS);
  }

  /** Moves the time on until the future has failed, and returns the failure itself. */
  static <E extends Throwable> E failure(
      FakeTimer timer, CompletableFuture<?> future, Class<E> type) throws Exception {
    return failure(timer.runUntilDone(future, PAUSES), type);
  }

  /** Waits until the future has failed, and returns the failure itself. */
  static <E extends Throwable> E failure(CompletableFuture<?> future, Class<E> type)
      throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    CompletableFuture<?> unused = future.whenComplete((value, error) -> failure.complete(error));
    Throwable error = failure.get(10, TimeUnit.SECONDS);
    assertThat(error).isExactlyInstanceOf(type);
    return type.cast(error);
  }

  static MockResponse json(int status, String body) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/json")
        .setBody(body);
  }

  static MockResponse html(int status) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "text/html")
        .setBody("<html>proxy</html>");
  }
}
