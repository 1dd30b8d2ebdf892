package io.github.imagetask;

import static io.github.imagetask.Submits.DONE;
import static io.github.imagetask.Submits.QUEUED;
import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.html;
import static io.github.imagetask.Submits.json;
import static io.github.imagetask.Submits.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the answer to a submit means: a task, a refusal, or that nobody knows. */
final class SubmitOutcomeTest {
  private static final String LOOK =
      ". The task may exist and be billed; it was not sent again. Look for it at the gateway before"
          + " you submit again; its trace id is trace-6";

  private final FakeTimer timer = new FakeTimer();
  private final MockWebServer server = new MockWebServer();
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server.start();
    client = TestClient.builder(server.url("/")).timer(timer).build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.shutdown();
  }

  // A task.

  @Test
  void finishedTaskIsNotQueried() throws Exception {
    server.enqueue(json(200, DONE));

    ImageTask task = value(timer, client.submitAsync("a cube"));
    ImageResult result = task.awaitResult();

    assertThat(task.traceId()).isEqualTo("trace-6");
    assertThat(task.snapshot().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(result.first().url()).isEqualTo("http://x.test/1");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void successWithoutAnImageIsQueried() throws Exception {
    server.enqueue(json(200, "{\"id\":\"t1\",\"status\":\"done\"}"));
    server.enqueue(json(200, DONE));

    ImageTask task = value(timer, client.submitAsync("a cube"));
    ImageResult result = timer.runUntilDone(task.resultAsync(), Submits.QUERIES).get();

    assertThat(task.key()).hasToString("test:t1");
    assertThat(result.images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void taskThatFailedAtOnceIsATask() throws Exception {
    String failed =
        "{\"id\":\"t1\",\"status\":\"failed\",\"error\":{\"code\":\"nsfw\",\"message\":\"no\"}}";
    server.enqueue(json(200, failed));

    ImageTask task = value(timer, client.submitAsync("a cube"));
    TaskFailedException end = failure(timer, task.resultAsync(), TaskFailedException.class);

    assertThat(end).hasMessage("test:t1: the task failed: UNKNOWN nsfw: no");
    assertThat(end.key()).isEqualTo(task.key());
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 226})
  void unknownWordWithAnIdIsATask(int status) throws Exception {
    server.enqueue(json(status, "{\"id\":4711,\"status\":\"brewing\",\"more\":[{}]}"));

    ImageTask task = value(timer, client.submitAsync("a cube"));

    assertThat(task.key()).hasToString("test:4711");
    assertThat(task.snapshot().status()).isEqualTo(TaskStatus.UNKNOWN);
    assertThat(task.snapshot().rawStatus()).isEqualTo("brewing");
  }

  // Unknown.

  @ParameterizedTest
  @ValueSource(ints = {303, 408, 500, 502, 503, 504, 520, 524, 598, 599})
  void pageOfSomebodyElseUnder5xxIsUnknownWhateverItsRetryAfter(int status) throws Exception {
    server.enqueue(html(status).setHeader("Retry-After", "0"));

    SubmitOutcomeUnknownException unknown = unknown();

    assertThat(unknown)
        .hasMessage(
            "test: the submit was sent, but HTTP "
                + status
                + (status == 303
                    ? " says that it was processed, but not what became of it"
                    : " doesn't tell whether a task was made")
                + LOOK);
    assertThat(unknown.httpStatus()).isEqualTo(status);
    assertThat(unknown.body()).isEqualTo("<html>proxy</html>");
    assertThat(unknown.traceId()).isEqualTo("trace-6");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "200, its error was passed through: UNAVAILABLE upstream: so",
    "404, HTTP 404 doesn't tell whether a task was made",
    "429, HTTP 429 doesn't tell whether a task was made",
    "500, HTTP 500 doesn't tell whether a task was made",
    "503, HTTP 503 doesn't tell whether a task was made",
    "408, HTTP 408 doesn't tell whether a task was made"
  })
  void errorThatWasPassedThroughIsUnknown(int status, String why) throws Exception {
    server.enqueue(json(status, fault("upstream")).setHeader("Retry-After", "1"));

    SubmitOutcomeUnknownException unknown = unknown();

    assertThat(unknown).hasMessage("test: the submit was sent, but " + why + LOOK);
    assertThat(unknown.body()).isEqualTo(fault("upstream"));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "500, vague",
    "503, vague",
    "500, odd",
    "503, odd",
    "501, odd", // no code that says "refused"
    "502, never",
    "504, key",
    "524, limit",
    "599, busy" // whatever the code: a time-out behind
  })
  void errorUnder5xxThatDoesNotSayRefusedIsUnknown(int status, String code) throws Exception {
    server.enqueue(json(status, fault(code)).setHeader("Retry-After", "1"));

    SubmitOutcomeUnknownException unknown = unknown();

    assertThat(unknown.httpStatus()).isEqualTo(status);
    assertThat(unknown.body()).isEqualTo(fault(code));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void errorBesideATaskIsNoRefusalAndNamesIt() throws Exception {
    server.enqueue(json(200, "{\"fault\":\"key\",\"message\":\"so\",\"id\":\"t1\"}"));

    SubmitOutcomeUnknownException unknown = unknown();

    assertThat(unknown)
        .hasMessage(
            "test: the submit was sent, but its answer names the task t1 beside an error:"
                + " AUTHENTICATION key: so"
                + LOOK);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "{\"status\":\"queued\"}    | its answer has no task id",
    "{\"id\":\"\",\"status\":\"x\"} | its answer has no task id",
    "{}                         | its answer can't be read: neither task nor fault at path $",
    "<html>proxy</html>         | its answer can't be read: it is malformed at path $",
    "~~                         | its answer can't be read: it is empty",
    "{\"id\":\"t1\",\"sta       | its answer can't be read: it stops short at path $.id",
    "{\"id\":\"t1\"} tail       | its answer can't be read: it is malformed at path $",
    "{\"id\":[\"t1\"]}          | its answer can't be read: neither task nor fault at path $",
  })
  // spotless:on
  void successWithoutAUsableTaskIsUnknown(String body, String why) throws Exception {
    server.enqueue(json(200, body));

    SubmitOutcomeUnknownException unknown = unknown();

    assertThat(unknown).hasMessage("test: the submit was sent, but " + why + LOOK);
    assertThat(unknown.httpStatus()).isEqualTo(200);
    assertThat(unknown.body()).isEqualTo(body.isEmpty() ? null : body);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void idThatMakesNoKeyIsUnknownAndShown(String id) throws Exception {
    String body = "{\"id\":\"" + id + "\",\"status\":\"queued\"}";
    server.enqueue(json(200, body));

    SubmitOutcomeUnknownException unknown = unknown();

    assertThat(unknown)
        .hasMessage(
            "test: the submit was sent, but its answer has no usable task id: \""
                + id
                + "\" is no task's id but a step in a path"
                + LOOK);
    assertThat(unknown.httpStatus()).isEqualTo(200);
    assertThat(unknown.body()).isEqualTo(body);
  }

  @Test
  void successThatIsCutIsUnknownAndShownAsFarAsItCame() throws Exception {
    server.enqueue(
        json(200, QUEUED)
            .setHeader("Content-Length", 9000)
            .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END));

    SubmitOutcomeUnknownException unknown = unknown();

    assertThat(unknown)
        .hasMessage(
            "test: the submit was sent, but its answer can't be read: unexpected end of stream"
                + LOOK);
    assertThat(unknown.httpStatus()).isEqualTo(200);
    assertThat(unknown.body()).isEqualTo(QUEUED);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void answerThatBreaksABoundIsUnknownAndItsBeginningShown() throws Exception {
    server.enqueue(json(200, "{\"id\":\"t1\",\"more\":" + "[".repeat(1 << 20)));

    SubmitOutcomeUnknownException unknown = unknown();

    assertThat(unknown)
        .hasMessage(
            "test: the submit was sent, but its answer can't be read: the answer is nested deeper"
                + " than 255 levels"
                + LOOK);
    assertThat(unknown.body()).startsWith("{\"id\":\"t1\"");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void silenceIsUnknownAfterTheSubmitTimeout() throws Exception {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));

    CompletableFuture<ImageTask> future = client.submitAsync("a cube");
    server.takeRequest();
    timer.advance(Duration.ofMinutes(5).minusNanos(1));
    assertThat(future).isNotDone();
    timer.advance(Duration.ofNanos(1));
    SubmitOutcomeUnknownException unknown = failure(future, SubmitOutcomeUnknownException.class);

    assertThat(unknown)
        .hasMessage("test: the submit was sent, but no whole answer came within 5 min" + LOOK);
    assertThat(unknown.httpStatus()).isZero();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  private SubmitOutcomeUnknownException unknown() throws Exception {
    return failure(timer, client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);
  }

  private static String fault(String code) {
    return "{\"fault\":\"" + code + "\",\"message\":\"so\"}";
  }
}
