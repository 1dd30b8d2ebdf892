package io.github.imagetask;

import static io.github.imagetask.Submits.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key, and signatures of URLs, are shown nowhere, however hard a server tries. */
final class SecretsTest {
  private static final String KEY = TestGateway.KEY;
  private static final String SIGNED = "https://cdn.test/a.png?Expires=1&Signature=s1gned";

  private final FakeTimer timer = new FakeTimer();
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.shutdown();
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "400 | <p>AUTH SIGNED</p>",
    "404 | Cannot POST /tasks, Authorization: AUTH",
    "500 | AUTH SIGNED",
    "200 | AUTH SIGNED",
    "200 | {\"error\":\"AUTH\",\"url\":\"SIGNED\"}",
    "200 | {\"AUTH\":[",
    "200 | {\"status\":{\"AUTH\":1}}",
    "200 | {\"status\":\"x\",\"images\":[{\"AUTH\":1}]}",
    "200 | {\"fault\":\"AUTH\",\"message\":\"AUTH SIGNED\"}",
    "401 | {\"fault\":\"key\",\"message\":\"no such key: AUTH, see SIGNED\"}",
    "400 | {\"fault\":\"key\",\"message\":\"see SLASHES\"}",
    "400 | {\"fault\":\"key\",\"message\":\"see AMPERSAND\"}",
    "200 | {\"id\":\"t1\",\"status\":\"failed\",\"error\":{\"code\":\"AUTH\",\"message\":\"AUTH SIGNED\"}}",
    "200 | {\"id\":\"AUTHAUTHAUTHAUTHAUTHAUTHAUTHAUTHAUTHAUTHAUTHAUTH\",\"status\":\"x\"}",
  })
  // spotless:on
  void echoIsCleaned(int status, String echo) throws Exception {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return json(
                status,
                echo.replace("AUTH", request.getHeader("Authorization"))
                    .replace("SIGNED", SIGNED)
                    .replace("SLASHES", SIGNED.replace("/", "\\/"))
                    .replace("AMPERSAND", SIGNED.replace("&", "\\u0026")));
          }
        });

    try (TestClient client = TestClient.builder(server.url("/")).timer(timer).build()) {
      CompletableFuture<ImageResult> generated = client.generateAsync("a cube");
      assertThat(printed(generated)).doesNotContain(KEY).doesNotContain("s1gned");

      ImageTask task = client.task(TaskKey.of("test", "t1"));
      assertThat(printed(task.refreshAsync())).doesNotContain(KEY).doesNotContain("s1gned");
      assertThat(task.toString()).doesNotContain(KEY).doesNotContain("s1gned");
      assertThat(client.toString()).isEqualTo("TestClient{" + server.getHostName() + "}");
    }
  }

  @Test
  void echoInPlaceOfAStatusLineIsCleaned() throws Exception {
    try (RawServer echo = new RawServer();
        TestClient client = TestClient.builder(echo.url()).timer(timer).build()) {
      echo.then(Cuts.afterBody(peer -> peer.write(peer.header("Authorization") + "\r\n\r\n")));
      echo.then(peer -> peer.write(peer.header("Authorization") + "\r\n\r\n"));

      assertThat(printed(client.submitAsync("a cube"))).doesNotContain(KEY).contains("██");
      assertThat(printed(client.task(TaskKey.of("test", "t1")).refreshAsync()))
          .doesNotContain(KEY)
          .contains("██");
    }
  }

  @Test
  void redirectWithSecretsIsCleaned() throws Exception {
    server.enqueue(json(302, "").setHeader("Location", "http://u:p4ss@x.test/" + KEY + "?" + KEY));

    try (TestClient client = TestClient.builder(server.url("/")).timer(timer).build()) {
      assertThat(printed(client.submitAsync("a cube")))
          .doesNotContain(KEY)
          .doesNotContain("p4ss")
          .contains("http://x.test/...");
    }
  }

  @Test
  void usersInterceptorsAndListenersSeeNoKey() throws Exception {
    server.enqueue(json(429, "{}"));
    server.enqueue(json(200, Submits.QUEUED));
    server.enqueue(json(200, Submits.DONE));
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    Interceptor logger =
        chain -> {
          seen.add(describe(chain.request()));
          seen.add(describe(chain.call().request()));
          Response response = chain.proceed(chain.request());
          seen.add(response + " " + response.headers() + describe(response.request()));
          if (response.networkResponse() != null) {
            seen.add(describe(response.networkResponse().request()));
          }
          seen.add(Thread.currentThread().getName());
          return response;
        };
    OkHttpClient logging =
        new OkHttpClient.Builder().addInterceptor(logger).addNetworkInterceptor(logger).build();

    try (TestClient client =
        TestClient.builder(server.url("/")).timer(timer).okHttpClient(logging).build()) {
      ImageTask task = Submits.value(timer, client.submitAsync("a cube"));
      timer.runUntilDone(task.resultAsync(), Submits.QUERIES).get(10, TimeUnit.SECONDS);
    }

    assertThat(server.takeRequest().getHeader("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(seen).hasSizeGreaterThanOrEqualTo(24).noneMatch(each -> each.contains(KEY));
    assertThat(seen).noneMatch(each -> each.contains("Authorization"));
    assertThat(Thread.getAllStackTraces().keySet()).noneMatch(each -> each.getName().contains(KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a+b/c==", "a&b<c>d", "p%q\"r"})
  void keyIsKnownInTheShapesThatServersGiveIt(String secret) {
    Redactor texts = new Redactor(List.of(secret));
    String percent = java.net.URLEncoder.encode(secret, java.nio.charset.StandardCharsets.UTF_8);
    String escaped = secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");

    assertThat(texts.body("as it is: " + secret + ".")).isEqualTo("as it is: ██.");
    assertThat(texts.body("in a query: " + percent + ".")).isEqualTo("in a query: ██.");
    assertThat(texts.body("in JSON: " + escaped + ".")).isEqualTo("in JSON: ██.");
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "see https://x.test/a?s=1, or not           | see https://x.test/... or not",
    "{\"url\":\"https://x.test/a?s=1\"}         | {\"url\":\"https://x.test/...\"}",
    "{\"url\":\"https:\\/\\/x.test\\/a?s=1\"}   | {\"url\":\"https://x.test/...\"}",
    "{\"url\":\"https://x.test/a?e=2\\u0026s=1\"} | {\"url\":\"https://x.test/...\"}",
    "{\\\"url\\\":\\\"https://x.test/a?s=1\\\"} | {\\\"url\\\":\\\"https://x.test/...\\\"}",
    "HTTPS://x.test/a?s=1 http://?s=1           | https://x.test/... http…",
  })
  // spotless:on
  void urlIsReducedToItsOrigin(String text, String shown) {
    assertThat(new Redactor(List.of()).body(text)).isEqualTo(shown);
  }

  @Test
  void urlOfAnyLengthIsReduced() {
    String url = "https:\\/\\/x.test" + "\\/a\\u0026".repeat(100_000);

    assertThat(new Redactor(List.of()).body(url)).isEqualTo("https://x.test/...");
  }

  @Test
  void keyAtTheEndOfWhatIsShownIsNotShownInPart() {
    String url = "https://x.test/" + "a".repeat(4 * Redactor.MAX_BODY - 25) + " ";

    for (int cut = 0; cut < KEY.length(); cut++) {
      String body = url.substring(0, url.length() - cut).trim() + " " + KEY;
      MockResponse answer = json(400, body);
      server.enqueue(answer);
      try (TestClient client = TestClient.builder(server.url("/")).timer(timer).build()) {
        assertThat(printed(client.submitAsync("a cube"))).doesNotContain(KEY.substring(0, 5));
      }
    }
  }

  private static String describe(Request request) {
    return request + " " + request.headers() + request.url() + request.tag();
  }

  /** All that a failure says of itself. */
  private String printed(CompletableFuture<?> future) {
    StringWriter out = new StringWriter();
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    CompletableFuture<?> unused =
        timer
            .runUntilDone(future, Submits.QUERIES)
            .whenComplete((value, error) -> failure.complete(error));
    Throwable error = failure.join();
    if (error == null) return String.valueOf(future.join());
    error.printStackTrace(new PrintWriter(out, true));
    if (error instanceof GatewayException e) out.append(e.body()).append(e.error() + "");
    if (error instanceof SubmitOutcomeUnknownException e) out.append(e.body()).append(e.traceId());
    if (error instanceof MalformedResponseException e) out.append(e.body()).append(e.path());
    if (error instanceof TaskFailedException e)
      out.append(e.error() + "").append(e.snapshot() + "");
    return out.toString();
  }
}
