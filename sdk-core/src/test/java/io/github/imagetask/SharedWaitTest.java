package io.github.imagetask;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;

/** What waits on one handle, and one client, share. */
final class SharedWaitTest extends OverHttp {
  @Test
  void theSnapshotNeedsNoNetwork() {
    ImageTask task = client.task(KEY);

    assertThat(task.snapshot()).hasToString("test:t1 UNKNOWN");
    assertThat(task.key()).isEqualTo(KEY);
    assertThat(task.traceId()).isNull();
    assertThat(server.getRequestCount()).isZero();
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aSubmittedTaskKnowsTheSubmitsReading() {
    answer(queued());

    ImageTask task = client.submit("a cube");

    assertThat(task.snapshot()).hasToString("test:t1 QUEUED");
    assertThat(task.traceId()).isEqualTo("trace-6");
    assertThat(task).hasToString("ImageTask{test:t1 QUEUED}");
  }

  @Test
  void refreshAsksOnceAndAtOnce() {
    answer(running(50), running(70));
    ImageTask task = client.task(KEY);

    assertThat(task.refresh()).hasToString("test:t1 RUNNING 50%");
    assertThat(task.refresh()).hasToString("test:t1 RUNNING 70%");
    assertThat(task.snapshot()).hasToString("test:t1 RUNNING 70%");
    assertThat(server.getRequestCount()).isEqualTo(2);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aRefreshThatFailsIsNotRetried() {
    answer(status(500));
    ImageTask task = client.task(KEY);

    assertThatThrownBy(task::refresh)
        .isInstanceOf(GatewayException.class)
        .hasMessageStartingWith("test:t1: the query was refused: HTTP 500, UNAVAILABLE");
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aTerminalReadingIsKept() throws Exception {
    answer(done());
    ImageTask task = client.task(KEY);
    ImageResult first = finish(task.resultAsync());

    assertThat(get(task.resultAsync()).first().url()).isEqualTo(first.first().url());
    assertThat(task.awaitResult().images()).hasSize(1);
    assertThat(task.refresh()).hasToString("test:t1 SUCCEEDED");
    assertThat(get(task.refreshAsync())).isSameAs(task.snapshot());
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aFailureIsKeptToo() {
    answer(json("{\"id\":\"t1\",\"status\":\"failed\"}"));
    ImageTask task = client.task(KEY);
    failure(task.resultAsync(), TaskFailedException.class);

    assertThatThrownBy(task::awaitResult).isInstanceOf(TaskFailedException.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void waitsOnOneHandleShareOnePolling() throws Exception {
    answer(running(), running(), done());
    ImageTask task = client.task(KEY);
    List<CompletableFuture<ImageResult>> results = new ArrayList<>();
    for (int i = 0; i < 20; i++) results.add(task.resultAsync());

    finish(results.get(0));

    for (CompletableFuture<ImageResult> each : results) assertThat(get(each).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(3);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void eachWaitHasADeadlineOfItsOwn() throws Exception {
    always(running());
    ImageTask task = client.task(KEY);
    CompletableFuture<ImageResult> longer = task.resultAsync();
    CompletableFuture<ImageResult> shorter =
        task.resultAsync(EVEN.newBuilder().deadline(ofSeconds(4)).build());

    TaskTimeoutException first = failure(shorter, TaskTimeoutException.class);

    assertThat(first.elapsed()).isEqualTo(ofSeconds(4));
    // At 2 s and 4 s, and the one at 0 s unless its answer was there before this wait was.
    assertThat(first.queries()).isBetween(2, 3);
    assertThat(longer).isNotDone();
    TaskTimeoutException second = failure(longer, TaskTimeoutException.class);
    assertThat(second.elapsed()).isEqualTo(ofSeconds(8));
    assertThat(second.queries()).isEqualTo(5);
    assertThat(server.getRequestCount()).isEqualTo(5);
  }

  @Test
  void aWaitAfterAWaitKeepsTheFloor() throws Exception {
    answer(running(), done());
    ImageTask task = client.task(KEY);
    CompletableFuture<ImageResult> first = task.resultAsync();
    timer.awaitScheduled(NEAR);
    first.cancel(true);
    timer.advance(ofMillis(500));

    CompletableFuture<ImageResult> second = task.resultAsync();

    assertThat(step()).isEqualTo(ofMillis(1_500));
    assertThat(get(second).images()).hasSize(1);
  }

  @Test
  void aWaitAfterAWaitKeepsThePauseThatTheGatewayAskedFor() {
    answer(status(500).setHeader("Retry-After", "20"));
    ImageTask task = client.task(KEY);
    PollPolicy patient = EVEN.newBuilder().deadline(ofMinutes(10)).build();
    CompletableFuture<ImageResult> first = task.resultAsync(patient);
    assertThat(timer.awaitScheduled(ofSeconds(25))).isEqualTo(ofSeconds(20));
    first.cancel(true);

    CompletableFuture<ImageResult> second = task.resultAsync(patient);

    assertThat(timer.next()).isEqualTo(ofSeconds(20));
    assertThat(second).isNotDone();
  }

  @Test
  void aNudgeAsksAtOnce() throws Exception {
    answer(queued(), done());
    CompletableFuture<ImageResult> result = client.submit("a cube").resultAsync();

    client.nudge(TaskKey.parse("test:t1"));

    assertThat(get(result).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aNudgeDuringAQueryAsksOnceMore() throws Exception {
    CountDownLatch nudged = new CountDownLatch(1);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            if (request.getSequenceNumber() > 0) return done();
            assertThat(nudged.await(10, TimeUnit.SECONDS)).isTrue();
            return running();
          }
        });
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    request();

    for (int i = 0; i < 3; i++) client.nudge(KEY);
    nudged.countDown();

    assertThat(get(result).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aNudgeForATaskThatNobodyWaitsOnDoesNothing() {
    ImageTask task = client.task(KEY);

    client.nudge(task.key());

    assertThat(server.getRequestCount()).isZero();
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void anotherClientTakesTheTaskUpByItsKey() throws Exception {
    answer(queued(), done());
    String saved = client.submit("a cube").key().toString();
    client.close();

    client = newClient(it -> it);
    ImageResult result = finish(client.task(TaskKey.parse(saved)).resultAsync());

    assertThat(result.first().url()).isEqualTo("http://x.test/1");
  }

  @Test
  void anotherGatewaysKeyIsRefused() {
    assertThatThrownBy(() -> client.task(TaskKey.parse("uniall:task_1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the task uniall:task_1 is uniall's, and this client is test's");
  }

  @Test
  void aKindThatTheGatewayLacksIsRefused() {
    assertThatThrownBy(() -> client.task(TaskKey.parse("test:edits/1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no kind edits");
  }

  @Test
  void aWaitsOwnListenerHearsOfItsWaitOnly() throws Exception {
    answer(running(10), running(20), done());
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    client(it -> it.callbackExecutor(Runnable::run));
    ImageTask task = client.task(KEY);
    task.refresh();

    ImageResult result = finish(task.resultAsync(EVEN, new Recorder(heard)));

    assertThat(result.images()).hasSize(1);
    assertThat(heard).containsExactly("updated test:t1 RUNNING 20%", "finished test:t1 SUCCEEDED");
  }

  @Test
  void aWaitsOwnListenerHearsOfATaskThatHadEndedBefore() throws Exception {
    answer(done());
    List<String> clients = Collections.synchronizedList(new ArrayList<>());
    List<String> own = Collections.synchronizedList(new ArrayList<>());
    client(it -> it.callbackExecutor(Runnable::run).listener(new Recorder(clients)));
    ImageTask task = client.task(KEY);
    finish(task.resultAsync());

    ImageResult result = get(task.resultAsync(EVEN, new Recorder(own)));

    assertThat(result.images()).hasSize(1);
    assertThat(own).containsExactly("finished test:t1 SUCCEEDED");
    assertThat(clients).containsExactly("finished test:t1 SUCCEEDED");
  }

  private void always(MockResponse response) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return response;
          }
        });
  }
}
