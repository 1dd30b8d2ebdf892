package io.github.imagetask.meitu;

import static io.github.imagetask.meitu.Fixtures.assumed;
import static io.github.imagetask.meitu.Fixtures.compact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.MalformedResponseException;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.TaskTimeoutException;
import io.github.imagetask.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.Request;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class MeituClientTest {
  private static final String ID = "11111111-2222-3333-4444-555555555555";
  private static final String CREDENTIALS = "api_key=test-key-marked&api_secret=test-secret-marked";
  private static final String SUBMIT =
      "POST /relay/v1/outsourcing_gateway_submit_async?" + CREDENTIALS + " HTTP/1.1";
  private static final String QUERY =
      "POST /relay/v1/query?msg_id=" + ID + "&" + CREDENTIALS + " HTTP/1.1";

  /** A whole PNG of one pixel. */
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJ"
                  + "RU5ErkJggg==");

  private static final ReferenceImage URL = ReferenceImage.url("https://example.com/in.jpg");
  private static final PollPolicy FAST =
      PollPolicy.builder()
          .firstDelay(Duration.ZERO)
          .delays(Duration.ofMillis(1), Duration.ofMillis(5))
          .deadline(Duration.ofSeconds(20))
          .build();
  private static final PollPolicy SLOW =
      PollPolicy.builder()
          .firstDelay(Duration.ofMinutes(5))
          .delays(Duration.ofMinutes(5), Duration.ofMinutes(5))
          .deadline(Duration.ofMinutes(30))
          .build();

  @TempDir private Path folder;
  private final MockWebServer gateway = new MockWebServer();
  private final MockWebServer results = new MockWebServer(); // another port: another origin

  @BeforeEach
  void start() throws IOException {
    gateway.start();
    results.start();
  }

  @AfterEach
  void stop() throws IOException {
    gateway.shutdown();
    results.shutdown();
  }

  @Test
  void requestBecomesAnImageAndKeysGoToTheGatewayAlone() throws Exception {
    gateway.enqueue(json(200, assumed("submit-accepted.json")));
    gateway.enqueue(json(200, assumed("query-pending.json")));
    gateway.enqueue(json(200, succeeded(results.url("/out.png").toString())));
    results.enqueue(image());

    Path file;
    try (MeituClient client = client()) {
      file = client.generate(request().build()).first().saveTo(folder.resolve("cube.png"));
    }

    RecordedRequest submit = gateway.takeRequest();
    assertThat(submit.getRequestLine()).isEqualTo(SUBMIT);
    assertThat(submit.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(submit.getHeaders().names()).doesNotContain("Authorization");
    assertThat(submit.getBody().readUtf8()).isEqualTo(compact(assumed("submit-request.json")));
    for (int query = 0; query < 2; query++) {
      RecordedRequest asked = gateway.takeRequest();
      assertThat(asked.getRequestLine()).isEqualTo(QUERY);
      assertThat(asked.getHeader("Content-Type")).isEqualTo("application/json");
      assertThat(asked.getBody().readUtf8()).isEqualTo("{}");
    }
    RecordedRequest download = results.takeRequest();
    assertThat(download.getPath()).isEqualTo("/out.png");
    assertThat(Files.readAllBytes(file)).isEqualTo(PNG);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void emptyListOfImagesIsLeftOutIfTheClientIsToldSo(boolean omits) throws Exception {
    gateway.enqueue(json(200, assumed("submit-accepted.json")));
    gateway.enqueue(json(200, assumed("submit-accepted.json")));
    MeituImageRequest drawn =
        MeituImageRequest.builder().model(MeituModel.NANO).prompt("a cube").traceId("1").build();
    MeituImageRequest edited =
        drawn.newBuilder().addImage(ReferenceImage.url("https://example.com/in.jpg")).build();

    try (MeituClient client = builder().omitEmptyMediaInfoList(omits).build()) {
      client.submit(drawn);
      client.submit(edited);
    }

    String parameter =
        "{\"parameter\":{\"token\":\"test-token-marked\",\"trace_id\":\"1\",\"app_scene\":\"go\","
            + "\"path_scene\":\"imgEdit\",\"prompt\":\"a cube\","
            + "\"model\":\"gemini-2.5-flash-image-preview\"}";
    assertThat(gateway.takeRequest().getBody().readUtf8())
        .isEqualTo(parameter + (omits ? "}" : ",\"media_info_list\":[]}"));
    assertThat(gateway.takeRequest().getBody().readUtf8())
        .isEqualTo(
            parameter + ",\"media_info_list\":[{\"media_data\":\"https://example.com/in.jpg\"}]}");
  }

  @Test
  void inlineImageIsSavedLikeAnyOther() throws Exception {
    byte[] content = new byte[5_000_000];
    new Random(1).nextBytes(content);
    System.arraycopy(PNG, 0, content, 0, PNG.length);
    String base64 = Base64.getEncoder().encodeToString(content).replace("/", "\\/");
    String answer = assumed("query-succeeded-inline.json").replace("iVBORw0KGgoBAgM=", base64);
    gateway.enqueue(json(200, assumed("submit-accepted.json")));
    gateway.enqueue(json(200, answer));

    Path file = folder.resolve("cube.png");
    boolean inline;
    try (MeituClient client = client()) {
      ImageResult result = client.generate(request().build());
      inline = result.first().isInline();
      result.first().saveTo(file);
    }

    assertThat(inline).isTrue();
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
    assertThat(gateway.getRequestCount()).isEqualTo(2);
  }

  @Test
  void twoSubmitsOfOneRequestAreTwoTasksWithTraceIdsOfTheirOwn() throws Exception {
    gateway.enqueue(json(200, assumed("submit-accepted.json")));
    gateway.enqueue(json(200, assumed("submit-accepted.json")));
    MeituImageRequest request =
        MeituImageRequest.builder().model(MeituModel.NANO).prompt("a cube").build();

    ImageTask first;
    ImageTask second;
    try (MeituClient client = client()) {
      first = client.submit(request);
      second = client.submit(request);
    }

    assertThat(first.traceId()).isNotEqualTo(second.traceId());
    assertThat(gateway.takeRequest().getBody().readUtf8())
        .contains("\"trace_id\":\"" + first.traceId() + "\"");
    assertThat(gateway.takeRequest().getBody().readUtf8())
        .contains("\"trace_id\":\"" + second.traceId() + "\"");
  }

  @Test
  void submitOfUnknownOutcomeTellsItsTraceId() {
    gateway.enqueue(json(502, "<html>bad gateway</html>"));

    try (MeituClient client = client()) {
      assertThatThrownBy(() -> client.submit(request().build()))
          .isInstanceOfSatisfying(
              SubmitOutcomeUnknownException.class, e -> assertThat(e.traceId()).isEqualTo("123ABC"))
          .hasMessageEndingWith("; its trace id is 123ABC");
    }
    assertThat(gateway.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"code\":504,\"message\":\"m\"}", "{\"error_code\":29901}", "{}"})
  void submitThatMayHaveMadeATaskIsNotCalledRefused(String answer) {
    gateway.enqueue(json(200, answer));

    try (MeituClient client = client()) {
      assertThatThrownBy(() -> client.submit(request().build()))
          .isInstanceOf(SubmitOutcomeUnknownException.class);
    }
    assertThat(gateway.getRequestCount()).isEqualTo(1);
  }

  @Test
  void taskIsTakenUpByItsKey() throws Exception {
    gateway.enqueue(json(200, assumed("query-succeeded.json")));

    ImageResult result;
    try (MeituClient client = client()) {
      result = client.task(TaskKey.parse("meitu:" + ID)).awaitResult();
    }

    assertThat(result.first().url()).isEqualTo("https://example.com/out.png");
    assertThat(gateway.takeRequest().getRequestLine()).isEqualTo(QUERY);
    assertThat(gateway.getRequestCount()).isEqualTo(1);
  }

  @Test
  void callbackMakesTheWaitAskAtOnce() throws Exception {
    gateway.enqueue(json(200, assumed("submit-accepted.json")));
    gateway.enqueue(json(200, assumed("query-succeeded.json")));

    ImageResult result;
    try (MeituClient client = client()) {
      CompletableFuture<ImageResult> wait = client.submit(request().build()).resultAsync(SLOW);
      client.nudge(MeituCallback.parse(assumed("callback.json")).key());
      result = wait.get();
    }

    assertThat(result.key()).hasToString("meitu:" + ID);
    assertThat(gateway.getRequestCount()).isEqualTo(2);
  }

  @Test
  void callbackIsNeverBelieved() throws Exception {
    gateway.enqueue(json(200, assumed("submit-accepted.json")));
    gateway.enqueue(json(200, assumed("query-failed.json")));
    String forged = assumed("query-succeeded.json");

    try (MeituClient client = client()) {
      ImageTask task = client.submit(request().build());
      CompletableFuture<ImageResult> wait = task.resultAsync(SLOW);
      client.nudge(MeituCallback.parse(forged).key());

      assertThatThrownBy(wait::get).hasCauseInstanceOf(TaskFailedException.class);
      assertThat(task.snapshot().images()).isEmpty();
    }
  }

  @Test
  void failedTaskSaysWhy() {
    gateway.enqueue(json(200, assumed("submit-accepted.json")));
    gateway.enqueue(json(200, assumed("query-failed.json")));

    try (MeituClient client = client()) {
      ImageTask task = client.submit(request().build());

      assertThatThrownBy(task::awaitResult)
          .isInstanceOfSatisfying(
              TaskFailedException.class,
              e -> assertThat(e.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST))
          .hasMessageContaining("UNSUITABLE_IMAGE");
      assertThat(task.snapshot().status()).isEqualTo(TaskStatus.FAILED);
    }
  }

  @Test
  @Tag("slow")
  void rateLimitUnderHttp200IsWaitedOut() {
    gateway.enqueue(json(200, "{\"error_code\":90024,\"error_msg\":\"too fast\"}"));
    gateway.enqueue(json(200, "{\"error_code\":29904,\"error_msg\":\"busy\"}"));
    gateway.enqueue(json(200, assumed("query-succeeded.json")));

    ImageResult result;
    try (MeituClient client = client()) {
      result = client.task(TaskKey.parse("meitu:" + ID)).awaitResult();
    }

    assertThat(result.images()).hasSize(1);
    assertThat(gateway.getRequestCount()).isEqualTo(3);
  }

  @Test
  void refusedKeyEndsTheWaitAndLeavesTheTask() {
    gateway.enqueue(json(400, assumed("error-http.json")));

    try (MeituClient client = client()) {
      ImageTask task = client.task(TaskKey.parse("meitu:" + ID));

      assertThatThrownBy(task::awaitResult)
          .isInstanceOfSatisfying(
              GatewayException.class,
              e -> assertThat(e.error().kind()).isEqualTo(ErrorKind.AUTHENTICATION))
          .hasMessageContaining("its key takes it up again");
      assertThat(task.snapshot().status()).isEqualTo(TaskStatus.UNKNOWN);
    }
  }

  @Test
  void zeroWithoutAnImageIsWaitedOut() {
    for (int i = 0; i < 5; i++) gateway.enqueue(json(200, assumed("submit-accepted.json")));
    gateway.enqueue(json(200, assumed("query-succeeded.json")));

    try (MeituClient client = client()) {
      ImageTask task = client.task(TaskKey.parse("meitu:" + ID));

      assertThat(task.awaitResult().images()).hasSize(1);
    }
    assertThat(gateway.getRequestCount()).isEqualTo(6);
  }

  @Test
  void zeroWithoutAnImageIsNamedWhenTheDeadlinePasses() {
    for (int i = 0; i < 2; i++) gateway.enqueue(json(200, assumed("submit-accepted.json")));
    PollPolicy brief =
        PollPolicy.builder()
            .delays(Duration.ofHours(1), Duration.ofHours(1))
            .deadline(Duration.ofMillis(50))
            .build();

    try (MeituClient client = client()) {
      ImageTask task = client.task(TaskKey.parse("meitu:" + ID));
      task.refresh();

      assertThatThrownBy(() -> task.awaitResult(brief))
          .isInstanceOf(TaskTimeoutException.class)
          .hasMessageContaining("last seen RUNNING (\"0 without media_info_list\")");
    }
  }

  @Test
  void entriesWithoutAnImageAreBorneThreeTimes() {
    String json = "{\"error_code\":0,\"media_info_list\":[{\"media_data\":\"oops\"}]}";
    for (int i = 0; i < 3; i++) gateway.enqueue(json(200, json));

    try (MeituClient client = client()) {
      ImageTask task = client.task(TaskKey.parse("meitu:" + ID));

      assertThatThrownBy(task::awaitResult)
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining("succeeded without an image");
    }
    assertThat(gateway.getRequestCount()).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void ruleIsToldBeforeAnythingIsSentAndLenientSendsIt(
      String field, String written, UnaryOperator<MeituImageRequest.Builder> breaking)
      throws Exception {
    gateway.enqueue(json(200, assumed("submit-accepted.json")));
    MeituImageRequest.Builder strict = breaking.apply(nano());
    MeituImageRequest.Builder lenient = breaking.apply(nano()).lenient();

    try (MeituClient client = client()) {
      assertThatThrownBy(() -> client.submit(strict.build()))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              e -> assertThat(e.violations()).extracting(Violation::field).containsExactly(field));
      assertThat(gateway.getRequestCount()).isZero();
      client.submit(lenient.build());
    }

    assertThat(gateway.takeRequest().getBody().readUtf8()).contains(written);
  }

  static Stream<Arguments> rules() {
    ReferenceImage upload = ReferenceImage.bytes("image".getBytes(StandardCharsets.UTF_8));
    return Stream.of(
        rule(
            "media_info_list",
            "[{\"media_data\":\"https://example.com/in.jpg\"}"
                + ",{\"media_data\":\"https://example.com/in.jpg\"}".repeat(3)
                + "]",
            builder -> builder.addImages(List.of(URL, URL, URL, URL))),
        rule(
            "media_info_list",
            "[{\"media_data\":\"aW1hZ2U=\"}]",
            builder -> builder.addImage(upload)),
        rule(
            "aspect_ratio",
            "\"aspect_ratio\":\"7:3\"",
            builder -> builder.aspectRatio(AspectRatio.of(7, 3))),
        rule("temperature", "\"temperature\":1.5", builder -> builder.temperature(1.5)),
        rule(
            "resolution",
            "\"resolution\":\"2K\"",
            builder -> builder.resolution(MeituResolution.RESOLUTION_2K)),
        rule(
            "resolution",
            "\"resolution\":\"8K\"",
            builder -> builder.model(MeituModel.NANO2).resolution(MeituResolution.of("8K"))),
        rule(
            "output_format",
            "\"output_format\":\"gif\"",
            builder -> builder.outputFormat(MeituOutputFormat.of("gif"))),
        rule(
            "repost_url",
            "\"repost_url\":\"mq:callbacks\"",
            builder -> builder.callbackUrl("mq:callbacks")),
        rule(
            "app_scene",
            "\"app_scene\":\"other\"",
            builder -> builder.extra("app_scene", "other")));
  }

  private static Arguments rule(
      String field, String written, UnaryOperator<MeituImageRequest.Builder> breaking) {
    return Arguments.of(field, written, breaking);
  }

  @Test
  void queryOfTheUsersOwnIsUsedWithKeyAndSecret() throws Exception {
    gateway.enqueue(json(200, assumed("query-succeeded.json")));
    MeituQuery own =
        (url, id) ->
            new Request.Builder()
                .url(url.newBuilder().addQueryParameter("task", id).build())
                .build();

    try (MeituClient client = builder().query(own).build()) {
      client.task(TaskKey.parse("meitu:" + ID)).awaitResult();
    }

    assertThat(gateway.takeRequest().getRequestLine())
        .isEqualTo("GET /relay/v1/query?task=" + ID + "&" + CREDENTIALS + " HTTP/1.1");
  }

  @Test
  void pairOfAddressesNeedsTheTokenAlone() throws Exception {
    gateway.enqueue(json(200, assumed("submit-accepted.json")));
    results.enqueue(json(200, assumed("query-succeeded.json")));
    MeituEnvironment pair =
        MeituEnvironment.of(
            gateway.url("/outsourcing/gatewa/async/submit").toString(),
            results.url("/outsourcing/gatewa/async/query").toString());

    try (MeituClient client =
        MeituClient.builder()
            .environment(pair)
            .token("test-token-marked")
            .pollPolicy(FAST)
            .build()) {
      client.generate(request().build());
    }

    assertThat(gateway.takeRequest().getRequestLine())
        .isEqualTo("POST /outsourcing/gatewa/async/submit HTTP/1.1");
    assertThat(results.takeRequest().getRequestLine())
        .isEqualTo("POST /outsourcing/gatewa/async/query?msg_id=" + ID + " HTTP/1.1");
  }

  @Test
  void secretAndTokenAreRequired() {
    MeituClient.Builder builder = MeituClient.builder().apiKey("test-key-marked");

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("apiSecret is missing");
    builder.apiSecret("test-secret-marked");
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token is missing");
  }

  @Test
  void secretOrTokenWithALineBreakIsRefusedWithoutShowingIt() {
    String rest = " holds a blank, a line break or another character that no key has";

    assertThatThrownBy(() -> builder().apiSecret("test secret").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("apiSecret" + rest);
    assertThatThrownBy(() -> builder().token("权限Token").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token" + rest);
  }

  @Test
  void modelsAreShown() {
    try (MeituClient client = client()) {
      assertThat(client.models())
          .extracting(ModelInfo::id)
          .containsExactly("gemini-2.5-flash-image-preview", "gemini-3-pro-image-preview");
    }
  }

  private MeituClient client() {
    return builder().build();
  }

  private MeituClient.Builder builder() {
    return MeituClient.builder()
        .environment(MeituEnvironment.ofBaseUrl(gateway.url("/relay/v1/").toString()))
        .apiKey("test-key-marked")
        .apiSecret("test-secret-marked")
        .token("test-token-marked")
        .pollPolicy(FAST);
  }

  private static MeituImageRequest.Builder nano() {
    return MeituImageRequest.builder().model(MeituModel.NANO).prompt("a cube");
  }

  private static MeituImageRequest.Builder request() {
    return MeituImageRequest.builder()
        .model(MeituModel.NANO2)
        .prompt("a cube")
        .addImage(URL)
        .aspectRatio(AspectRatio.of(16, 9))
        .resolution(MeituResolution.RESOLUTION_2K)
        .outputFormat(MeituOutputFormat.PNG)
        .traceId("123ABC");
  }

  private static String succeeded(String url) {
    return assumed("query-succeeded.json").replace("https://example.com/out.png", url);
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/json")
        .setBody(body);
  }

  private static MockResponse image() {
    return new MockResponse()
        .setHeader("Content-Type", "image/png")
        .setBody(new Buffer().write(PNG));
  }
}
