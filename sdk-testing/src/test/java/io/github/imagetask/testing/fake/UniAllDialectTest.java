package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UniAllDialectTest {
  private static FakeGateways gateways;
  private static FakeGateway gateway;
  private static Wire wire;

  @BeforeAll
  static void start() {
    gateways = FakeGateways.start();
    gateway = gateways.uniall();
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

  @ParameterizedTest
  @ValueSource(strings = {Wire.CUBE, Wire.SPHERE})
  void documentedTextToImageIsAccepted(String json) throws Exception {
    HttpResponse<String> answer = wire.submit(json);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
    assertThat(answer.body().replaceAll("task_[0-9a-z]{32}", "task_xxx"))
        .isEqualTo(
            "{\"task_id\":\"task_xxx\",\"status\":\"queued\",\"progress\":\"0%\","
                + "\"metadata\":{\"task_type\":\"text2image\"},\"error\":null}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NanoBanana2-0.5K | \"aspect_ratio\":\"16:9\",\"output_format\":\"jpeg\"",
        "gpt-image-2 | \"size\":\"1024x1024\",\"quality\":\"medium\",\"output_format\":\"png\""
      })
  void documentedImageToImageIsAccepted(String model, String more) throws Exception {
    String json =
        "{\"model\":\""
            + model
            + "\",\"task_type\":\"image2image\",\"prompt\":\"p\","
            + "\"image\":\"https://example.com/input.png\","
            + more
            + ",\"n\":1,\"response_format\":\"url\"}";

    HttpResponse<String> answer = wire.submit(json);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"metadata\":{\"task_type\":\"image2image\"}");
  }

  @Test
  void documentedFormIsAccepted() throws Exception {
    HttpResponse<String> answer = wire.submitForm(Form.documented().image("image"));

    assertThat(answer.statusCode()).isEqualTo(200);
    FakeRequest request = gateway.requests().get(0);
    assertThat(request.parts()).hasSize(9);
    assertThat(request.parts().get(8).fileName()).isEqualTo("input.png");
    assertThat(request.parts().get(8).contentType()).isEqualTo("image/png");
    assertThat(request.parts().get(8).body()).hasSize(7);
  }

  @Test
  void severalImagesInferTheTaskType() throws Exception {
    HttpResponse<String> answer =
        wire.submit(
            nano("\"images\":[\"https://example.com/a.png\",\"https://example.com/b.png\"]"));

    assertThat(answer.body()).contains("\"task_type\":\"image2image\"");
  }

  @Test
  void explicitTaskTypeWins() throws Exception {
    HttpResponse<String> answer =
        wire.submit(nano("\"image\":\"https://example.com/a.png\",\"task_type\":\"text2image\""));

    assertThat(answer.body()).contains("\"task_type\":\"text2image\"");
  }

  @Test
  void finishedSubmitReadsAsTheDocumentSays() throws Exception {
    gateway.finishAfterQueries(0);

    String body = wire.submit(Wire.CUBE).body();

    assertThat(masked(body))
        .isEqualTo(
            "{\"task_id\":\"task_xxx\",\"status\":\"succeeded\",\"progress\":\"100%\","
                + "\"result_url\":\"RESULT\",\"metadata\":{\"task_type\":\"text2image\","
                + "\"result_count\":1},\"error\":null}");
  }

  @Test
  void queriesReadAsTheDocumentSays() throws Exception {
    String id = wire.task(Wire.CUBE);

    String running = wire.query(id).body();
    String done = wire.query(id).body();

    assertThat(masked(running))
        .isEqualTo(
            "{\"code\":\"success\",\"message\":\"\",\"data\":{\"task_id\":\"task_xxx\","
                + "\"status\":\"processing\",\"progress\":\"50%\","
                + "\"metadata\":{\"task_type\":\"text2image\"},\"error\":null}}");
    assertThat(masked(done))
        .isEqualTo(
            "{\"code\":\"success\",\"message\":\"\",\"data\":{\"task_id\":\"task_xxx\","
                + "\"status\":\"succeeded\",\"progress\":\"100%\",\"result_url\":\"RESULT\","
                + "\"metadata\":{\"task_type\":\"text2image\",\"result_count\":1},"
                + "\"error\":null}}");
  }

  @Test
  void severalResultsAreListed() throws Exception {
    gateway.finishAfterQueries(0);

    String body = wire.submit(gpt("\"size\":\"1024x768\",\"n\":3")).body();

    assertThat(masked(body))
        .contains("\"result_count\":3,\"result_urls\":[\"RESULT\",\"RESULT\",\"RESULT\"]");
  }

  @Test
  void failedTaskHasAnErrorObject() throws Exception {
    gateway.finishAfterQueries(1);
    gateway.failTasks("upstream_timeout", "it took \"too\" long");

    String body = wire.query(wire.task(Wire.CUBE)).body();

    assertThat(masked(body))
        .isEqualTo(
            "{\"code\":\"success\",\"message\":\"\",\"data\":{\"task_id\":\"task_xxx\","
                + "\"status\":\"failed\",\"progress\":\"100%\","
                + "\"metadata\":{\"task_type\":\"text2image\"},"
                + "\"error\":{\"code\":\"upstream_timeout\","
                + "\"message\":\"it took \\\"too\\\" long\"}}}");
  }

  @Test
  void unknownTaskIsRefused() throws Exception {
    HttpResponse<String> answer = wire.query("task_nobody");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"code\":\"task_not_exist\",\"message\":\"task_not_exist\",\"data\":null}");
  }

  @Test
  void unknownModelIsRefusedUnlessAllowed() throws Exception {
    String json = "{\"model\":\"gpt-image-3\",\"prompt\":\"p\"}";

    HttpResponse<String> refused = wire.submit(json);
    gateway.acceptUnknownModels(true);
    HttpResponse<String> accepted = wire.submit(json);

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body().replaceAll("request id: [0-9a-f]{32}", "request id: X"))
        .isEqualTo(
            "{\"error\":{\"message\":\"No available channel for model gpt-image-3 under group"
                + " default (distributor) (request id: X)\",\"type\":\"new_api_error\","
                + "\"param\":\"\",\"code\":\"model_not_found\"}}");
    assertThat(accepted.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "test-key-uniall", "bearer", "Basic dGVzdA=="})
  void wrongKeyIsRefused(String authorization) throws Exception {
    HttpResponse<String> answer =
        wire.send(
            HttpRequest.newBuilder(wire.request("/v1/images/tasks/task_x").build().uri())
                .header("Authorization", authorization));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body())
        .matches(
            "\\{\"error\":\\{\"message\":\"无效的令牌 \\(request id: [0-9a-f]{32}\\)\","
                + "\"type\":\"new_api_error\",\"param\":\"\",\"code\":\"\"}}");
  }

  @Test
  void missingKeyIsRefused() throws Exception {
    HttpResponse<String> answer =
        wire.send(
            HttpRequest.newBuilder(wire.request("/v1/images/tasks").build().uri())
                .POST(HttpRequest.BodyPublishers.ofString(Wire.CUBE)));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(gateway.tasks()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/images/tasks",
    "DELETE, /v1/images/tasks/task_x",
    "GET, /v1/images/tasks/task_x/content",
    "GET, /v1/images/generations",
    "POST, /v1/images/edits/async",
    "GET, /v1beta/models/gemini-2.5-flash-image:generateContent",
    "POST, /v1beta/models/gemini-2.5-flash-image:streamGenerateContent",
    "POST, /v1/models/gemini-2.5-flash-image:generateContent",
    "POST, /v1/chat/completions",
    "GET, /"
  })
  void otherRoutesDoNotExist(String method, String path) throws Exception {
    HttpResponse<String> answer =
        wire.send(wire.request(path).method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":{\"message\":\"Invalid URL ("
                + method
                + " "
                + path
                + ")\","
                + "\"type\":\"invalid_request_error\",\"param\":\"\",\"code\":\"\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"prompt\":\"p\"} | model is required",
        "{\"model\":\" \",\"prompt\":\"p\"} | model is required",
        "{\"model\":1,\"prompt\":\"p\"} | model must be a string",
        "{\"model\":\"NanoBanana\"} | prompt is required",
        "{\"model\":\"NanoBanana\",\"prompt\":[]} | prompt must be a string",
        "[] | the body must be an object",
        "{\"model\":\"NanoBanana\",} | the body is not JSON: expected a string at offset 22",
        "{\"model\":\"a\",\"model\":\"b\"} | the body is not JSON: expected a name that wasn't given"
            + " before at offset 13",
      })
  void bodyThatIsNoRequestIsRefused(String json, String message) throws Exception {
    assertRefused(wire.submit(json), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"task_type\":\"edit\" | task_type must be one of [text2image, image2image], not \"edit\"",
        "\"task_type\":\"\" | task_type must be one of [text2image, image2image], not \"\"",
        "\"task_type\":\"image2image\" | image or images is required for image2image",
        "\"image\":\"a.png\" | image must be a URL, not \"a.png\"",
        "\"image\":\"data:image/png;base64,AA\" | image must be a URL, not"
            + " \"data:image/png;base64,AA\"",
        "\"image\":5 | image must be a URL",
        "\"images\":\"https://example.com/a.png\" | images must be an array of strings",
        "\"images\":[1] | images must be an array of strings",
        "\"image\":\"https://e.com/a\",\"images\":[\"https://e.com/b\"] | image and images must not be"
            + " used together",
        "\"aspect_ratio\":\"7:3\" | aspect_ratio must be one of [1:1, 2:3, 3:2, 3:4, 4:3, 4:5, 5:4,"
            + " 9:16, 16:9, 21:9], not \"7:3\"",
        "\"aspect_ratio\":1 | aspect_ratio must be a string",
        "\"output_format\":\"webp\" | output_format must be one of [png, jpeg], not \"webp\"",
        "\"output_format\":\"jpg\" | output_format must be one of [png, jpeg], not \"jpg\"",
        "\"response_format\":true | response_format must be a string",
        "\"size\":1024 | size must be a string",
        "\"n\":\"1\" | n must be an integer",
        "\"n\":1.0 | n must be an integer",
        "\"n\":0 | n must be from 1 to 8, not 0"
      })
  void nanoRuleRefuses(String field, String message) throws Exception {
    assertRefused(wire.submit(nano(field)), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"n\":1 | size is required",
        "\"size\":\"\" | size is required",
        "\"size\":\"1024x1024\",\"aspect_ratio\":\"1:1\" | aspect_ratio is not supported by"
            + " gpt-image-2; use size",
        "\"size\":\"1024x768\",\"quality\":\"auto\" | quality must be one of [low, medium, high], not"
            + " \"auto\"",
        "\"size\":\"1024x768\",\"output_format\":\"gif\" | output_format must be one of [png, jpeg,"
            + " webp], not \"gif\"",
        "\"size\":\"1024x768\",\"n\":9 | n must be from 1 to 8, not 9",
        "\"size\":\"1024x768\",\"n\":-1 | n must be from 1 to 8, not -1"
      })
  void gptImage2RuleRefuses(String fields, String message) throws Exception {
    assertRefused(wire.submit(gpt(fields)), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1x1", "auto", "1K", "1024X768", "1024x1024 "})
  void sizeOutsideTheTableIsRefused(String size) throws Exception {
    HttpResponse<String> answer = wire.submit(gpt("\"size\":\"" + size + "\""));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("size must be one of [1024x768, 768x1024, ");
  }

  @Test
  void sizesAreThe48OfTheDocument() throws Exception {
    for (String size : UniAllRules.sizes()) {
      assertThat(wire.submit(gpt("\"size\":\"" + size + "\"")).statusCode()).isEqualTo(200);
    }

    assertThat(UniAllRules.sizes()).hasSize(48);
    assertThat(new HashSet<>(UniAllRules.sizes())).hasSize(48);
  }

  @Test
  void unknownAndNullFieldsAreIgnored() throws Exception {
    HttpResponse<String> answer =
        wire.submit(nano("\"seed\":{\"a\":[1,2.5e3,null]},\"n\":null,\"image\":null"));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void webpIsForNanoBananaAlone() throws Exception {
    HttpResponse<String> answer =
        wire.submit("{\"model\":\"NanoBanana\",\"prompt\":\"p\",\"output_format\":\"webp\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void formWithoutExactlyOneFileIsRefused() throws Exception {
    String message = "multipart/form-data must hold exactly one file, in the part image";

    assertRefused(wire.submitForm(Form.documented()), message);
    assertRefused(wire.submitForm(Form.documented().image("file")), message);
    assertRefused(wire.submitForm(Form.documented().image("image[]")), message);
    assertRefused(wire.submitForm(Form.documented().image("image").image("image")), message);
    assertRefused(
        wire.submitForm(Form.documented().field("image", "https://example.com/a.png")), message);
  }

  @Test
  void formWithAnEmptyOrForeignFileIsRefused() throws Exception {
    byte[] none = new byte[0];
    byte[] text = {'h', 'i'};

    assertRefused(
        wire.submitForm(Form.documented().file("image", "a.png", "image/png", none)),
        "image must be an image file");
    assertRefused(
        wire.submitForm(Form.documented().file("image", "a.txt", "text/plain", text)),
        "image must be an image file");
  }

  @Test
  void brokenFormIsRefused() throws Exception {
    byte[] whole = Form.documented().image("image").bytes();
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 6);

    assertRefused(
        wire.submit(Form.documented().contentType(), cut), "the body isn't multipart/form-data");
    assertRefused(wire.submit("multipart/form-data", whole), "the body isn't multipart/form-data");
    assertRefused(
        wire.submitForm(Form.documented().field("n", "2").image("image")), "part n is there twice");
  }

  @Test
  void otherContentTypesAreRefused() throws Exception {
    byte[] body = Wire.CUBE.getBytes(StandardCharsets.UTF_8);

    assertRefused(
        wire.submit("text/plain", body),
        "Content-Type must be application/json or multipart/form-data, not text/plain");
    assertThat(wire.submit("application/json; charset=utf-8", body).statusCode()).isEqualTo(200);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws Exception {
    byte[] body = nano("\"user\":\"ü\"").getBytes(StandardCharsets.ISO_8859_1);

    assertRefused(wire.submit("application/json", body), "the body isn't UTF-8");
  }

  private static void assertRefused(HttpResponse<String> answer, String message) {
    assertThat(answer.body())
        .isEqualTo(
            Json.write(Json.object("code", "invalid_request", "message", message, "data", null)));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(gateway.tasks()).isZero();
  }

  private static String nano(String more) {
    return "{\"model\":\"NanoBanana2-0.5K\",\"prompt\":\"p\"," + more + "}";
  }

  private static String gpt(String more) {
    return "{\"model\":\"gpt-image-2\",\"prompt\":\"p\"," + more + "}";
  }

  private static String masked(String body) {
    return body.replaceAll("http://127[^\"]+", "RESULT")
        .replaceAll("task_[0-9a-z]{32}", "task_xxx");
  }
}
