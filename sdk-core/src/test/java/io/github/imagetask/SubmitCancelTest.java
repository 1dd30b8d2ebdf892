package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.RawServer.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Submits whose caller goes away: unsent they never go out, sent they are left to finish. */
final class SubmitCancelTest {
  private final FakeTimer timer = new FakeTimer();
  private final Gate gate = new Gate();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CompletableFuture<ImageTask> submitted = new CompletableFuture<>();
  private RawServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void cancelledWhileItsHostIsLookedUpItSendsNothing() throws Exception {
    try (TestClient client = client(watched().dns(this::lookUpAfterTheGate))) {
      cancelAtTheGate(client);
    }

    assertThat(server.posts()).isZero();
    assertThat(server.peers()).isEmpty();
  }

  @Test
  void cancelledOnAnOpenConnectionItSendsNothing() throws Exception {
    Interceptor last =
        chain -> {
          gate.pass();
          return chain.proceed(chain.request());
        };

    try (TestClient client = client(watched().addNetworkInterceptor(last))) {
      cancelAtTheGate(client);
    }

    assertThat(server.posts()).isZero();
  }

  @Test
  void cancelledInTheQueueItSendsNothing() throws Exception {
    server.then(this::doneAfterTheGate).then(RawServer::done);

    try (TestClient client = builder().maxConcurrentRequests(1).build()) {
      CompletableFuture<ImageTask> first = client.submitAsync("a cube");
      gate.awaitArrival();
      CompletableFuture<ImageTask> second = client.submitAsync("a cube");
      second.cancel(true);
      gate.open();

      assertThat(first.get(10, TimeUnit.SECONDS).key()).hasToString("test:t1");
      assertThat(client.submitAsync("a cube").get(10, TimeUnit.SECONDS)).isNotNull();
    }
    assertThat(server.posts()).isEqualTo(2);
  }

  @Test
  void cancelledBetweenTwoAttemptsItSendsNothingMore() throws Exception {
    server.then(Cuts.afterBody(peer -> peer.answer("429 Slow", ""))).then(RawServer::done);

    try (TestClient client = builder().build()) {
      CompletableFuture<ImageTask> future = client.submitAsync("a cube");
      timer.awaitScheduled(Submits.PAUSES);
      future.cancel(true);

      assertThat(timer.scheduled()).isZero();
    }
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void interruptedBeforeItIsSentItSendsNothing() throws Exception {
    try (TestClient client = client(watched().dns(this::lookUpAfterTheGate))) {
      ImageTaskException end = interruptAtTheGate(() -> client.submit("a cube"));
      gate.open();

      assertThat(end)
          .isExactlyInstanceOf(WaitAbortedException.class)
          .hasMessage("test: the submit was given up before it was sent; nothing is billed");
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(server.posts()).isZero();
  }

  @Test
  void interruptedThreadSubmitsNothing() throws Exception {
    try (TestClient client = builder().build()) {
      CompletableFuture<ImageTaskException> end = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                Thread.currentThread().interrupt();
                end.complete(interrupted(() -> client.submit("a cube")));
              });
      thread.start();

      assertThat(end.get(10, TimeUnit.SECONDS))
          .isExactlyInstanceOf(WaitAbortedException.class)
          .hasMessage("test: the thread was interrupted before the submit; nothing was sent");
    }
    assertThat(server.peers()).isEmpty();
  }

