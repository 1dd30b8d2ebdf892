package io.github.imagetask;

import static io.github.imagetask.Submits.DONE;
import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.html;
import static io.github.imagetask.Submits.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
    "<html>busy</html>          | the answer is not the gateway's JSON: Use JsonReader.setLenient(true) to accept malformed JSON at path $ | $",
    "~~                         | the answer is not the gateway's JSON: End of input | ",
    "~  ~                       | the answer is not the gateway's JSON: End of input | ",
    "{\"id\":\"t1\",\"sta      | the answer is not the gateway's JSON: Unterminated string at path $.id | $.id",
    "{\"status\":\"done\"} tail | the answer is not the gateway's JSON: Use JsonReader.setLenient(true) to accept malformed JSON at path $ | $",
    "\ufeff{}                   | the answer is not the gateway's JSON: Use JsonReader.setLenient(true) to accept malformed JSON at path $ | $",
    // JSON, but no task
    "{}                         | the answer is JSON, but no task: neither task nor fault at path $ | $",
    "[]                         | the answer is JSON, but no task: Expected BEGIN_OBJECT but was BEGIN_ARRAY at path $ | $",
    "null                       | the answer is JSON, but no task: Expected BEGIN_OBJECT but was NULL at path $ | $",
    "\"done\"                   | the answer is JSON, but no task: Expected BEGIN_OBJECT but was STRING at path $ | $",
    "{\"status\":[\"done\"]}    | the answer is JSON, but no task: Expected a string but was BEGIN_ARRAY at path $.status | $.status",
    "{\"status\":{}}            | the answer is JSON, but no task: Expected a string but was BEGIN_OBJECT at path $.status | $.status",
    "{\"images\":\"x.png\"}     | the answer is JSON, but no task: Expected BEGIN_ARRAY but was STRING at path $.images | $.images",
    "{\"images\":[{}]}          | the answer is JSON, but no task: Expected a string but was BEGIN_OBJECT at path $.images[0] | $.images[0]",
    "{\"images\":[null]}        | the answer is JSON, but no task: Expected a string but was NULL at path $.images[0] | $.images[0]",
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
  void taskThatIsNestedTooDeepIsNamedInShort() throws Exception {
    server.enqueue(json(200, "{\"more\":" + "[".repeat(100_000)));

    MalformedResponseException malformed = refreshFails(MalformedResponseException.class);

    assertThat(malformed).hasMessageContaining("Nesting too deep at $.more[0][0]");
    assertThat(malformed.getMessage()).hasSizeLessThan(1000);
    assertThat(malformed.body()).hasSize(Redactor.MAX_BODY + 1).endsWith("…");
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

  static Stream<Arguments> unreadable() throws IOException {
    Buffer bomb = new Buffer();
    try (BufferedSink gzip = Okio.buffer((Sink) new GzipSink(bomb))) {
      for (int i = 0; i < 16; i++) gzip.write(new byte[1 << 20]);
    }
    String large = "{\"id\":\"" + "x".repeat(1 << 20) + "\"}";
    String tooLarge = "the answer is larger than 1048576 bytes";
    return Stream.of(
        Arguments.of(
            "unexpected end of stream",
            json(200, DONE)
                .setHeader("Content-Length", 9000)
                .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END)),
        Arguments.of(tooLarge, json(200, large)),
        Arguments.of(tooLarge, new MockResponse().setChunkedBody(large, 8192)),
        Arguments.of(
            tooLarge, new MockResponse().setHeader("Content-Encoding", "gzip").setBody(bomb)));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void answerThatCannotBeReadIsNoAnswer(String why, MockResponse answer) throws Exception {
    server.enqueue(answer);

    ConnectionException failure = refreshFails(ConnectionException.class);

    assertThat(failure).hasMessage("test:t1: the query got no answer: " + why + GOES_ON);
    assertThat(failure.key()).isEqualTo(KEY);
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
          status.startsWith("200") ? ConnectionException.class : GatewayException.class;

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
