package io.github.imagetask;

import static io.github.imagetask.Submits.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.RawServer.Step;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of submits when their client closes. */
final class SubmitCloseTest {
  private final FakeTimer timer = new FakeTimer();
  private final Gate gate = new Gate();
  private RawServer server;
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer();
    client = TestClient.builder(server.url()).timer(timer).maxConcurrentRequests(1).build();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void submitOnItsWayGetsItsChance() throws Exception {
    server.then(gated(peer -> peer.answer("200 OK", Submits.QUEUED)));

    CompletableFuture<ImageTask> future = client.submitAsync("a cube");
    gate.awaitArrival();
    Thread closing = closing();
    awaitClosed();
    assertThat(future).isNotDone();
    gate.open();
    ImageTask task = future.get(10, TimeUnit.SECONDS);
    closing.join(10_000);

    assertThat(task.key()).hasToString("test:t1");
    assertThat(closing.isAlive()).isFalse();
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void generateOnItsWayEndsWithItsKey() throws Exception {
    server.then(gated(peer -> peer.answer("200 OK", Submits.QUEUED)));

    CompletableFuture<ImageResult> future = client.generateAsync("a cube");
    gate.awaitArrival();
    Thread closing = closing();
    awaitClosed();
    gate.open();
    WaitAbortedException aborted = failure(future, WaitAbortedException.class);
    closing.join(10_000);

    assertThat(aborted)
        .hasMessage("test:t1: the client was closed; the task's key takes it up again");
    assertThat(aborted.key()).hasToString("test:t1");
  }

  @Test
  void blockingGenerateOnItsWayEndsWithItsKeyToo() throws Exception {
    server.then(gated(peer -> peer.answer("200 OK", Submits.QUEUED)));

    CompletableFuture<ImageResult> result =
        CompletableFuture.supplyAsync(() -> client.generate("a cube"), task -> start(task));
    gate.awaitArrival();
    Thread closing = closing();
    awaitClosed();
    gate.open();
    CompletionException failed = failure(result, CompletionException.class);
    closing.join(10_000);

    assertThat(failed.getCause())
        .isInstanceOf(WaitAbortedException.class)
        .hasMessage("test:t1: the client was closed; the task's key takes it up again");
    assertThat(((WaitAbortedException) failed.getCause()).key()).hasToString("test:t1");
  }

  @Test
  void nothingGoesOutAfterCloseThoughTheSubmitHadBegunBefore() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    OkHttpClient counting =
        new OkHttpClient.Builder()
            .eventListenerFactory(
                call -> {
                  calls.incrementAndGet();
                  return EventListener.NONE;
                })
            .build();
    TestClient.Builder options =
        TestClient.builder(server.url()).okHttpClient(counting).timer(timer);
    AtomicReference<ImageClient<String>> racing = new AtomicReference<>();
    racing.set(WatchedGateway.client(server, options, submission -> racing.get().close()));

    WaitAbortedException aborted =
        failure(racing.get().submitAsync("a cube"), WaitAbortedException.class);

    assertThat(aborted)
        .hasMessage("test: the client was closed before the submit was sent; nothing is billed");
    assertThat(calls).hasValue(0);
    assertThat(timer.scheduled()).isZero();
    assertThat(server.posts()).isZero();
  }

  @Test
  void submitsInTheQueueEndAtOnce() throws Exception {
    server.then(gated(peer -> peer.answer("200 OK", Submits.DONE)));

    CompletableFuture<ImageTask> first = client.submitAsync("a cube");
    gate.awaitArrival();
    List<CompletableFuture<ImageTask>> queue =
        Stream.generate(() -> client.submitAsync("a cube")).limit(20).toList();
    Thread closing = closing();
    for (CompletableFuture<ImageTask> each : queue) {
      assertThat(failure(each, WaitAbortedException.class))
          .hasMessage("test: the client was closed before the submit was sent; nothing is billed");
    }
    assertThat(first).isNotDone();
    gate.open();
    closing.join(10_000);

    assertThat(first.get(10, TimeUnit.SECONDS).key()).hasToString("test:t1");
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void submitBetweenTwoAttemptsEndsAtOnce() throws Exception {
    server.then(Cuts.afterBody(peer -> peer.answer("429 Slow", "")));

    CompletableFuture<ImageTask> future = client.submitAsync("a cube");
    timer.awaitScheduled(Submits.PAUSES);
    client.close();
    WaitAbortedException aborted = failure(future, WaitAbortedException.class);

    assertThat(aborted)
        .hasMessage("test: the client was closed before the submit was sent; nothing is billed");
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void submitThatIsPutOffMeanwhileEndsAtOnce() throws Exception {
    server.then(gated(peer -> peer.answer("429 Slow", ""))).then(RawServer::done);

    CompletableFuture<ImageTask> future = client.submitAsync("a cube");
    gate.awaitArrival();
    Thread closing = closing();
    awaitClosed();
    gate.open();
    closing.join(10_000);

    // Refused if close() came to this submit before its answer, given up in its pause otherwise.
    assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfAny(GatewayException.class, WaitAbortedException.class)
        .hasMessageEndingWith("; nothing is billed");
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void interruptedCloseDoesNotWait() throws Exception {
    server.then(gated(peer -> peer.answer("200 OK", Submits.DONE)));

    CompletableFuture<ImageTask> future = client.submitAsync("a cube");
    gate.awaitArrival();
    Thread closing = closing();
    awaitClosed();
    closing.interrupt();
    SubmitOutcomeUnknownException unknown = failure(future, SubmitOutcomeUnknownException.class);
    closing.join(10_000);
    gate.open();

    assertThat(unknown)
        .hasMessageStartingWith(
            "test: the submit was sent, but the client was closed before its answer came. The task"
                + " may exist");
  }

  @Test
  void closedClientSubmitsNothing() {
    client.close();
    client.close();

    assertThatThrownBy(() -> client.submit("a cube"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("the test client is closed");
    assertThatThrownBy(() -> client.submitAsync("a cube"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("the test client is closed");
    assertThatThrownBy(() -> client.generateAsync("a cube"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("the test client is closed");
    assertThat(server.peers()).isEmpty();
  }

  private Step gated(Step step) {
    return Cuts.afterBody(
        peer -> {
          gate.pass();
          step.serve(peer);
        });
  }

  private Thread closing() {
    return start(() -> client.close());
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.start();
    return thread;
  }

  /** Waits until the client takes nothing more, while its close() may still be waiting. */
  private void awaitClosed() {
    while (true) {
      try {
        client.task(TaskKey.of("test", "t1"));
        Thread.onSpinWait();
      } catch (IllegalStateException closed) {
        return;
      }
    }
  }
}
