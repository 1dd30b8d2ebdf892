package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CallbacksTest extends OverHttp {
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService single =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "users-own"));

  @AfterEach
  void stopExecutor() {
    single.shutdownNow();
  }

  @Test
  void aListenerHearsOneTasksEventsInOrder() throws Exception {
    client(it -> it.callbackExecutor(single).listener(new Recorder(heard)));
    answer(queued(), queued(), running(10), running(10), status(500), running(60), done());
    PollPolicy patient = EVEN.newBuilder().deadline(Duration.ofMinutes(1)).build();

    ImageResult result = finish(client.submit("a cube").resultAsync(patient));

    assertThat(result.images()).hasSize(1);
    assertThat(heard)
        .containsExactly(
            "submitted test:t1",
            "updated test:t1 RUNNING 10%",
            "retrying test:t1 in PT2S: GatewayException",
            "updated test:t1 RUNNING 60%",
            "finished test:t1 SUCCEEDED");
  }

  @Test
  void aSubmitThatBringsTheResultIsSubmittedAndFinished() throws Exception {
    client(it -> it.callbackExecutor(single).listener(new Recorder(heard)));
    answer(done());

    ImageResult result = finish(client.generateAsync("a cube"));

    assertThat(result.images()).hasSize(1);
    Recorder.await(heard, 2);
    assertThat(heard).containsExactly("submitted test:t1", "finished test:t1 SUCCEEDED");
  }

  @Test
  void theLastFailureBeforeTheDeadlineAnnouncesNoRetry() throws Exception {
    client(it -> it.callbackExecutor(single).listener(new Recorder(heard)));
    answer(running(), running(), running(), running(), status(500));

    failure(client.task(KEY).resultAsync(), TaskTimeoutException.class);

    assertThat(heard).containsExactly("updated test:t1 RUNNING");
  }

  @Test
  void aListenersExceptionGoesToTheUncaughtHandlerAndChangesNothing() throws Exception {
    List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
    ExecutorService watched = Executors.newSingleThreadExecutor(task -> watched(task, uncaught));
    try {
      client(it -> it.callbackExecutor(watched).listener(new Thrower()));
      answer(queued(), running(), done());

      ImageResult result = finish(client.submit("a cube").resultAsync());

      assertThat(result.images()).hasSize(1);
      assertThat(uncaught)
          .extracting(Throwable::getMessage)
          .containsExactly("submitted", "updated", "finished");
    } finally {
      watched.shutdownNow();
    }
  }

  @Test
  void aHandlerThatThrowsItselfChangesNothingEither() throws Exception {
    ExecutorService watched = Executors.newSingleThreadExecutor(CallbacksTest::doublyThrowing);
    try {
      client(it -> it.callbackExecutor(watched).listener(new Thrower()));
      Recorder recorder = new Recorder(heard);
      answer(queued(), running(), done());

      ImageResult result = finish(client.submit("a cube").resultAsync(EVEN, recorder));

      assertThat(result.images()).hasSize(1);
      assertThat(heard).containsExactly("updated test:t1 RUNNING", "finished test:t1 SUCCEEDED");
    } finally {
      watched.shutdownNow();
    }
  }

  @Test
  void ifTheExecutorRejectsFuturesCompleteAllTheSame() throws Exception {
    single.shutdown();
    client(it -> it.callbackExecutor(single).listener(new Recorder(heard)));
    answer(queued(), done());

    ImageResult result = finish(client.generateAsync("a cube"));

    assertThat(result.images()).hasSize(1);
    Recorder.await(heard, 2);
    assertThat(heard).containsExactly("submitted test:t1", "finished test:t1 SUCCEEDED");
  }

  @Test
  void ifTheExecutorRejectsOurThreadsAreStillKeptFree() throws Exception {
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    single.shutdown();
    client(it -> it.callbackExecutor(single).listener(new ThreadNames(threads)));
    answer(queued(), done());

    String completed = finish(client.generateAsync("a cube").thenApply(result -> here()));

    assertThat(completed).doesNotStartWith("imagetask").doesNotStartWith("OkHttp");
    assertThat(threads)
        .noneMatch(name -> name.startsWith("imagetask") || name.startsWith("OkHttp"));
  }

  @Test
  void ifTheExecutorBreaksFuturesCompleteAllTheSame() throws Exception {
    Executor broken =
        task -> {
          throw new OutOfMemoryError("unable to create native thread");
        };
    client(it -> it.callbackExecutor(broken).listener(new Recorder(heard)));
    answer(queued(), done());

    ImageResult result = finish(client.generateAsync("a cube"));

    assertThat(result.images()).hasSize(1);
    Recorder.await(heard, 2);
    assertThat(heard).containsExactly("submitted test:t1", "finished test:t1 SUCCEEDED");
  }

  @Test
  void anExecutorThatRejectsNowAndThenLosesNoEvent() throws Exception {
    int[] calls = new int[1];
    Executor moody =
        task -> {
          synchronized (calls) {
            if (calls[0]++ % 2 == 0) throw new RejectedExecutionException("full");
          }
          single.execute(task);
        };
    client(it -> it.callbackExecutor(moody).listener(new Recorder(heard)));
    answer(queued(), running(10), running(20), running(30), done());

    ImageResult result = finish(client.submit("a cube").resultAsync());
    Recorder.await(heard, 5);

    assertThat(result.images()).hasSize(1);
    assertThat(heard).hasSize(5).endsWith("finished test:t1 SUCCEEDED");
  }

  @Test
  void nothingOfTheUsersRunsOnOurThreads() throws Exception {
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    TaskListener listener = new ThreadNames(threads);
    client(it -> it.callbackExecutor(single).listener(listener));
    CountDownLatch attached = new CountDownLatch(1);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            if (request.getMethod().equals("POST")) return queued();
            assertThat(attached.await(10, TimeUnit.SECONDS)).isTrue();
            return running();
          }
        });

    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync(EVEN, listener);
    CompletableFuture<String> afterTimeout = result.handle((ok, e) -> here());
    CompletableFuture<String> afterRefresh =
        client.task(KEY).refreshAsync().thenApply(ok -> here());
    attached.countDown();
    finish(afterTimeout);

    assertThat(get(afterTimeout)).isEqualTo("users-own");
    assertThat(get(afterRefresh)).isEqualTo("users-own");
    assertThat(threads).hasSize(3).containsOnly("users-own");
  }

  @Test
  void eachTasksEventsKeepTheirOrderOnManyThreads() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      // The time jumps for one task while another's query is under way, which must not end by it.
      client(
          it ->
              it.callbackExecutor(many)
                  .listener(new Recorder(heard))
                  .requestTimeout(Duration.ofHours(12)));
      server.setDispatcher(new Steps());
      PollPolicy patient = EVEN.newBuilder().deadline(Duration.ofHours(24)).build();
      List<CompletableFuture<ImageResult>> results = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        results.add(client.task(TaskKey.of("test", "t" + i)).resultAsync(patient));
      }
      for (CompletableFuture<ImageResult> each : results) finish(each);
      many.shutdown();
      assertThat(many.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

      for (int i = 0; i < 10; i++) {
        String key = "test:t" + i + " ";
        assertThat(heard.stream().filter(each -> each.contains(key)))
            .containsExactly(
                "updated " + key + "RUNNING 1%",
                "updated " + key + "RUNNING 2%",
                "updated " + key + "RUNNING 3%",
                "updated " + key + "RUNNING 4%",
                "finished " + key + "SUCCEEDED");
      }
    } finally {
      many.shutdownNow();
    }
  }

  private static String here() {
    return Thread.currentThread().getName();
  }

  private static Thread watched(Runnable task, List<Throwable> uncaught) {
    Thread thread = new Thread(task);
    thread.setUncaughtExceptionHandler((where, e) -> uncaught.add(e));
    return thread;
  }

  private static Thread doublyThrowing(Runnable task) {
    Thread thread = new Thread(task);
    thread.setUncaughtExceptionHandler(
        (where, e) -> {
          throw new IllegalStateException("the handler is broken too");
        });
    return thread;
  }

  /** Each task: 1 %, 2 %, 3 %, 4 %, done. */
  private static final class Steps extends Dispatcher {
    private final Map<String, Integer> seen = new HashMap<>();

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
      int percent = seen.merge(request.getPath(), 1, Integer::sum);
      return percent > 4 ? done() : running(percent);
    }
  }

  private static final class ThreadNames implements TaskListener {
    private final List<String> threads;

    ThreadNames(List<String> threads) {
      this.threads = threads;
    }

    @Override
    public void updated(TaskContext context, TaskSnapshot task) {
      threads.add(here());
    }
  }

  private static final class Thrower implements TaskListener {
    @Override
    public void submitted(TaskContext context, ImageTask task) {
      throw new IllegalStateException("submitted");
    }

    @Override
    public void updated(TaskContext context, TaskSnapshot task) {
      throw new IllegalStateException("updated");
    }

    @Override
    public void finished(TaskContext context, TaskSnapshot task) {
      throw new AssertionError("finished");
    }
  }
}
