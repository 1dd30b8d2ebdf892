package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HingnetDialectTest {
  private static final String GENERATE = "/v1/images/generations/async";
  private static final String EDIT = "/v1/images/edits/async";
  private static final String GENERATIONS = "/v1/images/generations/";
  private static final String EDITS = "/v1/images/edits/";
  private static final String CITY =
      """
      {
        "model": "gemini-3-pro-image-preview",
        "prompt": "A futuristic cityscape at sunset with flying cars",
        "n": 1,
        "size": "1024x1024",
        "response_format": "url"
      }
      """;

  private static FakeGateways gateways;
  private static FakeHingnet gateway;
  private static Wire wire;

  @BeforeAll
  static void start() {
    gateways = FakeGateways.start();
    gateway = gateways.hingnet();
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
        .isEqualTo(
            Map.of("HINGNET_BASE_URL", gateway.baseUrl(), "HINGNET_API_KEY", "test-key-hingnet"));
    assertThat(gateway.baseUrl()).endsWith("/hingnet");
    assertThat(gateway.secrets()).containsExactly("test-key-hingnet");
    assertThat(gateways.gateway("hingnet")).isSameAs(gateway);
  }

  @Test
  void documentedGenerationIsAccepted() throws Exception {
    HttpResponse<String> answer = wire.post(GENERATE, CITY);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(masked(answer.body()))
        .isEqualTo(
            "{\"id\":\"image_X\",\"task_id\":\"image_X\",\"object\":\"image.generation\","
                + "\"created_at\":TIME,\"status\":\"pending\",\"progress\":0,"
                + "\"model\":\"gemini-3-pro-image-preview\","
                + "\"prompt\":\"A futuristic cityscape at sunset with flying cars\"}");
  }

  @Test
  void idIsAUlidAndBothIdsAreOne() throws Exception {
    String body = wire.post(GENERATE, CITY).body();

    String id = Wire.find("\"id\":\"([^\"]+)\"", body);
    assertThat(id).matches("image_[0-7][0-9A-HJKMNP-TV-Z]{25}");
    assertThat(Wire.find("\"task_id\":\"([^\"]+)\"", body)).isEqualTo(id);
  }

  @Test
  void queriesReadAsTheDocumentSays() throws Exception {
    String id = task(CITY);

    String running = wire.get(GENERATIONS + id).body();
    String done = wire.get(GENERATIONS + id).body();

    assertThat(masked(running))
        .isEqualTo(
            "{\"id\":\"image_X\",\"task_id\":\"image_X\",\"object\":\"image.generation\","
                + "\"created_at\":TIME,\"status\":\"in_progress\",\"progress\":50,"
                + "\"model\":\"gemini-3-pro-image-preview\"}");
    assertThat(masked(done))
        .isEqualTo(
            "{\"id\":\"image_X\",\"task_id\":\"image_X\",\"object\":\"image.generation\","
                + "\"created_at\":TIME,\"status\":\"completed\",\"progress\":100,"
                + "\"completed_at\":TIME,\"expires_at\":TIME,"
                + "\"model\":\"gemini-3-pro-image-preview\",\"data\":[{\"url\":\"RESULT\"}]}");
  }

  @Test
  void urlsExpireADayAfterTheEndWhichStays() throws Exception {
    gateway.finishAfterQueries(1);
    String id = task(CITY);

    String first = wire.get(GENERATIONS + id).body();
    String second = wire.get(GENERATIONS + id).body();

    assertThat(number("expires_at", first)).isEqualTo(number("completed_at", first) + 86_400);
    assertThat(number("completed_at", first))
        .isBetween(number("created_at", first), number("created_at", first) + 60);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void failedTaskHasNoProgressAndAnErrorObject() throws Exception {
    gateway.finishAfterQueries(1);
    gateway.failTasks("task_failed", "任务执行失败，请稍后重试");

    String body = wire.get(GENERATIONS + task(CITY)).body();

    assertThat(masked(body))
        .isEqualTo(
            "{\"id\":\"image_X\",\"task_id\":\"image_X\",\"object\":\"image.generation\","
                + "\"created_at\":TIME,\"status\":\"failed\",\"progress\":0,"
                + "\"error\":{\"code\":\"task_failed\",\"message\":\"任务执行失败，请稍后重试\"}}");
  }

  @Test
  void submitIsNeverTheEnd() throws Exception {
    gateway.finishAfterQueries(0);

    HttpResponse<String> answer = wire.post(GENERATE, CITY);

    assertThat(answer.body()).contains("\"status\":\"pending\"");
    String id = Wire.find("\"id\":\"([^\"]+)\"", answer.body());
    assertThat(wire.get(GENERATIONS + id).body()).contains("\"status\":\"completed\"");
  }

  @Test
  void documentedEditWithAFileIsAccepted() throws Exception {
    Form form =
        new Form()
            .field("model", "gemini-3-pro-image-preview")
            .field("prompt", "将这张图片转换为油画风格")
            .field("response_format", "url")
            .image("image");

    HttpResponse<String> answer = wire.post(EDIT, form);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(masked(answer.body()))
        .contains("\"object\":\"image.edit\"", "\"prompt\":\"将这张图片转换为油画风格\"");
  }

  @Test
  void documentedEditWithUrlsIsAcceptedAndDone() throws Exception {
    gateway.finishAfterQueries(1);
    Form form =
        new Form()
            .field("model", "gemini-3-pro-image-preview")
            .field("prompt", "将这张图转换为油画风格（URL 参考图）")
            .field("response_format", "url")
            .field("image_urls[]", "https://example.com/base.png")
            .field("image_urls[]", "https://example.com/style-ref.png");

    HttpResponse<String> answer = wire.post(EDIT, form);
    String id = Wire.find("\"id\":\"([^\"]+)\"", answer.body());

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(wire.get(EDITS + id).body()).contains("\"status\":\"completed\"");
  }

  @Test
  void tasksAreKnownUnderTheirOwnKindAlone() throws Exception {
    String generation = task(CITY);
    String edit =
        Wire.find("\"id\":\"([^\"]+)\"", wire.post(EDIT, edit("gemini-2.5-flash-image")).body());

    assertThat(wire.get(EDITS + generation).statusCode()).isEqualTo(404);
    assertThat(wire.get(GENERATIONS + edit).statusCode()).isEqualTo(404);
    assertThat(wire.get(GENERATIONS + generation).statusCode()).isEqualTo(200);
    assertThat(wire.get(EDITS + edit).statusCode()).isEqualTo(200);
    assertError(
        wire.get(GENERATIONS + "image_nobody"),
        404,
        "task_not_found",
        "no such task",
        "invalid_request_error");
  }

  @Test
  void resultIsServedWithoutAuthorizationAndRefusedWithIt() throws Exception {
    gateway.finishAfterQueries(1);
    String body = wire.get(GENERATIONS + task(CITY)).body();
    String url = Wire.find("\"url\":\"([^\"]+)\"", body);

    HttpResponse<byte[]> served = wire.download(url);
    HttpResponse<byte[]> refused = wire.downloadWithKey(url);

    assertThat(URI.create(url).getQuery()).startsWith("sign=");
    assertThat(URI.create(url).getPort()).isNotEqualTo(URI.create(gateway.baseUrl()).getPort());
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(gateway.credentialsAtOtherOrigins()).isEqualTo(1);
  }

  @Test
  void expiredUrlIsRefusedAndAQueryGivesAnother() throws Exception {
    gateway.finishAfterQueries(1);
    String id = task(CITY);
    String old = Wire.find("\"url\":\"([^\"]+)\"", wire.get(GENERATIONS + id).body());

    gateway.expireUrls();
    String fresh = Wire.find("\"url\":\"([^\"]+)\"", wire.get(GENERATIONS + id).body());

    assertThat(wire.download(old).statusCode()).isEqualTo(403);
    assertThat(wire.download(fresh).statusCode()).isEqualTo(200);
  }

  @Test
  void withoutStorageEverySubmitIsRefused() throws Exception {
    gateway.storageConfigured(false);

    assertError(
        wire.post(GENERATE, CITY),
        503,
        "storage_not_configured",
        "object storage is not configured",
        "server_error");
    assertThat(wire.post(EDIT, "{}").body()).contains("storage_not_configured");
    assertThat(gateway.tasks()).isZero();
    gateway.reset();
    assertThat(wire.post(GENERATE, CITY).statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"size\":\"2K\" | 2048x2048",
        "\"size\":\"1K\",\"aspect_ratio\":\"16:9\" | 1368x768",
        "\"aspect_ratio\":\"1:1\",\"size\":\"640x480\" | 1024x1024",
        "\"size\":\"640x480\" | 640x480",
        "\"size\":\"99999x99999\" | 1024x1024",
        "\"size\":\"as you like\" | 1024x1024",
        "\"response_format\":\"b64_json\" | 1024x1024"
      })
  void sizesAreHints(String field, String size) throws Exception {
    gateway.finishAfterQueries(1);
    String body = wire.get(GENERATIONS + task(generation("imagen-4", field))).body();
    byte[] image = wire.download(Wire.find("\"url\":\"([^\"]+)\"", body)).body();

    java.awt.image.BufferedImage read =
        javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(image));
    assertThat(read.getWidth() + "x" + read.getHeight()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gemini-3-pro-image-preview",
        "gemini-2.5-flash-image",
        "gemini-2.5-flash-image-preview",
        "gemini-3-pro-image-preview-4k",
        "imagen-4.0-generate-001"
      })
  void documentedModelsAreServed(String model) throws Exception {
    assertThat(wire.post(GENERATE, generation(model, "\"n\":2")).statusCode()).isEqualTo(202);
  }

  @Test
  void severalImagesAreListed() throws Exception {
    gateway.finishAfterQueries(1);
    String body = wire.get(GENERATIONS + task(generation("imagen-4", "\"n\":3"))).body();

    assertThat(masked(body))
        .endsWith("\"data\":[{\"url\":\"RESULT\"},{\"url\":\"RESULT\"},{\"url\":\"RESULT\"}]}");
  }

  @Test
  void imagenCannotBeEdited() throws Exception {
    assertError(
        wire.post(EDIT, edit("imagen-4")),
        400,
        "unsupported_model",
        "imagen models don't support edits",
        "invalid_request_error");
  }

  @Test
  void unknownModelIsRefusedUnlessAllowed() throws Exception {
    assertError(
        wire.post(GENERATE, generation("gpt-image-2", "\"n\":1")),
        404,
        "model_not_found",
        "The model gpt-image-2 does not exist",
        "invalid_request_error");
    gateway.acceptUnknownModels(true);
    assertThat(wire.post(GENERATE, generation("gpt-image-2", "\"n\":1")).statusCode())
        .isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"prompt\":\"p\"} | model is required",
        "{\"model\":\"imagen-4\"} | prompt is required",
        "{\"model\":\"imagen-4\",\"prompt\":\" \"} | prompt is required",
        "{\"model\":\"imagen-4\",\"prompt\":\"p\",\"n\":0} | n must be from 1 to 10, not 0",
        "{\"model\":\"imagen-4\",\"prompt\":\"p\",\"n\":\"1\"} | n must be an integer",
        "{\"model\":\"imagen-4\",\"prompt\":\"p\",\"size\":\"\"} | size must not be blank",
        "{\"model\":\"imagen-4\",\"prompt\":\"p\",\"size\":7} | size must be a string",
        "{\"model\":\"imagen-4\",\"prompt\":\"p\",\"response_format\":\"b64\"} | response_format must"
            + " be one of [url, b64_json], not \"b64\"",
        "[] | the body must be an object"
      })
  void generationRuleRefuses(String json, String message) throws Exception {
    assertRefused(wire.post(GENERATE, json), message);
  }

  @Test
  void generationHasToBeJsonAndEditAForm() throws Exception {
    assertRefused(
        wire.post(GENERATE, edit("gemini-2.5-flash-image")),
        "Content-Type must be application/json, not multipart/form-data;"
            + " boundary=------------------------d74496d66958873e");
    assertRefused(
        wire.post(EDIT, CITY), "Content-Type must be multipart/form-data, not application/json");
  }

  @Test
  void editWantsOneFileOrUrls() throws Exception {
    String either = "give either one file in the part image, or image_urls[]";
    String place = "a file must be in the part image";
    String url = "https://example.com/a.png";

    assertRefused(wire.post(EDIT, plain()), either);
    assertRefused(wire.post(EDIT, plain().field("image_urls", url)), either);
    assertRefused(wire.post(EDIT, plain().image("image").image("image")), either);
    assertRefused(wire.post(EDIT, plain().image("image").field("image_urls[]", url)), either);
    assertRefused(wire.post(EDIT, plain().image("image[]")), place);
    assertRefused(wire.post(EDIT, plain().image("image").image("mask")), place);
    assertRefused(
        wire.post(EDIT, plain().field("image", url)),
        "image must be a file; URLs go into image_urls[]");
    assertRefused(
        wire.post(EDIT, plain().field("image_urls[]", "a.png")),
        "image_urls[] must be a URL, not \"a.png\"");
    assertRefused(
        wire.post(EDIT, plain().file("image", "a.txt", "text/plain", new byte[] {'a'})),
        "image must be an image file");
    assertRefused(
        wire.post(EDIT, plain().file("image", "a.png", "image/png", new byte[0])),
        "image must be an image file");
    assertRefused(
        wire.post(EDIT, plain().field("model", "x").image("image")), "part model is there twice");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/images/generations",
    "PUT, /v1/images/edits",
    "POST, /v1/images/edits/",
    "DELETE, /v1/images/generations/image_x",
    "GET, /v1/images/tasks/image_x",
    "GET, /v1/images/generations/image_x/content"
  })
  void otherRoutesDoNotExist(String method, String path) throws Exception {
    HttpResponse<String> answer =
        wire.send(wire.request(path).method(method, HttpRequest.BodyPublishers.noBody()));

    assertError(
        answer,
        404,
        "not_found",
        "Invalid URL (" + method + " " + path + ")",
        "invalid_request_error");
  }

  @ParameterizedTest
  @ValueSource(strings = {GENERATE, EDIT, GENERATIONS + "image_x", EDITS + "image_x"})
  void everyCallWantsTheKey(String path) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(wire.request(path).build().uri());
    if (path.endsWith("async")) {
      request.POST(HttpRequest.BodyPublishers.ofString(CITY));
    }

    HttpResponse<String> missing = wire.send(request);
    HttpResponse<String> wrong = wire.send(request.header("Authorization", "Bearer wrong"));

    for (HttpResponse<String> answer : java.util.List.of(missing, wrong)) {
      assertError(
          answer, 401, "invalid_api_key", "Incorrect API key provided", "invalid_request_error");
    }
    assertThat(gateway.tasks()).isZero();
  }

  @Test
  void statusFaultsSpeakHingnetsWords() throws Exception {
    String id = task(CITY);
    gateway.next(FakeCall.QUERY, Fault.unknownStatus("paused"));
    gateway.next(FakeCall.QUERY, Fault.successWithoutImage());
    gateway.next(FakeCall.QUERY, Fault.unknownTask());
    gateway.next(FakeCall.QUERY, Fault.refusal(429, "rate_limit_exceeded", "slow down"));
    gateway.next(FakeCall.SUBMIT, Fault.unknownStatus("queued"));
    gateway.next(FakeCall.SUBMIT, Fault.successWithoutImage());

    assertThat(wire.get(GENERATIONS + id).body()).contains("\"status\":\"paused\"");
    assertThat(wire.get(GENERATIONS + id).body())
        .contains("\"status\":\"completed\"")
        .endsWith("\"data\":[]}");
    assertThat(wire.get(GENERATIONS + id).statusCode()).isEqualTo(404);
    assertError(
        wire.get(GENERATIONS + id),
        429,
        "rate_limit_exceeded",
        "slow down",
        "invalid_request_error");
    assertThat(wire.post(GENERATE, CITY).body()).contains("\"status\":\"queued\"");
    assertThat(wire.post(GENERATE, CITY).body()).contains("\"status\":\"completed\"");
  }

  private static String task(String json) throws Exception {
    return Wire.find("\"id\":\"([^\"]+)\"", wire.post(GENERATE, json).body());
  }

  private static String generation(String model, String more) {
    return "{\"model\":\"" + model + "\",\"prompt\":\"p\"," + more + "}";
  }

  private static Form plain() {
    return new Form().field("model", "gemini-2.5-flash-image").field("prompt", "p");
  }

  private static Form edit(String model) {
    return new Form().field("model", model).field("prompt", "p").image("image");
  }

  private static long number(String name, String body) {
    return Long.parseLong(Wire.find("\"" + name + "\":([0-9]+)", body));
  }

  private static void assertRefused(HttpResponse<String> answer, String message) {
    assertError(answer, 400, "invalid_request", message, "invalid_request_error");
    assertThat(gateway.tasks()).isZero();
  }

  private static void assertError(
      HttpResponse<String> answer, int status, String code, String message, String type) {
    assertThat(answer.body())
        .isEqualTo(
            Json.write(
                Json.object(
                    "error",
                    Json.object("code", code, "message", message, "type", type, "param", null))));
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  private static String masked(String body) {
    return body.replaceAll("http://127[^\"]+", "RESULT")
        .replaceAll("image_[0-9A-Z]{26}", "image_X")
        .replaceAll("_at\":[0-9]{10}", "_at\":TIME");
  }
}
