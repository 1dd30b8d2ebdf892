package io.github.imagetask;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An {@link Error} is no end of a wait, and leaves no submit pending for ever. */
@Timeout(60)
final class ErrorsTest extends OverHttp {
  private static final PollPolicy PATIENT = EVEN.newBuilder().deadline(ofMinutes(10)).build();

  private final Famine famine = new Famine();

  // No thread can be started.

  @Test
  void aWaitGoesOnOnceThereAreThreadsAgain() throws Exception {
    client(it -> it.httpThreads(name -> new Threads.Pool(famine)));
    answer(running(), done());
    famine.begin();
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync(PATIENT);
    for (int i = 0; i < 8; i++) step();
    assertThat(result).isNotDone();
    assertThat(server.getRequestCount()).isZero();

    famine.end();

    assertThat(finish(result).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aSubmitThatFindsNoThreadIsTriedThreeTimesAndNothingIsSent() {
    client(it -> it.httpThreads(name -> new Threads.Pool(famine)));
    famine.begin();

    ConnectionException unsent = failure(client.submitAsync("a cube"), ConnectionException.class);

    assertThat(unsent)
        .hasMessage("test: the submit could not be sent, so nothing is billed: executor rejected");
    assertThat(server.getRequestCount()).isZero();
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aSubmitIsSentOnceIfThereAreThreadsAgainBeforeItsLastTry() throws Exception {
    client(it -> it.httpThreads(name -> new Threads.Pool(famine)));
    answer(queued());
    famine.begin();
    CompletableFuture<ImageTask> submitted = client.submitAsync("a cube");
    step();
    famine.end();

    assertThat(finish(submitted).key()).isEqualTo(KEY);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void queriesInOkHttpsQueueAreAnsweredByTheOneThreadThatRuns() throws Exception {
    client(it -> it.httpThreads(name -> new Threads.Pool(famine)).maxConcurrentRequests(1));
    Gate gate = new Gate();
    answerBehind(gate, OverHttp::done);
    List<CompletableFuture<TaskSnapshot>> asked = new ArrayList<>();
    asked.add(client.task(KEY).refreshAsync());
    gate.awaitArrival();
    famine.begin();
    for (int i = 0; i < 50; i++) asked.add(client.task(KEY).refreshAsync());

    gate.open();

    for (CompletableFuture<TaskSnapshot> each : asked) {
      assertThat(get(each).status()).isEqualTo(TaskStatus.SUCCEEDED);
    }
  }

  @Test
  void withoutTheTimersThreadAWaitSaysSoAtOnce() {
    timer.broken(true);

    WaitAbortedException aborted =
        thrown(client.task(KEY).resultAsync(), WaitAbortedException.class);

    assertThat(aborted)
        .hasMessage(
            "test:t1: the wait could not begin (java.lang.OutOfMemoryError: unable to create native"
                + " thread); the task goes on at the gateway, and its key takes it up again");
  }

  @Test
  void withoutTheTimersThreadASubmitSendsNothing() {
    timer.broken(true);

    ConnectionException unsent = thrown(client.submitAsync("a cube"), ConnectionException.class);

    assertThat(unsent)
        .hasMessageStartingWith("test: the submit could not be sent, so nothing is billed: ");
    assertThat(server.getRequestCount()).isZero();
  }

  // Errors on the way.

  /** A reader's exception says that the answer is nonsense: three of them end a wait. */
  static Stream<Arguments> thrown() {
    return Stream.of(
        Arguments.of("query", new StackOverflowError()),
        Arguments.of("query", new OutOfMemoryError("Java heap space")),
        Arguments.of("query", new IllegalStateException("x")),
        Arguments.of("readQuery", new StackOverflowError()),
        Arguments.of("readQuery", new OutOfMemoryError("Java heap space")),
        Arguments.of("readQuery", new NoClassDefFoundError("x")));
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void whatIsThrownWhileAQueryIsMadeOrReadPasses(String method, Throwable thrown) throws Exception {
    server.setDispatcher(new Done());
    int before = method.equals("query") ? 1 : 0; // the handle asks for one, too
    Thrower thrower = new Thrower(method, thrown, before, 3);
    try (ImageClient<String> broken =
        WatchedGateway.client(
            server.url("/"),
            TestClient.builder(server.url("/")).timer(timer).pollPolicy(PATIENT),
            thrower::before)) {
      CompletableFuture<ImageResult> result = broken.task(KEY).resultAsync();
      for (int i = 0; i < 2; i++) step();
      assertThat(result).isNotDone();

      assertThat(finish(result).images()).hasSize(1);
      assertThat(thrower.thrown).hasValue(3);
    }
  }

  @Test
  void whatAnInterceptorThrowsPasses() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    OkHttpClient throwing =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {});
                  if (calls.incrementAndGet() <= 3) throw new StackOverflowError();
                  return chain.proceed(chain.request());
                })
            .build();
    client(it -> it.okHttpClient(throwing));
    answer(done());

    assertThat(finish(client.task(KEY).resultAsync(PATIENT)).images()).hasSize(1);
    assertThat(calls).hasValue(4);
  }

  @Test
  void aSubmitWhoseAnswerCanNotBeReadForAnErrorIsUnknown() {
    answer(queued());
    try (ImageClient<String> broken =
        WatchedGateway.client(
            server.url("/"),
            TestClient.builder(server.url("/")).timer(timer),
            new Thrower("readSubmit", new StackOverflowError(), 0, 1)::before)) {
      failure(broken.submitAsync("a cube"), SubmitOutcomeUnknownException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  // Alarms that were lost.

  @Test
  void aWaitWhoseAlarmCouldNotBeSetGoesOnWithTheSweep() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    client(it -> it.callbackExecutor(Runnable::run).listener(counting(answered)));
    answer(running(), done());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync(PATIENT);
    assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
    timer.awaitScheduled(NEAR);
    timer.loseAlarms();

    timer.suspend(ofSeconds(4)); // the query's time, and two seconds more
    timer.tick();

    assertThat(finish(result).images()).hasSize(1);
  }

  @Test
  void aQueryThatWasLostIsMadeAgain() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (first.getCount() == 0) return done();
            first.countDown(); // only now may the second one come
            return new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE);
          }
        });
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync(PATIENT);
    assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
    timer.awaitScheduled(ofSeconds(31));
    timer.loseAlarms();

    timer.suspend(ofSeconds(32));
    timer.tick();

    assertThat(finish(result).images()).hasSize(1);
  }

  @Test
  void aWaitWhoseLastAlarmWasLostEndsAllTheSame() {
    server.setDispatcher(new Silent());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    timer.awaitScheduled(ofSeconds(31));
    for (int i = 0; i < 3; i++) {
      timer.loseAlarms();
      timer.suspend(ofSeconds(40));
      timer.tick();
    }

    assertThat(thrown(result, TaskTimeoutException.class)).isNotNull();
    timer.tick();
    assertThat(timer.periodic()).isZero();
  }

  @Test
  void aSubmitWhoseAlarmWasLostEndsAllTheSame() throws Exception {
    server.setDispatcher(new Silent());
    CompletableFuture<ImageTask> submitted = client.submitAsync("a cube");
    request();
    timer.loseAlarms();

    timer.suspend(ofMinutes(5).plusSeconds(2));
    timer.tick();
    timer.advance(ofSeconds(5));

    assertThat(thrown(submitted, SubmitOutcomeUnknownException.class))
        .hasMessageContaining("no whole answer came within 5 min");
  }

  @Test
  void theSweepRestsWhileNothingIsUnderWay() throws Exception {
    answer(running(), done());
    assertThat(timer.periodic()).isZero();

    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    assertThat(timer.periodic()).isEqualTo(1);
    timer.tick();
    assertThat(timer.periodic()).isEqualTo(1);
    finish(result);
    awaitRest();

    answer(done());
    assertThat(finish(client.task(KEY).resultAsync()).images()).hasSize(1);
  }

  private void awaitRest() {
    while (timer.periodic() > 0) timer.tick(); // the completion may be running yet
  }

  private static TaskListener counting(CountDownLatch updates) {
    return new TaskListener() {
      @Override
      public void updated(TaskContext context, TaskSnapshot task) {
        updates.countDown();
      }
    };
  }

  /** Throws at some calls of a method. */
  private static final class Thrower {
    private final String method;
    private final Throwable what;
    private final int after;
    private final int times;
    private int calls;
    final AtomicInteger thrown = new AtomicInteger();

    Thrower(String method, Throwable what, int after, int times) {
      this.method = method;
      this.what = what;
      this.after = after;
      this.times = times;
    }

    synchronized void before(String called) {
      if (!called.equals(method)) return;
      int call = calls++;
      if (call < after || call >= after + times) return;
      thrown.incrementAndGet();
      if (what instanceof Error error) throw error;
      throw (RuntimeException) what;
    }
  }

  private static final class Done extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      return done();
    }
  }

  private static final class Silent extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      return new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE);
    }
  }
}
