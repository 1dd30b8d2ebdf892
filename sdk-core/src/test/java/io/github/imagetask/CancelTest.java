package io.github.imagetask;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
final class CancelTest extends OverHttp {
  private static final String GOES_ON =
      "; the task goes on at the gateway, and its key takes it up again";

  @Test
  void cancellingAFutureClosesItsSocketAndAsksNoMore() throws Exception {
    try (SilentServer silent = new SilentServer()) {
      client.close();
      timer = new FakeTimer();
      client = TestClient.builder(silent.url()).timer(timer).build();
      CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
      timer.advance(ofSeconds(2));
      silent.awaitRequest();

      result.cancel(true);

      silent.awaitEnd();
      assertThat(timer.scheduled()).isZero();
      timer.advance(ofMinutes(20));
      assertThat(silent.requests()).isEqualTo(1);
    }
  }

  @Test
  void cancellingBetweenQueriesStopsTheTimer() {
    answer(running());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    timer.awaitScheduled(NEAR);

    result.cancel(true);

    assertThat(timer.scheduled()).isZero();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void theFutureIsCancelledBeforeTheHttpCallEnds() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    OkHttpClient slow =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  try {
                    return chain.proceed(chain.request());
                  } finally {
                    await(seen); // a call that ends only once the caller has been released
                    ended.countDown();
                  }
                })
            .build();
    client(it -> it.okHttpClient(slow));
    answer(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    request();

    result.cancel(true);

    assertThatThrownBy(result::join).isInstanceOf(CancellationException.class);
    seen.countDown();
    await(ended);
  }

  @Test
  void orTimeoutOnAFutureStopsThePollingToo() throws Exception {
    answer(running());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    timer.awaitScheduled(NEAR);

    CompletableFuture<ImageResult> bounded = result.orTimeout(1, TimeUnit.MILLISECONDS);

    assertThat(thrown(bounded, TimeoutException.class)).isNotNull();
    get(CompletableFuture.runAsync(() -> awaitNothingScheduled()));
  }

  /** All that completes a future, those of later versions of Java too. */
  static List<Named<Consumer<CompletableFuture<ImageResult>>>> completions() {
    ImageResult other = null;
    return List.of(
        Named.of("cancel", future -> future.cancel(false)),
        Named.of("complete", future -> future.complete(other)),
        Named.of(
            "completeExceptionally", future -> future.completeExceptionally(new IOException())),
        Named.of("completeAsync", future -> future.completeAsync(() -> other)),
        Named.of("completeAsync on", future -> future.completeAsync(() -> other, Runnable::run)),
        Named.of(
            "completeAsync, failing",
            future ->
                future.completeAsync(
                    () -> {
                      throw new IllegalStateException("enough");
                    })),
        Named.of("completeOnTimeout", it -> it.completeOnTimeout(other, 1, TimeUnit.MILLISECONDS)),
        Named.of("obtrudeValue", future -> future.obtrudeValue(other)),
        Named.of("obtrudeException", future -> future.obtrudeException(new IOException())));
  }

  @ParameterizedTest
  @MethodSource("completions")
  void howeverAFutureIsCompletedThePollingStops(Consumer<CompletableFuture<ImageResult>> completion)
      throws Exception {
    answer(running());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    timer.awaitScheduled(NEAR);

    completion.accept(result);

    get(CompletableFuture.runAsync(() -> awaitNothingScheduled()));
    assertThat(result).isDone();
  }

  @Test
  void completingAFutureFromOutsideStopsThePolling() {
    answer(running());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    timer.awaitScheduled(NEAR);

    result.completeExceptionally(new IllegalStateException("enough"));

    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void cancellingOneWaitLeavesTheOthers() throws Exception {
    answer(running(), done());
    ImageTask task = client.task(KEY);
    CompletableFuture<ImageResult> first = task.resultAsync();
    CompletableFuture<ImageResult> second = task.resultAsync();
    timer.awaitScheduled(NEAR);

    first.cancel(true);

    assertThat(finish(second).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void cancellingDuringAQueryLeavesItToTheOthers() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    server.setDispatcher(held(cancelled, done()));
    ImageTask task = client.task(KEY);
    CompletableFuture<ImageResult> first = task.resultAsync();
    CompletableFuture<ImageResult> second = task.resultAsync();
    request();

    first.cancel(true);
    cancelled.countDown();

    assertThat(get(second).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void pollingEndsWithTheLastWait() {
    answer(running());
    ImageTask task = client.task(KEY);
    CompletableFuture<ImageResult> first = task.resultAsync();
    CompletableFuture<ImageResult> second = task.resultAsync();
    timer.awaitScheduled(NEAR);

    first.cancel(true);
    second.cancel(true);

    assertThat(timer.scheduled()).isZero();
    client.nudge(KEY);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void cancellingARefreshStopsItsQuery() throws Exception {
    answer(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    CompletableFuture<TaskSnapshot> refreshed = client.task(KEY).refreshAsync();
    request();

    refreshed.cancel(true);

    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void interruptingABlockedWaitEndsIt() throws Exception {
    answer(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread blocked =
        new Thread(
            () -> {
              try {
                client.task(KEY).awaitResult();
              } catch (Throwable e) {
                flag.complete(Thread.currentThread().isInterrupted());
                thrown.complete(e);
              }
            });
    blocked.start();
    request();

    blocked.interrupt();
    Throwable failure = get(thrown); // nothing else ends it: no answer comes, no time passes

    assertThat(failure)
        .isInstanceOf(WaitAbortedException.class)
        .hasMessage("test:t1: the wait was interrupted" + GOES_ON);
    assertThat(((WaitAbortedException) failure).key()).isEqualTo(KEY);
    assertThat(get(flag)).isTrue();
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void blockingOnEveryThreadOfTheCallbackExecutorDoesNotDeadlock() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    try {
      client(it -> it.callbackExecutor(single));
      CountDownLatch chained = new CountDownLatch(1);
      server.setDispatcher(held(chained, running(), done()));
      ImageTask other = client.task(TaskKey.of("test", "t2"));

      CompletableFuture<Integer> both =
          client.task(KEY).refreshAsync().thenApply(ignored -> other.awaitResult().images().size());
      chained.countDown();

      assertThat(get(both)).isEqualTo(1);
    } finally {
      single.shutdownNow();
    }
  }

  /** Answers in this order, and not before the latch is down. */
  private static Dispatcher held(CountDownLatch latch, MockResponse... responses) {
    return new Dispatcher() {
      private final AtomicInteger next = new AtomicInteger();

      @Override
      public MockResponse dispatch(RecordedRequest request) {
        await(latch);
        return responses[next.getAndIncrement()];
      }
    };
  }

  private void awaitNothingScheduled() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (timer.scheduled() > 0) {
      assertThat(System.nanoTime() - end).isNegative();
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
