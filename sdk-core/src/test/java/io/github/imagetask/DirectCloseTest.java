package io.github.imagetask;

import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.RawServer.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of direct calls when their client closes, and where their futures complete. */
@Timeout(60)
final class DirectCloseTest {
  @TempDir Path folder;
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
    client.close();
    server.close();
  }

  @Test
  void callOnItsWayGetsItsChance() throws Exception {
    server.then(gated(peer -> peer.answer("200 OK", TestDirect.answer(PNG))));

    CompletableFuture<DirectResult> future = client.direct().generateAsync("a cube");
    gate.awaitArrival();
    Thread closing = closing();
    awaitClosed();
    assertThat(future).isNotDone();
    gate.open();

    assertThat(future.get(10, TimeUnit.SECONDS).first().isInline()).isTrue();
    closing.join(10_000);
    assertThat(closing.isAlive()).isFalse();
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void imageByUrlThatComesMeanwhileEndsTheCallIntoAFolder() throws Exception {
    server.then(gated(peer -> peer.answer("200 OK", TestDirect.answer("http://x.test/1"))));

    CompletableFuture<List<Path>> future = client.direct().generateIntoAsync("a cube", folder);
    gate.awaitArrival();
    Thread closing = closing();
    awaitClosed();
    gate.open();

    assertThat(failure(future, WaitAbortedException.class))
        .hasMessage("test: the client was closed");
    closing.join(10_000);
    assertThat(WatchedFolder.names(folder)).isEmpty();
  }

  @Test
  void interruptedCloseDoesNotWait() throws Exception {
    server.then(gated(peer -> peer.answer("200 OK", TestDirect.answer(PNG))));

    CompletableFuture<DirectResult> future = client.direct().generateAsync("a cube");
    gate.awaitArrival();
    Thread closing = closing();
    awaitClosed();
    closing.interrupt();
    SubmitOutcomeUnknownException unknown = failure(future, SubmitOutcomeUnknownException.class);
    closing.join(10_000);
    gate.open();

    assertThat(unknown)
        .hasMessageStartingWith(
            "test: the request was sent, but the client was closed before its answer came. The"
                + " images may have been made and billed;");
  }

  @Test
  void callInTheQueueEndsAtOnceThoughASubmitIsOnItsWay() throws Exception {
    Gate submitted = new Gate();
    server.then(
        Cuts.afterBody(
            peer -> {
              submitted.pass();
              peer.answer("200 OK", Submits.DONE);
            }));
    CompletableFuture<ImageTask> submit = client.submitAsync("a cube");
    submitted.awaitArrival();
    server.then(gated(peer -> peer.answer("200 OK", TestDirect.answer(PNG))));
    CompletableFuture<DirectResult> sent = client.direct().generateAsync("a cube");
    gate.awaitArrival();
    CompletableFuture<DirectResult> queued = client.direct().generateAsync("a cube");

    Thread closing = closing();
    WaitAbortedException aborted = failure(queued, WaitAbortedException.class);
    assertThat(submit).isNotDone();
    submitted.open();
    gate.open();
    closing.join(10_000);

    assertThat(aborted)
        .hasMessage("test: the client was closed before the request was sent; nothing is billed");
    assertThat(submit.get(10, TimeUnit.SECONDS).key()).hasToString("test:t1");
    assertThat(sent.get(10, TimeUnit.SECONDS).images()).hasSize(1);
    assertThat(server.posts()).isEqualTo(2);
  }

  @Test
  void closeWaitsFiveSecondsInAllHoweverManyKindsAreOnTheirWay() throws Exception {
    Gate submitted = new Gate();
    server.then(Cuts.afterBody(peer -> submitted.pass()));
    CompletableFuture<ImageTask> submit = client.submitAsync("a cube");
    submitted.awaitArrival();
    server.then(gated(peer -> {}));
    CompletableFuture<DirectResult> direct = client.direct().generateAsync("a cube");
    gate.awaitArrival();

    long start = System.nanoTime();
    client.close();
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    submitted.open();
    gate.open();

    assertThat(seconds).isBetween(5L, 8L);
    failure(submit, SubmitOutcomeUnknownException.class);
    failure(direct, SubmitOutcomeUnknownException.class);
  }

  @Test
  void closedClientAsksForNothing() {
    DirectImages<String> direct = client.direct();
    client.close();

    assertThatThrownBy(() -> direct.generate("a cube"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("the test client is closed");
    assertThatThrownBy(() -> direct.generateAsync("a cube"))
        .isExactlyInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> direct.generateInto("a cube", folder.resolve("none")))
        .isExactlyInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> direct.generateIntoAsync("a cube", folder))
        .isExactlyInstanceOf(IllegalStateException.class);
    assertThat(server.peers()).isEmpty();
  }

  @Test
  void futuresCompleteOnTheCallbackExecutor() throws Exception {
    client.close();
    Executor callbacks = task -> new Thread(task, "callback").start();
    client =
        TestClient.builder(server.url())
            .timer(new FakeTimer())
            .callbackExecutor(callbacks)
            .maxConcurrentRequests(1)
            .build();
    server.then(gated(peer -> peer.answer("200 OK", TestDirect.answer(PNG))));
    server.then(Cuts.afterBody(peer -> peer.answer("200 OK", TestDirect.answer(PNG))));

    CompletableFuture<String> first =
        client.direct().generateAsync("a cube").thenApply(it -> Thread.currentThread().getName());
    CompletableFuture<String> second =
        client
            .direct()
            .generateIntoAsync("a cube", folder)
            .thenApply(it -> Thread.currentThread().getName());
    gate.open();

    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("callback");
    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("callback");
  }

  private Step gated(Step step) {
    return Cuts.afterBody(
        peer -> {
          gate.pass();
          step.serve(peer);
        });
  }

  private Thread closing() {
    Thread thread = new Thread(() -> client.close());
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
