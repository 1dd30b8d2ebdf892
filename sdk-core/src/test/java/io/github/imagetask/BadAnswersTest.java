package io.github.imagetask;

import static io.github.imagetask.Submits.DONE;
import static io.github.imagetask.Submits.QUERIES;
import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.html;
import static io.github.imagetask.Submits.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad answers within a wait: which pass, and which end it. */
final class BadAnswersTest {
  private static final TaskKey KEY = TaskKey.of("test", "t1");
  private static final String GOES_ON =
      ". The task goes on at the gateway, and its key takes it up again";

  private FakeTimer timer = new FakeTimer();
  private final MockWebServer server = new MockWebServer();
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server.start();
    client = TestClient.builder(server.url("/")).timer(timer).build();
    timer.random(0); // a task that is taken up again is asked at once
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.shutdown();
  }

  static Stream<Named<MockResponse>> retryable() {
    return Stream.of(
        Named.of("HTML under 200", html(200)),
        Named.of("HTML under 502", html(502)),
        Named.of("HTML under 429", html(429)),
        Named.of("HTML under 404, so early", html(404)),
        Named.of("nothing", json(200, "")),
        Named.of("nothing under 204", new MockResponse().setResponseCode(204)),
        Named.of("half a document", json(200, "{\"id\":\"t1\",\"sta")),
        Named.of("no document, and much of it", json(200, "x".repeat(1 << 21))),
        Named.of(
            "cut",
            json(200, DONE)
                .setHeader("Content-Length", 9000)
                .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END)),
        Named.of(
            "cut before",
            new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST)),
        Named.of("busy", json(200, "{\"fault\":\"busy\"}")),
        Named.of("an unknown word", json(200, "{\"status\":\"brewing\"}")));
  }

  @ParameterizedTest
  @MethodSource("retryable")
  void badAnswerPasses(MockResponse bad) throws Exception {
    for (int i = 0; i < 4; i++) server.enqueue(bad);
    server.enqueue(json(200, DONE));

    ImageResult result =
        timer.runUntilDone(client.task(KEY).resultAsync(), QUERIES).get(10, TimeUnit.SECONDS);

    assertThat(result.images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(5);
  }

  @Test
  void jsonThatIsNoTaskEndsTheWaitAtTheThirdTime() throws Exception {
    for (int i = 0; i < 4; i++) server.enqueue(json(200, "{\"status\":[]}"));

    MalformedResponseException malformed = waitFails(MalformedResponseException.class);

    assertThat(malformed)
        .hasMessage(
            "test:t1: the answer is JSON, but no task: neither task nor fault at path $" + GOES_ON);
    assertThat(malformed.path()).isEqualTo("$");
    assertThat(malformed.body()).isEqualTo("{\"status\":[]}");
    assertThat(malformed.key()).isEqualTo(KEY);
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void jsonThatIsNoTaskPassesTwiceAgainAfterATask() throws Exception {
    for (int i = 0; i < 2; i++) {
      server.enqueue(json(200, "[]"));
      server.enqueue(json(200, "[]"));
      server.enqueue(json(200, Submits.QUEUED));
    }
    server.enqueue(json(200, DONE));

    timer.runUntilDone(client.task(KEY).resultAsync(), QUERIES).get(10, TimeUnit.SECONDS);

    assertThat(server.getRequestCount()).isEqualTo(7);
  }

  @Test
  void answerThatBreaksABoundEndsTheWaitAtOnce() throws Exception {
    server.enqueue(json(200, "{\"a\":[" + "1,".repeat(200_000) + "1]}"));

    MalformedResponseException malformed = waitFails(MalformedResponseException.class);

    assertThat(malformed).hasMessage("test:t1: the answer has more than 100000 values" + GOES_ON);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 405, 451})
  void refusalThatNobodyOfTheGatewaysWroteEndsTheWaitAtTheThirdTime(int status) throws Exception {
    for (int i = 0; i < 2; i++) server.enqueue(html(status));
    server.enqueue(json(200, Submits.QUEUED));
    for (int i = 0; i < 4; i++) server.enqueue(html(status));

    GatewayException refused = waitFails(GatewayException.class);

    assertThat(refused.httpStatus()).isEqualTo(status);
    assertThat(refused.body()).isEqualTo("<html>proxy</html>");
    assertThat(server.getRequestCount()).isEqualTo(6);
  }

  @Test
  void refusalInTheGatewaysOwnWordsEndsTheWaitAtOnce() throws Exception {
    server.enqueue(json(403, "{\"fault\":\"key\",\"message\":\"m\"}"));

    GatewayException refused = waitFails(GatewayException.class);

    assertThat(refused.error().kind()).isEqualTo(ErrorKind.AUTHENTICATION);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void successWithoutAnImageEndsTheWaitAtTheThirdTime() throws Exception {
    for (int i = 0; i < 4; i++) server.enqueue(json(200, "{\"status\":\"done\",\"images\":[]}"));

    MalformedResponseException malformed = waitFails(MalformedResponseException.class);

    assertThat(malformed)
        .hasMessage("test:t1: the task succeeded without an image" + GOES_ON)
        .hasNoCause();
    assertThat(malformed.path()).isNull();
    assertThat(malformed.body()).isEqualTo("{\"status\":\"done\",\"images\":[]}");
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void imageThatComesLateIsStillTaken() throws Exception {
    server.enqueue(json(200, "{\"status\":\"done\"}"));
    server.enqueue(json(200, "{\"status\":\"done\"}"));
    server.enqueue(json(200, DONE));

    ImageResult result =
        timer.runUntilDone(client.task(KEY).resultAsync(), QUERIES).get(10, TimeUnit.SECONDS);

    assertThat(result.first().url()).isEqualTo("http://x.test/1");
  }

  @Test
  void unknownWordIsNamedAtTheDeadline() throws Exception {
    for (int i = 0; i < 4; i++) server.enqueue(json(200, "{\"status\":\"brewing\"}"));

    TaskTimeoutException timeout = timeout();

    assertThat(timeout)
        .hasMessage(
            "test:t1: not finished after 40 s and 3 queries; last seen UNKNOWN (\"brewing\"). It may"
                + " still finish: task(TaskKey.parse(\"test:t1\")).awaitResult() takes it up again")
        .hasNoCause();
    assertThat(timeout.key()).isEqualTo(KEY);
    assertThat(timeout.snapshot().rawStatus()).isEqualTo("brewing");
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void lastFailureIsTheTimeoutsCause() throws Exception {
    for (int i = 0; i < 4; i++) server.enqueue(html(502));

    TaskTimeoutException timeout = timeout();

    assertThat(timeout)
        .hasMessageStartingWith(
            "test:t1: not finished after 40 s and 3 queries; last seen UNKNOWN.")
        .hasCauseExactlyInstanceOf(GatewayException.class);
    assertThat(timeout.getCause())
        .hasMessage("test:t1: the query was refused: HTTP 502, UNAVAILABLE" + GOES_ON);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
  void redirectIsNotFollowedAndEndsTheWait(int status) throws Exception {
    server.enqueue(html(status).setHeader("Location", "http://elsewhere.test/login?next=1"));
    server.enqueue(json(200, DONE));

    GatewayException refused = waitFails(GatewayException.class);

    assertThat(refused)
        .hasMessage(
            "test:t1: HTTP "
                + status
                + " redirects to http://elsewhere.test/..., which is never followed: it would take"
                + " the key elsewhere. Is the base URL right?"
                + " The task goes on at the gateway, and its key takes it up again");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  private <E extends ImageTaskException> E waitFails(Class<E> type) throws Exception {
    return failure(timer.runUntilDone(client.task(KEY).resultAsync(), QUERIES), type);
  }

  /** Waits until a deadline of 40 s, with queries at 0, 25 and 40 s. */
  private TaskTimeoutException timeout() throws Exception {
    PollPolicy policy =
        PollPolicy.builder()
            .delays(Duration.ofSeconds(25), Duration.ofSeconds(25))
            .deadline(Duration.ofSeconds(40))
            .build();
    client.close();
    timer = new FakeTimer();
    client =
        TestClient.builder(server.url("/"))
            .timer(timer)
            .requestTimeout(Duration.ofSeconds(10)) // before the next query, which shows it
            .build();
    timer.random(0);
    CompletableFuture<ImageResult> future = client.task(KEY).resultAsync(policy);
    awaitNext(Duration.ofSeconds(25));
    timer.advance(Duration.ofSeconds(25));
    awaitNext(Duration.ofSeconds(15));
    timer.advance(Duration.ofSeconds(15));
    return failure(future, TaskTimeoutException.class);
  }

  /** Waits until a query has been answered: while it is under way, its timeout comes next. */
  private void awaitNext(Duration next) {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!timer.hasOnly(next)) {
      assertThat(System.nanoTime() - patience).as("what comes next").isNegative();
      Thread.onSpinWait();
    }
  }
}