  @Test
  void interruptedAfterItWasSentItFinishesForTheListener() throws Exception {
    server.then(this::queuedAfterTheGate);

    try (TestClient client = builder().build()) {
      ImageTaskException end = interruptAtTheGate(() -> client.submit("a cube"));
      gate.open();

      assertThat(end)
          .isExactlyInstanceOf(SubmitOutcomeUnknownException.class)
          .hasMessage(
              "test: the submit was sent, but its caller stopped waiting; it is left to finish, and"
                  + " its key goes to TaskListener.submitted. The task may exist and be billed; it"
                  + " was not sent again. Look for it at the gateway before you submit again; its"
                  + " trace id is trace-6");
      assertThat(submitted.get(10, TimeUnit.SECONDS).key()).hasToString("test:t1");
    }
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void cancelledAfterItWasSentItFinishesForTheListener() throws Exception {
    finishesForTheListener(client -> client.submitAsync("a cube"));
  }

  @Test
  void cancelledGenerateFinishesForTheListenerAndNoQueryFollows() throws Exception {
    finishesForTheListener(client -> client.generateAsync("a cube"));
  }

  @Test
  void whatThenComposeReturnedCancelsNothing() throws Exception {
    server.then(this::queuedAfterTheGate);

    try (TestClient client = builder().build()) {
      CompletableFuture<ImageTask> future = client.submitAsync("a cube");
      CompletableFuture<TaskKey> derived = future.thenApply(ImageTask::key);
      gate.awaitArrival();
      derived.cancel(true);
      gate.open();

      assertThat(future.get(10, TimeUnit.SECONDS).key()).hasToString("test:t1");
    }
  }

  @Test
  void cancelledAfterItWasSentItIsNotTriedAgain() throws Exception {
    server
        .then(
            Cuts.afterBody(
                peer -> {
                  gate.pass();
                  peer.answer("429 Slow", "");
                }))
        .then(RawServer::done)
        .then(RawServer::done);

    try (TestClient client = builder().maxConcurrentRequests(1).build()) {
      CompletableFuture<ImageTask> future = client.submitAsync("a cube");
      gate.awaitArrival();
      future.cancel(true);
      gate.open();
      client.submitAsync("a cone").get(10, TimeUnit.SECONDS); // the 429 has been dealt with
      timer.advance(Duration.ofSeconds(60));
      client.submitAsync("a cone").get(10, TimeUnit.SECONDS); // so has what came of it
    }

    assertThat(server.posts()).isEqualTo(3);
  }

  private void finishesForTheListener(Function<TestClient, CompletableFuture<?>> submit)
      throws Exception {
    server.then(this::queuedAfterTheGate);

    try (TestClient client = builder().build()) {
      CompletableFuture<?> future = submit.apply(client);
      gate.awaitArrival();
      future.cancel(true);
      gate.open();

      assertThat(submitted.get(10, TimeUnit.SECONDS).key()).hasToString("test:t1");
      awaitNothingScheduled(); // no query follows
    }
    assertThat(server.posts()).isEqualTo(1);
  }

  private void cancelAtTheGate(TestClient client) throws Exception {
    CompletableFuture<ImageTask> future = client.submitAsync("a cube");
    gate.awaitArrival();
    future.cancel(true);
    gate.open();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    awaitNothingScheduled();
  }

  private void awaitNothingScheduled() {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (timer.scheduled() > 0) {
      assertThat(System.nanoTime() - patience).as("something stays scheduled").isNegative();
      Thread.onSpinWait();
    }
  }

  private ImageTaskException interruptAtTheGate(Runnable submit) throws Exception {
    CompletableFuture<ImageTaskException> end = new CompletableFuture<>();
    Thread thread = new Thread(() -> end.complete(interrupted(submit)));
    thread.start();
    gate.awaitArrival();
    thread.interrupt();
    return end.get(10, TimeUnit.SECONDS);
  }

  private static ImageTaskException interrupted(Runnable submit) {
    try {
      submit.run();
    } catch (ImageTaskException e) {
      if (Thread.interrupted()) return e;
    }
    throw new AssertionError("not interrupted");
  }

  private void doneAfterTheGate(Peer peer) throws IOException {
    peer.readBody();
    gate.pass();
    peer.answer("200 OK", Submits.DONE);
  }

  private void queuedAfterTheGate(Peer peer) throws IOException {
    peer.readBody();
    gate.pass();
    peer.answer("200 OK", Submits.QUEUED);
  }

  private List<InetAddress> lookUpAfterTheGate(String host) throws UnknownHostException {
    try {
      gate.pass();
    } catch (IOException e) {
      throw new UnknownHostException(e.getMessage());
    }
    return List.of(RawServer.loopback(1));
  }

  private TestClient.Builder builder() {
    TaskListener listener =
        new TaskListener() {
          @Override
          public void submitted(TaskContext context, ImageTask task) {
            submitted.complete(task);
          }
        };
    OkHttpClient okHttpClient = watched().build();
    return TestClient.builder(server.url("gateway.test"))
        .timer(timer)
        .listener(listener)
        .okHttpClient(okHttpClient);
  }

  private TestClient client(OkHttpClient.Builder okHttpClient) {
    return builder().okHttpClient(okHttpClient.build()).build();
  }

  /** Tells when its call has ended. */
  private OkHttpClient.Builder watched() {
    return new OkHttpClient.Builder()
        .dns(host -> List.of(RawServer.loopback(1)))
        .addInterceptor(
            chain -> {
              try {
                return chain.proceed(chain.request());
              } finally {
                ended.countDown();
              }
            });
  }
}
