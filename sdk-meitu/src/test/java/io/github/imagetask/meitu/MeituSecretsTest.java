package io.github.imagetask.meitu;

import static io.github.imagetask.meitu.Fixtures.assumed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.MalformedResponseException;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.spi.Fields;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that says back all that it was told: nothing of it is ever shown. */
@Timeout(30)
final class MeituSecretsTest {
  // One is the beginning of another, and addresses write some of their characters in another way.
  private static final String KEY = "test-key-marked";
  private static final String SECRET = "test-key-marked-secret+/=";
  private static final String TOKEN = "test-token-marked!&'(";
  private static final TaskKey TASK = TaskKey.of("meitu", "a");
  private static final PollPolicy FAST =
      PollPolicy.builder()
          .firstDelay(Duration.ZERO)
          .delays(Duration.ofMillis(1), Duration.ofMillis(2))
          .deadline(Duration.ofMillis(200))
          .build();

  private final MockWebServer gateway = new MockWebServer();
  private final ConcurrentLinkedQueue<String> shown = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void start() throws IOException {
    gateway.start();
  }

  @AfterEach
  void stop() throws IOException {
    gateway.shutdown();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 403, 415, 429, 500, 502, 503})
  void refusedSubmitShowsNoSecret(int status) {
    echo(status, 90002);

    try (MeituClient client = client()) {
      fail(() -> client.submit(request()));
    }

    assertNothingShown();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 500})
  void submitOfUnknownOutcomeShowsNoSecret(int status) {
    echoText(status);

    try (MeituClient client = client()) {
      fail(() -> client.submit(request()));
    }

    assertNothingShown();
  }

  @ParameterizedTest
  @ValueSource(ints = {90002, 80001, 90024, 20008, 12345, 29901, 0})
  void waitShowsNoSecret(int code) {
    echo(200, code);

    try (MeituClient client = client()) {
      ImageTask task = client.task(TASK);
      fail(task::awaitResult);
      shown.add(task + " " + task.snapshot() + " " + task.snapshot().error());
    }

    assertNothingShown();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 401, 404, 500})
  void waitOnAPageOfTextShowsNoSecret(int status) {
    echoText(status);

    try (MeituClient client = client()) {
      fail(() -> client.task(TASK).awaitResult());
    }

    assertNothingShown();
  }

  @Test
  void successShowsNoSecret() {
    dispatch(
        request ->
            json(
                200, assumed(isSubmit(request) ? "submit-accepted.json" : "query-succeeded.json")));

    try (MeituClient client = client()) {
      ImageTask task = client.submit(request());
      shown.add(task + " " + task.key() + " " + task.traceId() + " " + task.awaitResult());
    }

    assertNothingShown();
  }

  private void fail(Runnable action) {
    try {
      action.run();
    } catch (ImageTaskException e) {
      show(e);
      return;
    }
    throw new AssertionError("it went well");
  }

  private void show(ImageTaskException e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace)); // all messages, causes included
    shown.add(trace.toString());
    if (e instanceof GatewayException g) shown.add(g.body() + " " + g.error());
    if (e instanceof SubmitOutcomeUnknownException s) shown.add(s.body() + " " + s.traceId());
    if (e instanceof MalformedResponseException m) shown.add(m.body() + " " + m.path());
  }

  private void assertNothingShown() {
    // The server had them all, but a query has no token.
    assertThat(received).isNotEmpty().anySatisfy(text -> assertThat(text).contains(KEY));
    assertThat(shown)
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text).doesNotContain("marked", "-secret", "%2B%2F%3D"));
  }

  private MeituClient client() {
    MeituClient.Builder builder =
        MeituClient.builder()
            .environment(MeituEnvironment.ofBaseUrl(gateway.url("/relay/v1").toString()))
            .apiKey(KEY)
            .apiSecret(SECRET)
            .token(TOKEN)
            .pollPolicy(FAST)
            .callbackExecutor(Runnable::run)
            .listener(new Events())
            .okHttpClient(
                new OkHttpClient.Builder()
                    .addInterceptor(this::watch)
                    .addNetworkInterceptor(this::watch)
                    .build());
    MeituClient client = builder.build();
    shown.add(client.toString());
    return client;
  }

  private static MeituImageRequest request() {
    return MeituImageRequest.builder().model(MeituModel.NANO).prompt("a cube").build();
  }

  /** What OkHttp's own logger shows, and more: addresses, headers, bodies that aren't one-shot. */
  private Response watch(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Response response = chain.proceed(request);
    shown.add(request + "\n" + request.headers() + "\n" + chain.call().request());
    RequestBody body = request.body();
    if (body != null && !body.isOneShot()) {
      Buffer copy = new Buffer();
      body.writeTo(copy);
      shown.add(copy.readUtf8());
    }
    shown.add(response + "\n" + response.request() + "\n" + response.networkResponse());
    return response;
  }

  private void echo(int status, int code) {
    dispatch(
        request ->
            json(
                status,
                json(new Fields().add("error_code", code).add("error_msg", told(request)))));
  }

  private void echoText(int status) {
    dispatch(request -> new MockResponse().setResponseCode(status).setBody(told(request)));
  }

  private interface Answering {
    MockResponse to(RecordedRequest request);
  }

  private void dispatch(Answering answering) {
    gateway.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            received.add(told(request));
            MockResponse response = answering.to(request);
            if (response.getStatus().contains("302")) {
              response.setHeader("Location", "/elsewhere?" + request.getPath());
            }
            // Longer than a submit waits for.
            if (response.getStatus().contains("429")) response.setHeader("Retry-After", "3600");
            return response;
          }
        });
  }

  /** All that a request says: its address as it stands and decoded, and its body. */
  private static String told(RecordedRequest request) {
    return String.join(
        " ",
        List.of(
            request.getPath(),
            String.valueOf(request.getRequestUrl()),
            String.valueOf(request.getRequestUrl().queryParameter("api_key")),
            String.valueOf(request.getRequestUrl().queryParameter("api_secret")),
            request.getBody().snapshot().utf8()));
  }

  private static boolean isSubmit(RecordedRequest request) {
    return request.getPath().contains("submit");
  }

  private static String json(Fields fields) {
    Buffer out = new Buffer();
    try {
      fields.json().writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.readUtf8();
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/json")
        .setBody(body);
  }

  private final class Events implements TaskListener {
    @Override
    public void submitted(TaskContext context, ImageTask task) {
      shown.add("submitted " + context + task + " " + task.traceId());
    }

    @Override
    public void updated(TaskContext context, TaskSnapshot task) {
      shown.add("updated " + task + " " + task.error());
    }

    @Override
    public void retrying(TaskContext context, ImageTaskException cause, Duration delay) {
      shown.add("retrying " + context);
      show(cause);
    }

    @Override
    public void finished(TaskContext context, TaskSnapshot task) {
      shown.add("finished " + task + " " + task.error());
    }
  }
}
