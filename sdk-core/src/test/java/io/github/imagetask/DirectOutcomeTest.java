package io.github.imagetask;

import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.html;
import static io.github.imagetask.Submits.json;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the answer to a direct call means: images, a task, a refusal, or that nobody knows. */
@Timeout(60)
final class DirectOutcomeTest {
  private static final String LOST =
      ". The images may have been made and billed; it was not sent again, and nobody can fetch them"
          + " later. Look at the gateway before you ask again";
  private static final String MAYBE_BILLED =
      ". It may be billed all the same; it was not sent again";

  private final FakeTimer timer = new FakeTimer();
  private final MockWebServer server = new MockWebServer();
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server.start();
    client = TestClient.builder(server.url("/")).timer(timer).listener(new Recorder(heard)).build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.shutdown();
  }

  // Images.

  @Test
  void imagesComeWithTheirTextAndTheListenerHearsOfThem() throws Exception {
    server.enqueue(json(200, TestDirect.answerWithText("as you like it", PNG, "http://x.test/1")));

    DirectResult result = client.direct().generate("a cube");
    Recorder.await(heard, 1);

    assertThat(result.images()).hasSize(2);
    assertThat(result.first().bytes()).isEqualTo(PNG);
    assertThat(result.images().get(1).url()).isEqualTo("http://x.test/1");
    assertThat(result.text()).isEqualTo("as you like it");
    assertThat(result.elapsed()).isZero();
    assertThat(result).hasToString("DirectResult{2 images}");
    assertThat(heard).containsExactly("generated DirectResult{2 images}");
    assertThat(server.takeRequest().getRequestLine()).isEqualTo("POST /direct HTTP/1.1");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void keyAndBodyGoOutAsWithASubmit() throws Exception {
    server.enqueue(json(200, TestDirect.answer(PNG)));

    client.direct().generate("a cube");
    var request = server.takeRequest();

    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TestGateway.KEY);
    assertThat(request.getBody().readUtf8()).isEqualTo("{\"prompt\":\"a cube\"}");
  }

  // No image.

  @Test
  void answerWithoutAnImageIsAnErrorOfItsOwn() throws Exception {
    server.enqueue(json(200, "{\"data\":[]}"));

    NoImageException none = failed(NoImageException.class);

    assertThat(none)
        .hasMessage("test: the answer holds no image: HTTP 200, UNKNOWN" + MAYBE_BILLED)
        .hasMessageNotContaining("nothing is billed");
    assertThat(none.error()).isEqualTo(TaskError.of(ErrorKind.UNKNOWN, null, null));
    assertThat(none.body()).isEqualTo("{\"data\":[]}");
    assertThat(none.key()).isNull();
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(heard).isEmpty();
  }

  @Test
  void textInThePlaceOfAnImageIsTold() throws Exception {
    server.enqueue(json(200, TestDirect.answerWithText("I can't draw that")));

    NoImageException none = failed(NoImageException.class);

    assertThat(none)
        .hasMessage(
            "test: the answer holds no image: HTTP 200, UNKNOWN: I can't draw that" + MAYBE_BILLED);
    assertThat(none.error().message()).isEqualTo("I can't draw that");
  }

  @Test
  void longTextIsToldAsFarAsAMessageGoes() throws Exception {
    server.enqueue(json(200, TestDirect.answerWithText("no ".repeat(9_000))));

    NoImageException none = failed(NoImageException.class);

    assertThat(none.getMessage())
        .startsWith("test: the answer holds no image: HTTP 200, UNKNOWN: no no ");
    assertThat(none.getMessage()).endsWith(MAYBE_BILLED).hasSizeLessThan(3_000);
    assertThat(none.body()).hasSizeLessThanOrEqualTo(2_001); // and an ellipsis
  }

  @Test
  void blockedPromptIsRejectedAndMayBeBilled() throws Exception {
    server.enqueue(json(200, "{\"blocked\":\"SAFETY\"}"));

    NoImageException none = failed(NoImageException.class);

    assertThat(none)
        .hasMessage(
            "test: the answer holds no image: HTTP 200, CONTENT_REJECTED SAFETY: blocked"
                + MAYBE_BILLED);
    assertThat(none.error().kind()).isEqualTo(ErrorKind.CONTENT_REJECTED);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void textThatHoldsTheKeyIsToldWithoutIt() throws Exception {
    server.enqueue(json(200, TestDirect.answerWithText("wrong key " + TestGateway.KEY)));

    NoImageException none = failed(NoImageException.class);

    assertThat(none.toString() + none.error() + none.body()).doesNotContain(TestGateway.KEY);
  }

  // A task.

  @Test
  void callThatBecameATaskEndsInItsTask() throws Exception {
    server.enqueue(json(200, Submits.QUEUED));
    server.enqueue(json(200, Submits.DONE));

    TaskPendingException pending = failed(TaskPendingException.class);
    Recorder.await(heard, 1);
    ImageResult result = timer.runUntilDone(pending.task().resultAsync(), Submits.QUERIES).get();

    assertThat(pending)
        .hasMessage(
            "test:t1: the direct call became a task, which is paid for; task().awaitResult() waits"
                + " for it");
    assertThat(pending.key()).hasToString("test:t1");
    assertThat(heard.get(0)).isEqualTo("submitted test:t1");
    assertThat(result.first().url()).isEqualTo("http://x.test/1");
    assertThat(server.takeRequest().getRequestLine()).isEqualTo("POST /direct HTTP/1.1");
    assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /tasks/t1 HTTP/1.1");
  }

  // Refused.

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 307, 308})
  void redirectIsNeverFollowed(int status) throws Exception {
    server.enqueue(html(status).setHeader("Location", "http://elsewhere.test/v2?key=1"));

    GatewayException refused = failed(GatewayException.class);

    assertThat(refused)
        .hasMessage(
            "test: HTTP "
                + status
                + " redirects to http://elsewhere.test/..., which is never followed: it would take"
                + " the key elsewhere. Is the base URL right?");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, odd, INVALID_REQUEST",
    "401, key, AUTHENTICATION",
    "429, never, UNAVAILABLE",
    "500, never, UNAVAILABLE",
    "200, key, AUTHENTICATION"
  })
  void errorOfTheGatewaysOwnIsARefusal(int status, String code, ErrorKind kind) throws Exception {
    server.enqueue(json(status, fault(code)));

    GatewayException refused = failed(GatewayException.class);

    assertThat(refused)
        .hasMessage(
            "test: refused the request: HTTP "
                + (status + ", " + kind + " " + code)
                + ": so; nothing is billed");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 503})
  void refusalForAFeeNeverSaysThatNothingIsBilled(int status) throws Exception {
    server.enqueue(json(status, fault("fee")));

    GatewayException refused = failed(GatewayException.class);

    assertThat(refused)
        .hasMessage(
            "test: refused the request: HTTP "
                + status
                + ", CONTENT_REJECTED fee: so; the gateway charges a fee for it");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void rateLimitIsPutOffTwiceAtMost() throws Exception {
    for (int i = 0; i < 4; i++) server.enqueue(json(429, fault("limit")));

    GatewayException refused = failed(GatewayException.class);

    assertThat(refused)
        .hasMessage("test: refused the request: HTTP 429, RATE_LIMIT limit: so; nothing is billed");
    assertThat(server.getRequestCount()).isEqualTo(3);
    Recorder.await(heard, 2);
    assertThat(heard)
        .containsExactly(
            "retrying null in PT2S: GatewayException", "retrying null in PT4S: GatewayException");
  }

  @Test
  void putOffCallBringsItsImagesWhenItIsSentAgain() throws Exception {
    server.enqueue(json(503, fault("busy")).setHeader("Retry-After", "7"));
    server.enqueue(json(200, TestDirect.answer(PNG)));

    CompletableFuture<DirectResult> future = client.direct().generateAsync("a cube");

    assertThat(timer.step(Submits.PAUSES)).isEqualTo(Duration.ofSeconds(7));
    DirectResult result = Submits.value(timer, future);
    assertThat(result.images()).hasSize(1);
    assertThat(result.elapsed()).isEqualTo(Duration.ofSeconds(7));
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  // Unknown.

  @ParameterizedTest
  @ValueSource(ints = {303, 408, 500, 502, 503, 504, 524})
  void pageOfSomebodyElseUnder5xxIsUnknown(int status) throws Exception {
    server.enqueue(html(status).setHeader("Retry-After", "0"));

    SubmitOutcomeUnknownException unknown = failed(SubmitOutcomeUnknownException.class);

    assertThat(unknown)
        .hasMessage(
            "test: the request was sent, but HTTP "
                + status
                + (status == 303
                    ? " says that it was processed, but not what became of it"
                    : " doesn't tell whether images were made")
                + LOST);
    assertThat(unknown.httpStatus()).isEqualTo(status);
    assertThat(unknown.body()).isEqualTo("<html>proxy</html>");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "200, upstream, its error was passed through: UNAVAILABLE upstream: so",
    "429, upstream, HTTP 429 doesn't tell whether images were made",
    "500, vague, HTTP 500 doesn't tell whether images were made",
    "504, key, HTTP 504 doesn't tell whether images were made"
  })
  void errorThatLeavesItOpenIsUnknown(int status, String code, String why) throws Exception {
    server.enqueue(json(status, fault(code)));

    SubmitOutcomeUnknownException unknown = failed(SubmitOutcomeUnknownException.class);

    assertThat(unknown).hasMessage("test: the request was sent, but " + why + LOST);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "{}                  | its answer can't be read: neither images nor fault at path $",
    "<html>proxy</html>  | its answer can't be read: it is malformed at path $",
    "~~                  | its answer can't be read: it is empty",
    "{\"data\":[{\"b64_j | its answer can't be read: it stops short at path $.data[0].",
    "{\"fault\":\"key\",\"message\":\"so\",\"id\":\"t1\"} | its answer names the task t1 beside an error: AUTHENTICATION key: so",
    "{\"id\":\"..\",\"status\":\"queued\"} | its answer has no usable task id: \"..\" is no task's id but a step in a path",
  })
  // spotless:on
  void successThatCannotBeReadIsUnknown(String body, String why) throws Exception {
    server.enqueue(json(200, body));

    SubmitOutcomeUnknownException unknown = failed(SubmitOutcomeUnknownException.class);

    assertThat(unknown).hasMessage("test: the request was sent, but " + why + LOST);
    assertThat(unknown.httpStatus()).isEqualTo(200);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300_000})
  void answerThatIsCutIsUnknownHoweverMuchCame(int length) throws Exception {
    String whole = TestDirect.answer(TestImages.png(200_000));
    String cut = whole.substring(0, Math.min(length, whole.length() - 1_000));
    server.enqueue(
        json(200, cut)
            .setHeader("Content-Length", whole.length())
            .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END));

    SubmitOutcomeUnknownException unknown = failed(SubmitOutcomeUnknownException.class);

    assertThat(unknown)
        .hasMessage(
            "test: the request was sent, but its answer can't be read: unexpected end of stream"
                + LOST);
    assertThat(unknown.httpStatus()).isEqualTo(200);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  // Time.

  @Test
  void silenceIsUnknownAfterTheDirectTimeoutAndNotBefore() throws Exception {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));

    CompletableFuture<DirectResult> future = client.direct().generateAsync("a cube");
    server.takeRequest();
    timer.advance(Duration.ofMinutes(10).minusNanos(1));
    assertThat(future).isNotDone();
    timer.advance(Duration.ofNanos(1));

    assertThat(failure(future, SubmitOutcomeUnknownException.class))
        .hasMessage("test: the request was sent, but no whole answer came within 10 min" + LOST);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void directTimeoutIsSetApartFromTheSubmits() throws Exception {
    endsAfter(60, options -> options.directTimeout(Duration.ofHours(1)));
  }

  @Test
  void directTimeoutIsNotBelowTheSubmitsUnlessSet() throws Exception {
    endsAfter(30, options -> options.submitTimeout(Duration.ofMinutes(30)));
    endsAfter(
        2,
        options ->
            options.submitTimeout(Duration.ofMinutes(30)).directTimeout(Duration.ofMinutes(2)));
  }

  private void endsAfter(int minutes, UnaryOperator<TestClient.Builder> options) throws Exception {
    client.close();
    FakeTimer own = new FakeTimer();
    client = options.apply(TestClient.builder(server.url("/")).timer(own)).build();
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));

    CompletableFuture<DirectResult> future = client.direct().generateAsync("a cube");
    server.takeRequest();
    own.advance(Duration.ofMinutes(minutes - 1));
    assertThat(future).isNotDone();
    own.advance(Duration.ofMinutes(1));

    assertThat(failure(future, SubmitOutcomeUnknownException.class))
        .hasMessage(
            "test: the request was sent, but no whole answer came within "
                + minutes
                + " min"
                + LOST);
  }

  private <X extends Throwable> X failed(Class<X> type) throws Exception {
    return failure(timer, client.direct().generateAsync("a cube"), type);
  }

  private static String fault(String code) {
    return "{\"fault\":\"" + code + "\",\"message\":\"so\"}";
  }
}
