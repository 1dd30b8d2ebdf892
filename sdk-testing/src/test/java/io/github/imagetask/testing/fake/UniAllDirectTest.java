package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UniAll's entries in OpenAI's style. */
final class UniAllDirectTest {
  private static final String GENERATIONS = "/v1/images/generations";
  private static final String EDITS = "/v1/images/edits";

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

  @Test
  void base64HasTheImageThatWasAskedFor() throws Exception {
    HttpResponse<String> answer =
        wire.post(GENERATIONS, json("\"output_format\":\"jpeg\",\"output_compression\":80"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Pictures.ofBase64(base64(answer.body()))).isEqualTo("jpeg 1024x768");
    assertThat(masked(answer.body()))
        .isEqualTo(
            "{\"created\":TIME,\"data\":[{\"url\":\"\",\"b64_json\":\"BASE64\","
                + "\"revised_prompt\":\"In this picture: p\"}],\"background\":\"opaque\","
                + "\"output_format\":\"jpeg\",\"quality\":\"medium\",\"size\":\"1024x768\","
                + "\"usage\":{\"input_tokens\":1,\"input_tokens_details\":{\"image_tokens\":0,"
                + "\"text_tokens\":1},\"output_tokens\":1056,\"total_tokens\":1057}}");
    assertThat(gateway.directs()).isEqualTo(1);
    assertThat(gateway.directImages()).isEqualTo(1);
    assertThat(gateway.tasks() + gateway.submits()).isZero();
  }

  @Test
  void urlsLeadToTheImagesAtTheResultsOrigin() throws Exception {
    String body =
        wire.post(GENERATIONS, json("\"response_format\":\"url\",\"n\":3,\"quality\":\"high\""))
            .body();

    assertThat(body).contains("\"b64_json\":\"\"", "\"quality\":\"high\"");
    List<String> urls =
        Pattern.compile("http://127[^\"]+")
            .matcher(body)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(urls).hasSize(3).doesNotHaveDuplicates();
    for (String url : urls) {
      assertThat(Pictures.of(wire.download(url).body())).isEqualTo("png 1024x768");
    }
    assertThat(gateway.directImages()).isEqualTo(3);
    gateway.expireUrls();
    assertThat(wire.download(urls.get(0)).statusCode()).isEqualTo(403);
  }

  @Test
  void noQueryFindsWhatADirectCallMade() throws Exception {
    String body = wire.post(GENERATIONS, json("\"response_format\":\"url\"")).body();

    String id = Wire.find("/results/([^/]+)/0.png", body);
    assertThat(wire.query(id).statusCode()).isEqualTo(400);
  }

  static List<String> sizes() {
    return UniAllRules.sizes();
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void everySizeOfTheTableIsServed(String size) throws Exception {
    for (String model : List.of("gpt-image-2", "gpt-image-2-origin")) {
      String body = wire.post(GENERATIONS, body(model, size, "\"response_format\":\"url\"")).body();
      assertThat(body).contains("\"size\":\"" + size + "\"");
    }
  }

  @Test
  void autoIsTheSizeOfTheAutoModelAlone() throws Exception {
    assertThat(wire.post(GENERATIONS, body("gpt-image-2-auto", "auto", "\"n\":1")).statusCode())
        .isEqualTo(200);

    gateway.reset();
    assertRefused(
        wire.post(GENERATIONS, body("gpt-image-2-auto", "1024x1024", "\"n\":1")),
        "size must be one of [auto], not \"1024x1024\"");
    assertThat(wire.post(GENERATIONS, body("gpt-image-2", "auto", "\"n\":1")).body())
        .contains("size must be one of [1024x768, 768x1024,");
  }

  @Test
  void imagesByAddressMakeAnEdit() throws Exception {
    String one = "\"image\":\"https://example.com/a.png\"";
    String two = "\"images\":[\"https://example.com/a.png\",\"https://example.com/b.png\"]";

    for (String images : List.of(one, two)) {
      assertThat(wire.post(GENERATIONS, json(images)).body()).contains("\"image_tokens\":323");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"n\":9 | n must be from 1 to 8, not 9",
        "\"n\":0 | n must be from 1 to 8, not 0",
        "\"n\":\"2\" | n must be an integer",
        "\"quality\":\"auto\" | quality must be one of [low, medium, high], not \"auto\"",
        "\"output_format\":\"gif\" | output_format must be one of [png, jpeg, webp], not \"gif\"",
        "\"response_format\":\"uri\" | response_format must be one of [url, b64_json], not \"uri\"",
        "\"aspect_ratio\":\"1:1\" | aspect_ratio is not supported by gpt-image-2; use size",
        "\"background\":\"transparent\" | background must be one of [opaque, auto], not \"transparent\"",
        "\"moderation\":\"high\" | moderation must be one of [low, auto], not \"high\"",
        "\"output_compression\":50 | output_compression is for jpeg and webp only",
        "\"output_compression\":101,\"output_format\":\"webp\" | output_compression must be from 0 to 100, not 101",
        "\"user\":\" \" | user must not be blank",
        "\"stream\":true | stream is not supported",
        "\"partial_images\":2 | stream is not supported",
        "\"image\":\"a.png\" | image must be a URL, not \"a.png\"",
        "\"image\":7 | image must be a URL",
        "\"images\":\"https://a/b\" | images must be an array of strings",
        "\"image\":\"https://a/b\",\"images\":[\"https://a/b\"] | image and images must not be used together"
      })
  void generationIsRefused(String more, String message) throws Exception {
    assertRefused(wire.post(GENERATIONS, json(more)), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"prompt\":\"p\",\"size\":\"1024x768\"} | model is required",
        "{\"model\":\"gpt-image-2\",\"size\":\"1024x768\"} | prompt is required",
        "{\"model\":\"gpt-image-2\",\"prompt\":\"p\"} | size is required",
        "{\"model\":\"gpt-image-2-auto\",\"prompt\":\"p\"} | size is required",
        "[] | the body must be an object"
      })
  void incompleteGenerationIsRefused(String json, String message) throws Exception {
    assertRefused(wire.post(GENERATIONS, json), message);
  }

  @Test
  void longPromptIsRefused() throws Exception {
    String json = "{\"model\":\"gpt-image-2\",\"size\":\"1024x768\",\"prompt\":\"%s\"}";

    assertThat(wire.post(GENERATIONS, String.format(json, "p".repeat(32_000))).statusCode())
        .isEqualTo(200);
    gateway.reset();
    assertRefused(
        wire.post(GENERATIONS, String.format(json, "p".repeat(32_001))),
        "prompt must have at most 32000 characters");
  }

  @Test
  void modelsThatOtherEntriesHaveAreRefused() throws Exception {
    HttpResponse<String> nano =
        wire.post(GENERATIONS, body("NanoBanana2-1K", "1024x768", "\"n\":1"));
    HttpResponse<String> other = wire.post(GENERATIONS, body("dall-e-9", "1024x768", "\"n\":1"));

    assertThat(nano.statusCode()).isEqualTo(500);
    assertThat(nano.body())
        .contains("only imagen models are supported", "\"code\":\"convert_request_failed\"");
    assertThat(other.statusCode()).isEqualTo(503);
    assertThat(other.body()).contains("\"code\":\"model_not_found\"");
    assertThat(gateway.directImages()).isZero();
  }

  @Test
  void anyModelIsServedOnCommand() throws Exception {
    gateway.acceptUnknownModels(true);

    String json = "{\"model\":\"NanoBanana2-1K\",\"prompt\":\"p\",\"aspect_ratio\":\"16:9\"}";
    assertThat(wire.post(GENERATIONS, json).body()).contains("\"size\":\"1368x768\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {GENERATIONS, EDITS})
  void wrongAndMissingKeysAreRefused(String route) throws Exception {
    HttpResponse<String> missing =
        wire.send(
            HttpRequest.newBuilder(wire.request(route).build().uri())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json("\"n\":1"))));
    HttpResponse<String> wrong =
        wire.send(
            HttpRequest.newBuilder(wire.request(route).build().uri())
                .header("Authorization", "Bearer test-key-other")
                .POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(missing.statusCode()).isEqualTo(401);
    assertThat(missing.body()).contains("未提供令牌", "\"type\":\"new_api_error\"");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("无效的令牌");
    assertThat(gateway.directs()).isEqualTo(2);
    assertThat(gateway.directImages()).isZero();
  }

  @Test
  void fileFilesAndMaskAreServed() throws Exception {
    byte[] png = Pictures.png(64, 32);
    Form one = form().file("image", "a.png", "image/png", png);
    Form several =
        form()
            .file("image[]", "a.png", "image/png", png)
            .file("image[]", "b.jpg", "image/jpeg", new byte[] {1})
            .file("mask", "m.png", "image/png", Pictures.png(64, 32));
    Form repeated =
        form()
            .file("image", "a.png", "image/png", png)
            .file("image", "b.webp", "image/webp", new byte[] {1});

    for (Form form : List.of(one, several, repeated)) {
      HttpResponse<String> answer = wire.post(EDITS, form);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"image_tokens\":323");
      assertThat(Pictures.ofBase64(base64(answer.body()))).isEqualTo("png 1024x1024");
    }
    assertThat(gateway.directImages()).isEqualTo(3);
  }

  @Test
  void editIsRefused() throws Exception {
    byte[] png = Pictures.png(64, 32);
    byte[] one = {1};
    String file = "image must be a png, jpeg or webp file of less than 50 MB";

    assertRefused(wire.post(EDITS, form()), "image is required");
    assertRefused(wire.post(EDITS, form().field("image", "https://a/b")), "image must be a file");
    assertRefused(wire.post(EDITS, form().field("image[]", "x")), "image must be a file");
    assertRefused(wire.post(EDITS, form().file("image", "a", "text/plain", one)), file);
    assertRefused(
        wire.post(EDITS, form().file("image", "a", "application/octet-stream", one)), file);
    assertRefused(wire.post(EDITS, form().file("image", "a", "image/png", new byte[0])), file);
    assertRefused(
        wire.post(EDITS, form().file("picture", "a", "image/png", one)),
        "a file must be in the part image, image[] or mask");
    assertRefused(
        wire.post(EDITS, form().image("image").field("moderation", "low")),
        "moderation is not supported by edits");
    assertRefused(
        wire.post(EDITS, form().image("image").field("stream", "true")), "stream is not supported");
    assertRefused(
        wire.post(EDITS, form().image("image").field("n", "9")), "n must be from 1 to 8, not 9");
    assertRefused(wire.post(EDITS, form().image("mask")), "mask needs an image file");
    assertRefused(
        wire.post(EDITS, form().image("image").image("mask").image("mask")),
        "mask must be one file");
    assertRefused(
        wire.post(EDITS, form().image("image").field("mask", "m")), "mask must be one file");
    assertRefused(
        wire.post(EDITS, form().image("image").file("mask", "m", "image/jpeg", one)),
        "mask must be a png file of less than 4 MB");
    assertRefused(
        wire.post(
            EDITS, form().image("image").file("mask", "m", "image/png", new byte[4 * 1024 * 1024])),
        "mask must be a png file of less than 4 MB");
    assertRefused(
        wire.post(
            EDITS,
            form()
                .file("image", "a.png", "image/png", png)
                .file("mask", "m.png", "image/png", Pictures.png(32, 64))),
        "mask must be 64x32 as the image, not 32x64");
    Form many = form();
    for (int i = 0; i < 17; i++) {
      many.image("image[]");
    }
    assertRefused(wire.post(EDITS, many), "image must be at most 16 files, not 17");
    assertRefused(
        wire.post(EDITS, json("\"image\":\"https://a/b\"")),
        "Content-Type must be multipart/form-data, not application/json");
    assertRefused(
        wire.post(GENERATIONS, form().image("image")),
        "Content-Type must be application/json, not " + form().contentType());
  }

  private static Form form() {
    return new Form().field("model", "gpt-image-2").field("prompt", "p").field("size", "1024x1024");
  }

  private static String json(String more) {
    return body("gpt-image-2", "1024x768", more);
  }

  private static String body(String model, String size, String more) {
    String start = "{\"model\":\"" + model + "\",\"prompt\":\"p\",\"size\":\"" + size + "\",";
    return start + more + "}";
  }

  private static String base64(String body) {
    return Wire.find("\"b64_json\":\"([^\"]+)\"", body);
  }

  private static String masked(String body) {
    return body.replaceAll("\"created\":[0-9]{10}", "\"created\":TIME")
        .replaceAll("\"b64_json\":\"[^\"]+\"", "\"b64_json\":\"BASE64\"");
  }

  private static void assertRefused(HttpResponse<String> answer, String message) {
    assertThat(answer.body().replaceAll("[0-9a-f]{32}", "ID"))
        .isEqualTo(
            Json.write(
                Json.object(
                    "error",
                    Json.object(
                        "message",
                        message + " (request id: ID)",
                        "type",
                        "new_api_error",
                        "param",
                        "",
                        "code",
                        "invalid_request"))));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(gateway.directImages()).isZero();
  }
}
