package io.github.imagetask;

import static io.github.imagetask.Submits.DONE;
import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.html;
import static io.github.imagetask.Submits.json;
import static io.github.imagetask.Submits.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Submits that the gateway refused, or put off: no task was made. */
final class SubmitRefusedTest {
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

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_REQUEST",
    "401, AUTHENTICATION",
    "402, QUOTA",
    "403, PERMISSION",
    "404, NOT_FOUND",
    "405, INVALID_REQUEST",
    "418, UNKNOWN"
  })
  void pageOfSomebodyElseUnder4xxIsARefusal(int status, ErrorKind kind) throws Exception {
    server.enqueue(html(status));

    GatewayException refused = refused();

    assertThat(refused)
        .hasMessage(
            "test: refused the submit: HTTP " + status + ", " + kind + "; nothing is billed");
    assertThat(refused.error()).isEqualTo(TaskError.of(kind, null, null));
    assertThat(refused.body()).isEqualTo("<html>proxy</html>");
    assertThat(refused.isRetryable()).isFalse();
    assertThat(refused.key()).isNull();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void whatDoesNotPassIsNotTriedAgainWhateverTheStatus(int status) throws Exception {
    server.enqueue(json(status, fault("never")).setHeader("Retry-After", "1"));

    GatewayException refused = refused();

    assertThat(refused.isRetryable()).isFalse();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "200, never, UNAVAILABLE, false",
    "200, key, AUTHENTICATION, false",
    "200, limit, RATE_LIMIT, true",
    "400, odd, INVALID_REQUEST, false",
    "401, key, AUTHENTICATION, false",
    "500, never, UNAVAILABLE, false",
    "503, busy, UNAVAILABLE, true",
    "501, limit, RATE_LIMIT, true",
    "200, odd, UNKNOWN, false"
  })
  void errorOfTheGatewaysOwnIsARefusal(int status, String code, ErrorKind kind, boolean retryable)
      throws Exception {
    server.enqueue(json(status, fault(code)));

    GatewayException refused = refused();

    assertThat(refused)
        .hasMessage(
            "test: refused the submit: HTTP "
                + status
                + ", "
                + kind
                + " "
                + code
                + ": so; nothing is billed");
    assertThat(refused.error()).isEqualTo(TaskError.of(kind, code, "so"));
    assertThat(refused.isRetryable()).isEqualTo(retryable);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 503})
  void refusalForAFeeNeverSaysThatNothingIsBilled(int status) throws Exception {
    server.enqueue(json(status, fault("fee")).setHeader("Retry-After", "1"));

    GatewayException refused = refused();

    assertThat(refused)
        .hasMessage(
            "test: refused the submit: HTTP "
                + status
                + ", CONTENT_REJECTED fee: so; the gateway charges a fee for it");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void refusalStandsEvenIfItsBodyBreaksOff() throws Exception {
    server.enqueue(
        json(400, fault("odd")).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));

    GatewayException refused = refused();

    assertThat(refused.httpStatus()).isEqualTo(400);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void refusalStandsEvenIfItsBodyNeverEnds() throws Exception {
    server.enqueue(json(400, "").setHeader("Content-Length", 9000));
    CountDownLatch answered = new CountDownLatch(1);
    OkHttpClient watched =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(
                chain -> {
                  Response response = chain.proceed(chain.request());
                  answered.countDown();
                  return response;
                })
            .build();

    try (TestClient other =
        TestClient.builder(server.url("/")).timer(timer).okHttpClient(watched).build()) {
      CompletableFuture<ImageTask> future = other.submitAsync("a cube");
      assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
      timer.advance(Duration.ofMinutes(5));
      GatewayException refused = failure(future, GatewayException.class);

      assertThat(refused)
          .hasMessage("test: refused the submit: HTTP 400, INVALID_REQUEST; nothing is billed");
    }
  }

  // Put off.

  @Test
  void rateLimitWithoutRetryAfterIsTriedAgainAfterTwoAndFourSeconds() throws Exception {
    server.enqueue(html(429));
    server.enqueue(json(429, fault("limit")));
    server.enqueue(json(200, DONE));

    CompletableFuture<ImageTask> future = client.submitAsync("a cube");

    assertThat(timer.step(Submits.PAUSES)).isEqualTo(Duration.ofSeconds(2));
    assertThat(timer.step(Submits.PAUSES)).isEqualTo(Duration.ofSeconds(4));
    assertThat(value(timer, future).key()).hasToString("test:t1");
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void thirdRateLimitEndsIt() throws Exception {
    for (int i = 0; i < 4; i++) server.enqueue(json(429, fault("limit")));

    GatewayException refused = refused();

    assertThat(refused)
        .hasMessage("test: refused the submit: HTTP 429, RATE_LIMIT limit: so; nothing is billed");
    assertThat(refused.isRetryable()).isTrue();
    assertThat(refused.retryAfter()).isNull();
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "429, 1, PT1S",
    "503, 1, PT1S",
    "503, 60, PT60S",
    "429, 0, PT0S",
    "429, soon, PT2S",
    "429, -5, PT2S",
    "429, 1.5, PT2S"
  })
  void retryAfterIsWaitedFor(int status, String retryAfter, Duration pause) throws Exception {
    server.enqueue(putOff(status).setHeader("Retry-After", retryAfter));
    server.enqueue(json(200, DONE));

    CompletableFuture<ImageTask> future = client.submitAsync("a cube");

    assertThat(timer.step(Submits.PAUSES)).isEqualTo(pause);
    assertThat(value(timer, future).key()).hasToString("test:t1");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void retryAfterMayBeADateByTheServersClock() throws Exception {
    server.enqueue(
        putOff(503)
            .setHeader("Date", "Fri, 31 Dec 1999 23:59:30 GMT")
            .setHeader("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"));
    server.enqueue(json(200, DONE));

    CompletableFuture<ImageTask> future = client.submitAsync("a cube");

    assertThat(timer.step(Submits.PAUSES)).isEqualTo(Duration.ofSeconds(29));
    value(timer, future);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void moreThanAMinuteIsNotWaitedFor(int status) throws Exception {
    server.enqueue(putOff(status).setHeader("Retry-After", "61"));

    GatewayException refused = refused();

    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(61));
    assertThat(refused.isRetryable()).isTrue();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void submitTimeoutEndsAPauseToo() throws Exception {
    server.enqueue(html(429).setHeader("Retry-After", "30"));
    CountDownLatch retrying = new CountDownLatch(1);
    TaskListener listener =
        new TaskListener() {
          @Override
          public void retrying(TaskContext context, ImageTaskException cause, Duration delay) {
            retrying.countDown();
          }
        };
    try (TestClient hasty =
        TestClient.builder(server.url("/"))
            .timer(timer)
            .listener(listener)
            .submitTimeout(Duration.ofSeconds(10))
            .build()) {
      CompletableFuture<ImageTask> future = hasty.submitAsync("a cube");
      assertThat(retrying.await(10, TimeUnit.SECONDS)).isTrue();
      ConnectionException unsent = failure(timer, future, ConnectionException.class);

      assertThat(unsent)
          .hasMessage("test: the submit could not be sent within 10 s, so nothing is billed");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  /** A 429 may be a page; a 503 must be the gateway's own, or it may come from a CDN in front. */
  private static MockResponse putOff(int status) {
    return status == 429 ? html(429) : json(status, fault("busy"));
  }

  private GatewayException refused() throws Exception {
    return failure(timer, client.submitAsync("a cube"), GatewayException.class);
  }

  private static String fault(String code) {
    return "{\"fault\":\"" + code + "\",\"message\":\"so\"}";
  }
}
