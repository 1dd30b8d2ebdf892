package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ZexiDialectTest {
  private static final String SUBMIT = "/v1/images/generations/async";
  private static final String TASKS = "/v1/images/tasks/";
  private static final String POSTER =
      """
      {
      "model": "gpt-image-2",
      "prompt": "A clean modern product poster for a single banana, premium studio lighting, white background.",
      "size": "1024x1024",
      "quality": "auto",
      "n": 1
      }
      """;
  private static final String NANO_4K =
      """
      {
      "model": "gemini-3-pro-image-preview",
      "prompt": "A cinematic banana product poster, dramatic lighting, sharp details.",
      "size": "16:9",
      "quality": "2K",
      "n": 1,
      "extra_body": {
      "google": {
      "image_config": {
      "aspect_ratio": "16:9",
      "image_size": "4K"
      }
      }
      }
      }
      """;
  private static final String GROK =
      """
      {
      "model": "grok-imagine-image-pro",
      "prompt": "A cinematic banana product poster, dramatic lighting, sharp details.",
      "size": "16:9",
      "n": 1
      }
      """;
  private static final String WATERCOLOR =
      """
      {
      "model": "gemini-3.1-flash-image-preview",
      "prompt": "Keep the composition, make it watercolor style.",
      "size": "16:9",
      "quality": "2K",
      "n": 1,
      "image_url": "https://example.com/input.jpg"
      }
      """;

  private static FakeGateways gateways;
  private static FakeZexi gateway;
  private static Wire wire;

  @BeforeAll
  static void start() {
    gateways = FakeGateways.start();
    gateway = gateways.zexi();
    wire = new Wire(gateway);
  }

  @AfterAll
  static void close() {
    gateways.close();
  }

  @BeforeEach
  void reset() {
    gateway.reset();
  }

  @Test
  void environmentLeadsHere() {
    assertThat(gateway.environment())
        .isEqualTo(Map.of("ZEXI_BASE_URL", gateway.baseUrl(), "ZEXI_API_KEY", "test-key-zexi"));
    assertThat(gateway.baseUrl()).endsWith("/zexi");
    assertThat(gateways.gateway("zexi")).isSameAs(gateway);
  }

  @ParameterizedTest
  @ValueSource(strings = {POSTER, NANO_4K, GROK, WATERCOLOR})
  void documentedRequestIsAccepted(String json) throws Exception {
    HttpResponse<String> answer = wire.post(SUBMIT, json);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(masked(answer.body()))
        .isEqualTo(
            "{\"id\":\"aiimg_xxx\",\"task_id\":\"aiimg_xxx\",\"status\":\"queued\","
                + "\"progress\":1,\"data\":[]}");
  }

  @Test
  void queriesReadAsTheDocumentSays() throws Exception {
    String id = task(POSTER);

    String running = wire.get(TASKS + id).body();
    String done = wire.get(TASKS + id).body();

    String url = gateway.baseUrl() + TASKS + id + "/content?index=0";
    assertThat(masked(running))
        .isEqualTo(
            "{\"code\":\"success\",\"message\":\"\",\"data\":{\"task_id\":\"aiimg_xxx\","
                + "\"status\":\"IN_PROGRESS\",\"progress\":\"50%\"}}");
    assertThat(done)
        .isEqualTo(
            "{\"code\":\"success\",\"message\":\"\",\"data\":{\"task_id\":\""
                + id
                + "\",\"status\":\"SUCCESS\",\"progress\":\"100%\",\"result_url\":\""
                + url
                + "\",\"data\":{\"data\":[{\"url\":\""
                + url
                + "\"}]}}}");
  }

  @Test
  void flatQueriesReadAsClientsSawThem() throws Exception {
    gateway.flatQueries(true);
    String id = task(POSTER);

    String running = wire.get(TASKS + id).body();
    String done = wire.get(TASKS + id).body();

    assertThat(masked(running))
        .isEqualTo(
            "{\"success\":true,\"pending\":true,\"task_id\":\"aiimg_xxx\",\"status\":\"running\","
                + "\"progress\":50}");
    assertThat(masked(done))
        .isEqualTo(
            "{\"success\":true,\"pending\":false,\"task_id\":\"aiimg_xxx\","
                + "\"status\":\"succeeded\",\"progress\":100,\"result_url\":\"RESULT\","
                + "\"data\":[{\"url\":\"RESULT\"}]}");
  }

  @Test
  void failureReadsInBothShapes() throws Exception {
    gateway.finishAfterQueries(1);
    gateway.failTasks("", "boom");
    String plain = task(POSTER);
    gateway.failTasks("upstream", "boom");
    String coded = task(POSTER);

    String enveloped = wire.get(TASKS + coded).body();
    gateway.flatQueries(true);
    String flat = wire.get(TASKS + plain).body();
    String flatAndCoded = wire.get(TASKS + coded).body();

    assertThat(masked(enveloped))
        .isEqualTo(
            "{\"code\":\"success\",\"message\":\"\",\"data\":{\"task_id\":\"aiimg_xxx\","
                + "\"status\":\"FAILURE\",\"progress\":\"100%\",\"fail_reason\":\"boom\"}}");
    assertThat(masked(flat))
        .isEqualTo(
            "{\"success\":false,\"pending\":false,\"task_id\":\"aiimg_xxx\","
                + "\"status\":\"failed\",\"error\":\"boom\"}");
    assertThat(flatAndCoded).contains("\"error\":{\"code\":\"upstream\",\"message\":\"boom\"}");
  }

  @Test
  void relativeUrlsLeadToTheSameImages() throws Exception {
    gateway.finishAfterQueries(1);
    gateway.relativeUrls(true);
    String id = task(POSTER);

    String url = Wire.find("\"result_url\":\"([^\"]+)\"", wire.get(TASKS + id).body());

    assertThat(url).isEqualTo("/zexi/v1/images/tasks/" + id + "/content?index=0");
    String resolved = URI.create(gateway.baseUrl()).resolve(url).toString();
    assertThat(wire.downloadWithKey(resolved).statusCode()).isEqualTo(200);
  }

  @Test
  void withoutUrlsTheContentIsThereAllTheSame() throws Exception {
    gateway.finishAfterQueries(1);
    gateway.resultUrls(false);
    String id = task(POSTER);

    String done = wire.get(TASKS + id).body();

    assertThat(masked(done))
        .isEqualTo(
            "{\"code\":\"success\",\"message\":\"\",\"data\":{\"task_id\":\"aiimg_xxx\","
                + "\"status\":\"SUCCESS\",\"progress\":\"100%\"}}");
    assertThat(wire.downloadWithKey(content(id, "0")).statusCode()).isEqualTo(200);
  }

  @Test
  void downloadWantsTheKey() throws Exception {
    gateway.finishAfterQueries(1);
    String id = task(POSTER);
    wire.get(TASKS + id);

    HttpResponse<byte[]> served = wire.downloadWithKey(content(id, "0"));
    HttpResponse<byte[]> refused = wire.download(content(id, "0"));

    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(served.body()).startsWith(0x89, 'P', 'N', 'G');
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(new String(refused.body(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"error\":{\"code\":\"\",\"message\":\"Invalid token\",\"type\":\"new_api_error\"}}");
    assertThat(gateway.downloads()).isEqualTo(2);
    assertThat(gateway.credentialsAtOtherOrigins()).isZero();
  }

  @Test
  void contentIsThereForEachImageOfAnEndedTask() throws Exception {
    gateway.giveAtMost(2);
    String id = task("{\"model\":\"gpt-image-2\",\"prompt\":\"p\",\"n\":3}");

    assertThat(status(content(id, "0"))).isEqualTo(404);
    wire.get(TASKS + id);
    assertThat(wire.get(TASKS + id).body()).contains("content?index=1").doesNotContain("index=2");
    assertThat(status(content(id, "0"))).isEqualTo(200);
    assertThat(status(content(id, "1"))).isEqualTo(200);
    assertThat(status(content(id, "2"))).isEqualTo(404);
    assertThat(status(content(id, "x"))).isEqualTo(400);
    assertThat(status(gateway.baseUrl() + TASKS + id + "/content")).isEqualTo(400);
    assertThat(status(content("aiimg_nobody", "0"))).isEqualTo(404);
  }

  @Test
  void expiredResultIsGoneUntilTheTaskIsQueried() throws Exception {
    gateway.finishAfterQueries(1);
    String id = task(POSTER);
    wire.get(TASKS + id);

    gateway.expireUrls();
    int expired = status(content(id, "0"));
    wire.get(TASKS + id);

    assertThat(expired).isEqualTo(410);
    assertThat(status(content(id, "0"))).isEqualTo(200);
  }

  @Test
  void redirectedDownloadLeadsToAnOriginThatCountsKeys() throws Exception {
    gateway.finishAfterQueries(1);
    String id = task(POSTER);
    wire.get(TASKS + id);
    gateway.always(FakeCall.DOWNLOAD, Fault.redirectToOtherOrigin(302));

    HttpResponse<byte[]> answer = wire.downloadWithKey(content(id, "0"));
    String location = answer.headers().firstValue("Location").orElseThrow();
    HttpResponse<byte[]> image = wire.download(location);
    HttpResponse<byte[]> withKey = wire.downloadWithKey(location);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(URI.create(location).getPort())
        .isNotEqualTo(URI.create(gateway.baseUrl()).getPort());
    assertThat(location).contains("/zexi/results/" + id + "/0.png?sign=");
    assertThat(image.statusCode()).isEqualTo(200);
    assertThat(withKey.statusCode()).isEqualTo(200);
    assertThat(gateway.credentialsAtOtherOrigins()).isEqualTo(1);
  }

  @Test
  void modelsAndAliasesAreThoseOfTheDocument() throws Exception {
    for (String model : ZexiRules.models()) {
      assertThat(wire.post(SUBMIT, request(model, "\"n\":1")).statusCode()).isEqualTo(200);
    }

    assertThat(ZexiRules.models()).hasSize(15).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1024x1024",
        "1536x1024",
        "1024x1536",
        "2048x1152",
        "3840x2160",
        "2160x3840",
        "auto"
      })
  void sizesOfGptImage2AreThoseOfTheDocument(String size) throws Exception {
    String json = request("dall-e-2", "\"size\":\"" + size + "\",\"quality\":\"high\"");

    assertThat(wire.post(SUBMIT, json).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gpt-image-2 | \"size\":\"1024x768\" | size must be one of [1024x1024, 1536x1024,"
            + " 1024x1536, 2048x1152, 3840x2160, 2160x3840, auto], not \"1024x768\"",
        "dall-e | \"quality\":\"2K\" | quality must be one of [low, medium, high, auto], not \"2K\"",
        "gpt-image-2 | \"extra_body\":{} | extra_body is not for gpt-image-2",
        "nano-banana | \"size\":\"1024x1024\" | size must be one of [1:1, 16:9, 9:16, 4:3, 3:4, 3:2,"
            + " 2:3, 5:4, 4:5, 21:9], not \"1024x1024\"",
        "nano-banana-pro | \"quality\":\"high\" | quality must be one of [1K, 2K, 4K], not \"high\"",
        "nano-banana | \"extra_body\":{\"google\":{\"image_config\":{\"image_size\":\"8K\"}}} |"
            + " extra_body.google.image_config.image_size must be one of [1K, 2K, 4K], not \"8K\"",
        "nano-banana | \"extra_body\":{\"google\":[]} | extra_body.google must be an object",
        "dall-e-3 | \"quality\":\"high\" | quality is not for grok-imagine-image-pro",
        "grok-imagine-image | \"size\":\"\" | size must not be blank",
        "grok-imagine-image-lite | \"image_url\":\"https://e.com/a\" | grok-imagine-image-lite takes"
            + " 0 reference images, not 1",
        "grok-imagine-image-edit | \"images\":[\"https://e.com/a\",\"https://e.com/b\","
            + "\"https://e.com/c\",\"https://e.com/d\"] | grok-imagine-image-edit takes 3 reference"
            + " images, not 4"
      })
  void whatATableDoesNotAllowIsRefused(String model, String fields, String message)
      throws Exception {
    HttpResponse<String> answer = wire.post(SUBMIT, request(model, fields));

    assertThat(answer.body()).isEqualTo(coded("build_request_failed", message));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(gateway.tasks()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"prompt\":\"p\"} | model is required",
        "{\"model\":\"dall-e\"} | prompt is required",
        "{\"model\":\"dall-e\",\"prompt\":\"p\",\"n\":0} | n must be from 1 to 10, not 0",
        "{\"model\":\"dall-e\",\"prompt\":\"p\",\"image_url\":\"a.png\"} | image_url must be a URL,"
            + " not \"a.png\"",
        "{\"model\":\"dall-e\",\"prompt\":\"p\",\"image_url\":[]} | image_url must be a string",
        "7 | the body must be an object"
      })
  void bodyThatIsNoRequestIsRefused(String json, String message) throws Exception {
    HttpResponse<String> answer = wire.post(SUBMIT, json);

    assertThat(answer.body()).isEqualTo(coded("invalid_request", message));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(gateway.tasks()).isZero();
  }

  @Test
  void formIsRefused() throws Exception {
    HttpResponse<String> answer = wire.post(SUBMIT, Form.documented());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Content-Type must be application/json, not multipart");
  }

  @Test
  void unknownModelIsRefusedUnlessAllowed() throws Exception {
    String json = request("gpt-image-3", "\"size\":\"anything\",\"quality\":\"any\"");

    HttpResponse<String> refused = wire.post(SUBMIT, json);
    gateway.acceptUnknownModels(true);

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body())
        .isEqualTo(
            "{\"error\":{\"code\":\"model_not_found\",\"message\":\"No available channel for model"
                + " gpt-image-3 under group default (distributor)\",\"type\":\"new_api_error\"}}");
    assertThat(wire.post(SUBMIT, json).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gpt-image-3 | \"size\":\"7x7\"",
        "gpt-image-2 | \"size\":\"17:3\",\"quality\":5,\"n\":99",
        "grok-imagine-image-lite | \"image_url\":\"https://e.com/a\"",
        "nano-banana | \"image_url\":[],\"extra_body\":0,\"n\":\"2\""
      })
  void carelessGatewayTakesAndBillsAnything(String model, String fields) throws Exception {
    gateway.checkNothing(true);

    assertThat(wire.post(SUBMIT, request(model, fields)).statusCode()).isEqualTo(200);
    assertThat(gateway.tasks()).isEqualTo(1);
    assertThat(wire.post(SUBMIT, "{\"model\":\"x\"}").body())
        .isEqualTo(coded("invalid_request", "prompt is required"));
  }

  @Test
  void unknownTaskIsNotFoundAndSaysFailed() throws Exception {
    HttpResponse<String> answer = wire.get(TASKS + "aiimg_nobody");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":{\"code\":\"task_not_found\",\"message\":\"task not found\","
                + "\"type\":\"new_api_error\"},\"status\":\"failed\"}");
  }

  @Test
  void refusalsHaveThreeShapes() throws Exception {
    gateway.next(FakeCall.SUBMIT, Fault.refusal(403, "insufficient_user_quota", "no money"));
    gateway.next(FakeCall.SUBMIT, Fault.refusal(500, "do_request_failed", "no"));
    gateway.next(FakeCall.SUBMIT, Fault.refusal(400, "", "missing prompt"));

    assertThat(wire.post(SUBMIT, POSTER).body())
        .isEqualTo(
            "{\"error\":{\"code\":\"insufficient_user_quota\",\"message\":\"no money\","
                + "\"type\":\"new_api_error\"}}");
    assertThat(wire.post(SUBMIT, POSTER).body()).isEqualTo(coded("do_request_failed", "no"));
    assertThat(wire.post(SUBMIT, POSTER).body())
        .isEqualTo("{\"error\":{\"message\":\"missing prompt\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {SUBMIT, TASKS + "aiimg_x", TASKS + "aiimg_x/content?index=0"})
  void everyCallWantsTheKey(String path) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(wire.request(path).build().uri());
    if (path.equals(SUBMIT)) {
      request.POST(HttpRequest.BodyPublishers.ofString(POSTER));
    }

    HttpResponse<String> missing = wire.send(request);
    HttpResponse<String> wrong = wire.send(request.header("Authorization", "Bearer wrong"));

    for (HttpResponse<String> answer : List.of(missing, wrong)) {
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("Invalid token");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/images/generations/async",
    "POST, /v1/images/generations",
    "POST, /v1/images/edits",
    "POST, /v1/images/tasks/aiimg_x",
    "GET, /v1/images/generations/aiimg_x",
    "DELETE, /v1/images/tasks/aiimg_x",
    "GET, /v1/models"
  })
  void otherRoutesDoNotExist(String method, String path) throws Exception {
    HttpResponse<String> answer =
        wire.send(wire.request(path).method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("Invalid URL (" + method + " " + path + ")");
  }

  @Test
  void statusFaultsSpeakZexisWords() throws Exception {
    String id = task(POSTER);
    gateway.next(FakeCall.QUERY, Fault.unknownStatus("MODAL"));
    gateway.next(FakeCall.QUERY, Fault.successWithoutImage());
    gateway.next(FakeCall.QUERY, Fault.unknownTask());
    gateway.next(FakeCall.SUBMIT, Fault.unknownStatus("parked"));
    gateway.next(FakeCall.SUBMIT, Fault.successWithoutImage());

    assertThat(wire.get(TASKS + id).body()).contains("\"status\":\"MODAL\"");
    assertThat(wire.get(TASKS + id).body())
        .contains("\"status\":\"SUCCESS\"")
        .doesNotContain("url");
    assertThat(wire.get(TASKS + id).statusCode()).isEqualTo(404);
    assertThat(wire.post(SUBMIT, POSTER).body()).contains("\"status\":\"parked\"");
    assertThat(wire.post(SUBMIT, POSTER).body())
        .contains("\"status\":\"succeeded\",\"progress\":100,\"data\":[]");
  }

  @Test
  void submitIsNeverTheEnd() throws Exception {
    gateway.finishAfterQueries(0);

    String id = task(POSTER);

    assertThat(wire.get(TASKS + id).body()).contains("SUCCESS");
  }

  private static String task(String json) throws Exception {
    return Wire.find("\"task_id\":\"([^\"]+)\"", wire.post(SUBMIT, json).body());
  }

  private static String content(String id, String index) {
    return gateway.baseUrl() + TASKS + id + "/content?index=" + index;
  }

  private static int status(String url) throws Exception {
    return wire.downloadWithKey(url).statusCode();
  }

  private static String request(String model, String more) {
    return "{\"model\":\"" + model + "\",\"prompt\":\"p\"," + more + "}";
  }

  private static String coded(String code, String message) {
    return Json.write(Json.object("code", code, "message", message, "data", null));
  }

  private static String masked(String body) {
    return body.replaceAll("http://127[^\"]+", "RESULT")
        .replaceAll("aiimg_[0-9a-f]{32}", "aiimg_xxx");
  }
}
