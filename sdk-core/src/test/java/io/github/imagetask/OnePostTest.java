package io.github.imagetask;

import static io.github.imagetask.Submits.DONE;
import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.html;
import static io.github.imagetask.Submits.json;
import static io.github.imagetask.Submits.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts the POSTs of one submit that is answered in a way on which OkHttp re-sends. */
final class OnePostTest {
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
  @ValueSource(ints = {300, 301, 302, 304, 305, 307, 308})
  void redirectIsNeverFollowed(int status) throws Exception {
    server.enqueue(html(status).setHeader("Location", "http://elsewhere.test/v2?key=1"));
    server.enqueue(json(200, DONE));

    GatewayException refused = failure(timer, client.submitAsync("a cube"), GatewayException.class);

    assertThat(refused)
        .hasMessage(
            "test: HTTP "
                + status
                + " redirects to http://elsewhere.test/..., which is never followed: it would take"
                + " the key elsewhere. Is the base URL right?");
    assertThat(refused.httpStatus()).isEqualTo(status);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 308})
  void redirectToTheSameHostIsNotFollowedEither(int status) throws Exception {
    server.enqueue(html(status).setHeader("Location", "/v2/tasks"));
    server.enqueue(json(200, DONE));

    GatewayException refused = failure(timer, client.submitAsync("a cube"), GatewayException.class);

    assertThat(refused)
        .hasMessageContaining("redirects to http://localhost:" + server.getPort() + "/...,");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404, 407, 409, 410, 413, 421, 422, 425, 451})
  void refusalIsNotSentAgain(int status) throws Exception {
    server.enqueue(html(status).setHeader("Retry-After", "0"));
    server.enqueue(json(200, DONE));

    GatewayException refused = failure(timer, client.submitAsync("a cube"), GatewayException.class);

    assertThat(refused.httpStatus()).isEqualTo(status);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 501, 502, 504, 507, 520, 529})
  void serversTroubleIsNotSentAgain(int status) throws Exception {
    server.enqueue(html(status).setHeader("Retry-After", "0"));
    server.enqueue(json(200, DONE));

    SubmitOutcomeUnknownException unknown =
        failure(timer, client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);

    assertThat(unknown.httpStatus()).isEqualTo(status);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void unavailableWithRetryAfterIsSentAgainByUsAlone() throws Exception {
    for (int i = 0; i < 4; i++) server.enqueue(busy());

    CompletableFuture<ImageTask> future = client.submitAsync("a cube");
    timer.awaitScheduled(Duration.ZERO);

    assertThat(server.getRequestCount()).isEqualTo(1); // OkHttp would have sent the second by now

    GatewayException refused = failure(timer, future, GatewayException.class);

    assertThat(refused.retryAfter()).isEqualTo(Duration.ZERO);
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  /** A 503 in the gateway's own words: a page's could come from a CDN in front of it. */
  private static MockResponse busy() {
    return json(503, "{\"fault\":\"busy\"}").setHeader("Retry-After", "0");
  }

  @Test
  void alternatingUnavailabilityAndTimeoutEndsAtTheTimeout() throws Exception {
    server.enqueue(busy());
    server.enqueue(html(408));
    server.enqueue(busy());

    SubmitOutcomeUnknownException unknown =
        failure(timer, client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);

    assertThat(unknown.httpStatus()).isEqualTo(408);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 503})
  void hugeRetryAfterBreaksNothing(int status) throws Exception {
    AtomicReference<Throwable> crash = new AtomicReference<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> crash.set(e));
    MockResponse answer = status == 503 ? busy() : html(status);
    server.enqueue(answer.setHeader("Retry-After", "99999999999"));

    CompletableFuture<ImageTask> future = client.submitAsync("a cube");
    if (status == 408) {
      failure(timer, future, SubmitOutcomeUnknownException.class);
    } else {
      GatewayException refused = failure(timer, future, GatewayException.class);
      assertThat(refused.retryAfter()).isEqualTo(Duration.ofDays(1));
    }

    Thread.setDefaultUncaughtExceptionHandler(before);
    assertThat(crash).hasNullValue();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void unauthorizedIsNotAnsweredByTheUsersAuthenticator() throws Exception {
    server.enqueue(html(401).setHeader("WWW-Authenticate", "Basic realm=\"x\""));
    server.enqueue(json(200, DONE));
    OkHttpClient authenticating =
        new OkHttpClient.Builder()
            .authenticator(
                (route, response) ->
                    response.request().newBuilder().header("Authorization", "Basic eDp5").build())
            .build();

    try (TestClient other = client(authenticating)) {
      GatewayException refused =
          failure(timer, other.submitAsync("a cube"), GatewayException.class);

      assertThat(refused.error().kind()).isEqualTo(ErrorKind.AUTHENTICATION);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 408, 500, 503})
  void interceptorThatTriesAgainSendsNothingMore(int status) throws Exception {
    server.enqueue(html(status));
    server.enqueue(json(200, DONE));
    Interceptor again =
        chain -> {
          Response response = chain.proceed(chain.request());
          if (response.isSuccessful()) return response;
          response.close();
          return chain.proceed(chain.request());
        };

    try (TestClient other = client(new OkHttpClient.Builder().addInterceptor(again).build())) {
      Class<? extends ImageTaskException> type =
          status == 400 ? GatewayException.class : SubmitOutcomeUnknownException.class;
      ImageTaskException end = failure(timer, other.submitAsync("a cube"), type);

      assertThat(end).hasMessageContaining(status == 400 ? "HTTP 400" : "a submit is sent once");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void interceptorThatSendsTheSameTwiceGetsAnErrorInstead() throws Exception {
    server.enqueue(json(200, DONE));
    server.enqueue(json(200, DONE));
    Interceptor twice =
        chain -> {
          chain.proceed(chain.request()).close();
          return chain.proceed(chain.request().newBuilder().build());
        };

    try (TestClient other = client(new OkHttpClient.Builder().addInterceptor(twice).build())) {
      SubmitOutcomeUnknownException unknown =
          failure(timer, other.submitAsync("a cube"), SubmitOutcomeUnknownException.class);

      assertThat(unknown.httpStatus()).isEqualTo(200);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void retriedSubmitSendsTheSameBytes() throws Exception {
    server.enqueue(html(429));
    server.enqueue(json(200, DONE));

    value(timer, client.submitAsync("a cube"));

    RecordedRequest first = server.takeRequest();
    RecordedRequest second = server.takeRequest();
    assertThat(first.getBody().readUtf8()).isEqualTo("{\"prompt\":\"a cube\"}");
    assertThat(second.getBody().readUtf8()).isEqualTo("{\"prompt\":\"a cube\"}");
    assertThat(second.getHeaders()).isEqualTo(first.getHeaders());
  }

  private TestClient client(OkHttpClient okHttpClient) {
    return TestClient.builder(server.url("/")).timer(timer).okHttpClient(okHttpClient).build();
  }
}
