package io.github.imagetask;

import static io.github.imagetask.Submits.DONE;
import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.html;
import static io.github.imagetask.Submits.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import okio.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad answers to queries: what each is called. */
final class AnswerInterpreterTest {
  private static final TaskKey KEY = TaskKey.of("test", "t1");
  private static final String GOES_ON =
      ". The task goes on at the gateway, and its key takes it up again";

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

  // spotless:off
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    // not JSON, or not all of it
    "<html>busy</html>          | the answer is not the gateway's JSON: it is malformed at path $ | $",
    "~~                         | the answer is not the gateway's JSON: it is empty | ",
    "~  ~                       | the answer is not the gateway's JSON: it is empty | ",
    "{\"id\":\"t1\",\"sta      | the answer is not the gateway's JSON: it stops short at path $.id | $.id",
    "{\"status\":\"done\"} tail | the answer is not the gateway's JSON: it is malformed at path $ | $",
    // JSON, but no task
    "{}                         | the answer is JSON, but no task: neither task nor fault at path $ | $",
    "\ufeff{}                   | the answer is JSON, but no task: neither task nor fault at path $ | $",
    "[]                         | the answer is JSON, but no task: it is no object, but a list at path $ | $",
    "null                       | the answer is JSON, but no task: it is no object, but null at path $ | $",
    "\"done\"                   | the answer is JSON, but no task: it is no object, but a text at path $ | $",
    "{\"status\":[\"done\"]}    | the answer is JSON, but no task: neither task nor fault at path $ | $",
  })
  // spotless:on
  void answerThatIsNoTaskIsNamed(String body, String text, String path) throws Exception {
    server.enqueue(json(200, body));

    MalformedResponseException malformed = refreshFails(MalformedResponseException.class);

    assertThat(malformed).hasMessage("test:t1: " + text + GOES_ON);
    assertThat(malformed.path()).isEqualTo(path);
    assertThat(malformed.body()).isEqualTo(body.isBlank() ? null : body);
    assertThat(malformed.key()).isEqualTo(KEY);
  }

  @Test
  void answerThatBreaksABoundIsNamed() throws Exception {
    server.enqueue(json(200, "{\"more\":" + "[".repeat(100_000)));

    MalformedResponseException malformed = refreshFails(MalformedResponseException.class);

    assertThat(malformed)
        .hasMessage("test:t1: the answer is nested deeper than 255 levels" + GOES_ON);
    assertThat(malformed.body()).hasSize(Redactor.MAX_BODY + 1).endsWith("…");
  }

  @Test
  void longAnswerIsReadAndWhatNobodyAsksForSkipped() throws Exception {
    String more = "\"prompt\":\"" + "x".repeat(3 << 20) + "\",";
    server.enqueue(json(200, DONE.replace("{\"id\"", "{" + more + "\"id\"")));

    TaskSnapshot snapshot = client.task(KEY).refreshAsync().get(10, TimeUnit.SECONDS);

    assertThat(snapshot.status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void errorInAnotherCharsetIsReadAsItSays() throws Exception {
    Buffer gbk =
        new Buffer()
            .writeString("{\"fault\":\"key\",\"message\":\"密钥无效\"}", Charset.forName("GBK"));
    server.enqueue(
        new MockResponse()
            .setResponseCode(401)
            .setHeader("Content-Type", "application/json; charset=GBK")
            .setBody(gbk));

    GatewayException refused = refreshFails(GatewayException.class);

    assertThat(refused.error().message()).isEqualTo("密钥无效");
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_REQUEST, false", "401, AUTHENTICATION, false", "404, NOT_FOUND, false",
    "408, UNAVAILABLE, true", "425, UNKNOWN, true", "429, RATE_LIMIT, true",
    "500, UNAVAILABLE, true", "502, UNAVAILABLE, true", "504, UNAVAILABLE, true"
  })
  void pageOfSomebodyElseIsSortedByItsStatus(int status, ErrorKind kind, boolean retryable)
      throws Exception {
    server.enqueue(html(status).setHeader("Retry-After", "7"));
    server.enqueue(html(status).setHeader("Retry-After", "7")); // OkHttp asks twice at a 408

    GatewayException refused = refreshFails(GatewayException.class);

    String goesOn = kind == ErrorKind.NOT_FOUND ? "" : GOES_ON; // who knows
    assertThat(refused)
        .hasMessage("test:t1: the query was refused: HTTP " + status + ", " + kind + goesOn);
    assertThat(refused.isRetryable()).isEqualTo(retryable);
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(refused.body()).isEqualTo("<html>proxy</html>");
    assertThat(refused.key()).isEqualTo(KEY);
  }

  @Test
  void answerThatIsCutIsNoAnswer() throws Exception {
    server.enqueue(
        json(200, DONE)
            .setHeader("Content-Length", 9000)
            .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END));

    ConnectionException failure = refreshFails(ConnectionException.class);

    assertThat(failure)
        .hasMessage("test:t1: the query got no answer: unexpected end of stream" + GOES_ON);
    assertThat(failure.key()).isEqualTo(KEY);
  }

  @Test
  void compressedBombIsReadAndCostsNothing() throws Exception {
    Buffer bomb = new Buffer();
    try (BufferedSink gzip = Okio.buffer((Sink) new GzipSink(bomb))) {
      gzip.writeUtf8("{\"more\":\"");
      for (int i = 0; i < 64; i++) gzip.write(new byte[1 << 20]);
      gzip.writeUtf8("\",\"status\":\"running\"}");
    }
    server.enqueue(new MockResponse().setHeader("Content-Encoding", "gzip").setBody(bomb));

    TaskSnapshot snapshot = client.task(KEY).refreshAsync().get(10, TimeUnit.SECONDS);

    assertThat(snapshot.status()).isEqualTo(TaskStatus.RUNNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "502 Bad Gateway"})
  void endlessAnswerIsNotReadForEver(String status) throws Exception {
    try (RawServer endless = new RawServer();
        TestClient other = TestClient.builder(endless.url()).timer(timer).build()) {
      endless.then(
          peer -> {
            peer.write("HTTP/1.1 " + status + "\r\n\r\n");
            while (true) peer.write("<p>and so on</p>".repeat(500));
          });

      CompletableFuture<TaskSnapshot> future = other.task(KEY).refreshAsync();
      Class<? extends ImageTaskException> type =
          status.startsWith("200") ? MalformedResponseException.class : GatewayException.class;

      assertThat(failure(future, type).key()).isEqualTo(KEY);
    }
  }

  @Test
  void silenceEndsWithTheRequestTimeout() throws Exception {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));

    CompletableFuture<TaskSnapshot> future = client.task(KEY).refreshAsync();
    server.takeRequest();
    timer.advance(Duration.ofSeconds(30));
    ConnectionException failure = failure(future, ConnectionException.class);

    assertThat(failure)
        .hasMessage(
            "test:t1: the query got no answer within 30 s. The task goes on at the gateway, and its key"
                + " takes it up again");
    assertThat(failure.key()).isEqualTo(KEY);
  }

  private <E extends ImageTaskException> E refreshFails(Class<E> type) throws Exception {
    return failure(client.task(KEY).refreshAsync(), type);
  }
}
