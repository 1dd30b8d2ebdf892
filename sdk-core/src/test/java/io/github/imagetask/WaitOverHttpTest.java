package io.github.imagetask;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway's answers do to one wait. */
final class WaitOverHttpTest extends OverHttp {
  private static final String GO_ON =
      ". The task goes on at the gateway, and its key takes it up again";

  @Test
  void aProcessThatWasSuspendedPastTheDeadlineAsksOnceMore() throws Exception {
    answer(running(), done());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    timer.awaitScheduled(NEAR);

    timer.suspend(ofSeconds(25));
    timer.advance(ofSeconds(0));

    assertThat(get(result).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aProcessThatWasSuspendedAsksSpreadOverTheFloor() throws Exception {
    answer(running(), done());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync(ofMinutes(1));
    timer.awaitScheduled(NEAR);
    timer.random(0.75);

    timer.suspend(ofSeconds(25));
    timer.advance(ofSeconds(0));

    assertThat(timer.next()).isEqualTo(ofMillis(1_500));
    timer.advance(ofMillis(1_500));
    assertThat(get(result).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aSweepThatComesBeforeTheLateAlarmSpreadsThemToo() throws Exception {
    answer(running());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync(ofMinutes(1));
    timer.awaitScheduled(NEAR);
    timer.random(0.75);

    timer.suspend(ofSeconds(25));
    timer.tick();

    assertThat(timer.hasOnly(ofMillis(1_500))).isTrue();
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(result).isNotDone();
  }

  @Test
  void suspendedPastTheDeadlineItsLastQueryIsSpreadToo() throws Exception {
    answer(running(), running());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    timer.awaitScheduled(NEAR);
    timer.random(0.75);

    timer.suspend(ofSeconds(25));
    timer.advance(ofSeconds(0));

    assertThat(timer.next()).isEqualTo(ofMillis(1_500));
    timer.advance(ofMillis(1_500));
    TaskTimeoutException late = thrown(result, TaskTimeoutException.class);
    assertThat(late.queries()).isEqualTo(2);
    assertThat(late.elapsed()).isEqualTo(ofMillis(26_500));
  }

  @Test
  void aProcessThatIsAlwaysLateAsksAllTheSame() throws Exception {
    answer(running(), done());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync(ofMinutes(1));
    timer.awaitScheduled(NEAR);
    timer.random(0.75);

    for (int i = 0; i < 2; i++) {
      timer.suspend(ofSeconds(10));
      timer.advance(ofSeconds(0));
    }

    assertThat(get(result).images()).hasSize(1);
  }

  @Test
  void anAlarmThatIsALittleLateAsksAtOnce() throws Exception {
    answer(running(), done());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    timer.awaitScheduled(NEAR);
    timer.random(0.75);

    timer.suspend(ofSeconds(3)); // one second late
    timer.advance(ofSeconds(0));

    assertThat(get(result).images()).hasSize(1);
  }

  @Test
  void suspendedDuringAQueryItAsksAnotherTime() throws Exception {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    answer(done());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    request();
    timer.awaitScheduled(ofSeconds(8)); // the query's own time

    timer.suspend(ofSeconds(33));
    timer.advance(ofSeconds(0));

    assertThat(get(result).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aTaskThatIsNotDoneAfterTheSuspensionTimesOut() throws Exception {
    answer(running(), running());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    timer.awaitScheduled(NEAR);

    timer.suspend(ofSeconds(25));
    timer.advance(ofSeconds(0));

    TaskTimeoutException late = thrown(result, TaskTimeoutException.class);
    assertThat(late.queries()).isEqualTo(2);
    assertThat(late.elapsed()).isEqualTo(ofSeconds(25));
  }

  @Test
  void asksAfterFiveSecondsAndThenMoreAndMoreSeldom() throws Exception {
    client(it -> it.pollPolicy(PollPolicy.ofDefaults()));
    timer.random(0.5);
    answer(queued(), running(), running(50), done());

    ImageTask task = client.submit("a cube");
    CompletableFuture<ImageResult> result = task.resultAsync();

    assertThat(timer.step(ofSeconds(6))).isEqualTo(Duration.ofMillis(5_500)); // 5 to 6
    assertThat(timer.step(ofSeconds(6))).isEqualTo(ofSeconds(4)); // 3.2 to 4.8
    assertThat(timer.step(ofSeconds(6))).isEqualTo(Duration.ofMillis(4_120));
    assertThat(get(result).first().url()).isEqualTo("http://x.test/1");
    assertThat(server.getRequestCount()).isEqualTo(4);
    assertThat(request().getRequestLine()).isEqualTo("POST /tasks HTTP/1.1");
    assertThat(request().getRequestLine()).isEqualTo("GET /tasks/t1 HTTP/1.1");
    assertThat(request().getHeader("Authorization")).isEqualTo("Bearer " + TestGateway.KEY);
  }

  @Test
  void aSubmitThatIsAnsweredWithTheResultNeedsNoQuery() throws Exception {
    answer(done());

    ImageResult result = get(client.submit("a cube").resultAsync());

    assertThat(result.first().url()).isEqualTo("http://x.test/1");
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aFailedTaskFailsTheWait() {
    answer(
        json(
            "{\"id\":\"t1\",\"status\":\"failed\",\"error\":{\"code\":\"7\",\"message\":\"no\"}}"));

    TaskFailedException failed = failure(client.task(KEY).resultAsync(), TaskFailedException.class);

    assertThat(failed).hasMessage("test:t1: the task failed: UNKNOWN 7: no").hasNoCause();
    assertThat(failed.error()).isEqualTo(TaskError.of(ErrorKind.UNKNOWN, "7", "no"));
    assertThat(failed.snapshot()).hasToString("test:t1 FAILED UNKNOWN 7: no");
    assertThat(failed.key()).isEqualTo(KEY);
  }

  @Test
  void aFailedTaskWithoutErrorFailsTheWaitToo() {
    answer(json("{\"id\":\"t1\",\"status\":\"failed\"}"));

    TaskFailedException failed = failure(client.task(KEY).resultAsync(), TaskFailedException.class);

    assertThat(failed).hasMessage("test:t1: the task failed: UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 400, 402, 307})
  void whatIsRefusedForGoodEndsTheWaitAtOnce(int status) {
    answer(json("{\"fault\":\"odd\"}").setResponseCode(status));

    GatewayException refused = failure(client.task(KEY).resultAsync(), GatewayException.class);

    assertThat(refused.httpStatus()).isEqualTo(status);
    assertThat(refused.isRetryable()).isFalse();
    assertThat(refused.key()).isEqualTo(KEY);
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aRefusedKeyIsNamedInTheGatewaysWords() {
    answer(json("{\"fault\":\"key\",\"message\":\"wrong key\"}").setResponseCode(401));

    GatewayException refused = failure(client.task(KEY).resultAsync(), GatewayException.class);

    assertThat(refused)
        .hasMessage(
            "test:t1: the query was refused: HTTP 401, AUTHENTICATION key: wrong key" + GO_ON);
  }

  static Stream<Arguments> transientFailures() {
    return Stream.of(
        Arguments.of(status(500), "the query was refused: HTTP 500, UNAVAILABLE"),
        Arguments.of(status(502).setBody("<html>"), "the query was refused: HTTP 502, UNAVAILABLE"),
        Arguments.of(status(503), "the query was refused: HTTP 503, UNAVAILABLE"),
        Arguments.of(status(408), "the query was refused: HTTP 408, UNAVAILABLE"),
        Arguments.of(status(425), "the query was refused: HTTP 425, UNKNOWN"),
        Arguments.of(
            json("{\"fault\":\"busy\",\"message\":\"later\"}"),
            "the query was refused: HTTP 200, UNAVAILABLE busy: later"),
        Arguments.of(
            new MockResponse().setBody("<html>proxy</html>"),
            "the answer is not the gateway's JSON: "),
        Arguments.of(new MockResponse(), "the answer is not the gateway's JSON: "),
        Arguments.of(
            done().setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY),
            "the query got no answer: unexpected end of stream"),
        Arguments.of(
            done().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST),
            "the query got no answer: "));
  }

  @ParameterizedTest
  @MethodSource("transientFailures")
  void whatPassesGoesOnToTheDeadline(MockResponse failure, String cause) {
    always(failure);

    TaskTimeoutException timeout =
        failure(client.task(KEY).resultAsync(), TaskTimeoutException.class);

    assertThat(timeout.elapsed()).isEqualTo(ofSeconds(8));
    assertThat(timeout.queries()).isEqualTo(5);
    assertThat(timeout.snapshot()).hasToString("test:t1 UNKNOWN");
    assertThat(timeout.getCause()).hasMessageStartingWith("test:t1: " + cause);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void theLastQueryAtTheDeadlineMayStillBringTheResult() throws Exception {
    answer(running(), running(), running(), running(), done());

    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();

    assertThat(finish(result).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(5);
  }

  @Test
  void atTheDeadlineItAsksOnceAndNoMore() {
    always(running());

    TaskTimeoutException timeout =
        failure(client.task(KEY).resultAsync(), TaskTimeoutException.class);

    assertThat(timeout)
        .hasMessage(
            "test:t1: not finished after 8 s and 5 queries; last seen RUNNING (\"running\"). It may"
                + " still finish: task(TaskKey.parse(\"test:t1\")).awaitResult() takes it up again")
        .hasNoCause();
    assertThat(server.getRequestCount()).isEqualTo(5);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aQueryThatGetsNoAnswerIsCutAtTheRequestTimeout() throws Exception {
    client(it -> it.requestTimeout(ofSeconds(3)));
    answer(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE), done());
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    request();

    assertThat(step()).isEqualTo(ofSeconds(3));
    assertThat(step()).isEqualTo(ofSeconds(2));

    assertThat(get(result).images()).hasSize(1);
  }

  @Test
  void aQueryThatNeverGetsAnAnswerCannotHoldTheWaitUp() throws Exception {
    always(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    PollPolicy short1 = EVEN.newBuilder().deadline(ofSeconds(1)).build();
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync(short1);
    request();

    timer.advance(ofSeconds(5));

    TaskTimeoutException timeout = thrown(result, TaskTimeoutException.class);
    assertThat(timeout.elapsed()).isEqualTo(ofSeconds(5));
    assertThat(timeout.getCause())
        .hasMessage(
            "test:t1: the query got no answer within 5 s. The task goes on at the gateway, and its key"
                + " takes it up again");
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aShortWaitDoesNotCutTheQueryOfALongOne() throws Exception {
    always(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    ImageTask task = client.task(KEY);
    CompletableFuture<ImageResult> longer =
        task.resultAsync(EVEN.newBuilder().deadline(ofMinutes(10)).build());
    CompletableFuture<ImageResult> shorter =
        task.resultAsync(EVEN.newBuilder().deadline(ofSeconds(1)).build());
    request();

    timer.advance(ofSeconds(29));

    assertThat(thrown(shorter, TaskTimeoutException.class).elapsed()).isEqualTo(ofSeconds(6));
    assertThat(timer.next()).isEqualTo(ofSeconds(1)); // requestTimeout, 30 s
    assertThat(longer).isNotDone();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void jsonThatIsNoTaskEndsTheWaitAtTheThirdTime() {
    always(json("{\"task\":[]}"));

    MalformedResponseException malformed =
        failure(client.task(KEY).resultAsync(), MalformedResponseException.class);

    assertThat(malformed)
        .hasMessage(
            "test:t1: the answer is JSON, but no task: neither task nor fault at path $" + GO_ON);
    assertThat(malformed.path()).isEqualTo("$");
    assertThat(malformed.body()).isEqualTo("{\"task\":[]}");
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void successWithoutAnImageEndsTheWaitAtTheThirdTime() {
    always(json("{\"id\":\"t1\",\"status\":\"done\",\"images\":[]}"));

    MalformedResponseException malformed =
        failure(client.task(KEY).resultAsync(), MalformedResponseException.class);

    assertThat(malformed).hasMessage("test:t1: the task succeeded without an image" + GO_ON);
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void aTaskThatIsNotFoundAtFirstIsAskedForAgain() throws Exception {
    answer(status(404), status(404), done());

    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();

    assertThat(finish(result).images()).hasSize(1);
  }

  @Test
  void aTaskThatIsNotFoundAfterTenSecondsIsGone() {
    ImageTask task = client.task(KEY);
    timer.advance(ofSeconds(10));
    answer(status(404));

    GatewayException gone = failure(task.resultAsync(), GatewayException.class);

    assertThat(gone.error().kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(server.getRequestCount()).isEqualTo(1);
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
