package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HingnetDirectTest {
  private static final String GENERATIONS = "/v1/images/generations";
  private static final String EDITS = "/v1/images/edits";
  private static final String GEMINI = "gemini-3-pro-image-preview";

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gpt-image-2 | \"size\":\"1536x1024\",\"quality\":\"auto\",\"moderation\":\"low\",\"user\":\"u\" | png 1536x1024",
        "gpt-image-2 | \"output_format\":\"jpeg\",\"output_compression\":0,\"background\":\"auto\" | jpeg 1024x1024",
        GEMINI + " | \"size\":\"1792x1024\",\"n\":1 | png 1792x1024",
        GEMINI + " | \"size\":\"1024x1024\",\"aspect_ratio\":\"16:9\" | png 1368x768",
        GEMINI + " | \"size\":\"2K\" | png 2048x2048",
        "imagen-4 | \"aspect_ratio\":\"9:16\" | png 768x1368"
      })
  void base64IsTheDefault(String model, String more, String picture) throws Exception {
    HttpResponse<String> answer = wire.post(GENERATIONS, json(model, more));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(masked(answer.body()))
        .isEqualTo("{\"created\":TIME,\"data\":[{\"b64_json\":\"BASE64\"}]}");
    assertThat(Pictures.ofBase64(Wire.find("\"b64_json\":\"([^\"]+)\"", answer.body())))
        .isEqualTo(picture);
    assertThat(gateway.directImages()).isEqualTo(1);
    assertThat(gateway.tasks()).isZero();
  }

  @Test
  void urlsAreSignedAndRefuseTheKey() throws Exception {
    String body =
        wire.post(GENERATIONS, json("imagen-4", "\"n\":2,\"response_format\":\"url\"")).body();

    assertThat(masked(body))
        .isEqualTo("{\"created\":TIME,\"data\":[{\"url\":\"URL\"},{\"url\":\"URL\"}]}");
    String url = Wire.find("\"url\":\"([^\"]+)\"", body);
    assertThat(Pictures.of(wire.download(url).body())).isEqualTo("png 1024x1024");
    assertThat(wire.downloadWithKey(url).statusCode()).isEqualTo(403);
    assertThat(gateway.directImages()).isEqualTo(2);
  }

  @Test
  void urlWithoutStorageIsRefusedAfterTheImageIsMade() throws Exception {
    gateway.storageConfigured(false);

    HttpResponse<String> url =
        wire.post(GENERATIONS, json("gpt-image-2", "\"n\":2,\"response_format\":\"url\""));
    HttpResponse<String> base64 = wire.post(GENERATIONS, json("gpt-image-2", "\"n\":1"));

    assertThat(url.statusCode()).isEqualTo(500);
    assertThat(url.body()).startsWith("{\"error\":{\"code\":\"image_url_not_available\",");
    assertThat(base64.statusCode()).isEqualTo(200);
    assertThat(gateway.directImages()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gpt-image-2 | \"size\":\"1K\" | size must be one of [1024x1024, 1024x1536, 1536x1024, auto], not \"1K\"",
        "gpt-image-2 | \"quality\":\"hd\" | quality must be one of [low, medium, high, auto], not \"hd\"",
        "gpt-image-2 | \"output_format\":\"webp\" | output_format must be one of [png, jpeg], not \"webp\"",
        "gpt-image-2 | \"output_compression\":9 | output_compression is for jpeg and webp only",
        "gpt-image-2 | \"output_compression\":-1,\"output_format\":\"jpeg\" | output_compression must be from 0 to 100, not -1",
        "gpt-image-2 | \"background\":\"transparent\" | background must be one of [opaque, auto], not \"transparent\"",
        "gpt-image-2 | \"moderation\":\"off\" | moderation must be one of [low, auto], not \"off\"",
        "gpt-image-2 | \"aspect_ratio\":\"1:1\" | aspect_ratio is not supported by gpt-image-2; use size",
        "gpt-image-2 | \"n\":11 | n must be from 1 to 10, not 11",
        "gpt-image-2 | \"stream\":true | stream is not supported",
        GEMINI + " | \"n\":2 | n must be from 1 to 1, not 2",
        "imagen-4 | \"n\":5 | n must be from 1 to 4, not 5",
        GEMINI
            + " | \"size\":\"512x512\" | size must be one of [1K, 2K, 4K, 1024x1024, 1792x1024, 1024x1792], not \"512x512\"",
        GEMINI
            + " | \"aspect_ratio\":\"4:3\" | aspect_ratio must be one of [1:1, 16:9, 9:16], not \"4:3\"",
        GEMINI + " | \"quality\":\"low\" | quality is for gpt-image-2 only",
        GEMINI + " | \"background\":\"auto\" | background is for gpt-image-2 only",
        "imagen-4 | \"output_format\":\"png\" | output_format is for gpt-image-2 only",
        GEMINI + " | \"output_compression\":9 | output_compression is for gpt-image-2 only",
        GEMINI + " | \"moderation\":\"low\" | moderation is for gpt-image-2 only",
        GEMINI
            + " | \"response_format\":\"png\" | response_format must be one of [url, b64_json], not \"png\""
      })
  void generationIsRefused(String model, String more, String message) throws Exception {
    assertRefused(wire.post(GENERATIONS, json(model, more)), message);
  }

  @Test
  void promptHasALimit() throws Exception {
    String json = "{\"model\":\"" + GEMINI + "\",\"prompt\":\"%s\"}";

    assertRefused(wire.post(GENERATIONS, "{\"model\":\"imagen-4\"}"), "prompt is required");
    assertRefused(wire.post(GENERATIONS, "{\"prompt\":\"p\"}"), "model is required");
    assertRefused(
        wire.post(GENERATIONS, String.format(json, "p".repeat(4001))),
        "prompt must have at most 4000 characters");
    assertThat(wire.post(GENERATIONS, String.format(json, "p".repeat(4000))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void unknownModelIsRefused() throws Exception {
    HttpResponse<String> answer = wire.post(GENERATIONS, json("gpt-image-1", "\"n\":1"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"code\":\"model_not_found\"");
    gateway.acceptUnknownModels(true);
    assertThat(wire.post(GENERATIONS, json("gpt-image-1", "\"n\":1")).statusCode()).isEqualTo(200);
  }

  @Test
  void wrongKeyIsRefused() throws Exception {
    for (String route : List.of(GENERATIONS, EDITS)) {
      HttpResponse<String> answer =
          wire.send(
              HttpRequest.newBuilder(wire.request(route).build().uri())
                  .header("Authorization", "Bearer test-key-other")
                  .POST(HttpRequest.BodyPublishers.noBody()));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("\"code\":\"invalid_api_key\"");
    }
    assertThat(gateway.directImages()).isZero();
  }

  @Test
  void filesAndAddressesAreEdited() throws Exception {
    Form mask = form("gpt-image-2").image("image[]").image("image[]").image("mask");
    Form urls =
        form(GEMINI)
            .field("image_urls[]", "https://example.com/base.png")
            .field("image_urls[]", "https://example.com/style-ref.png");
    String json =
        json("gpt-image-2", "\"images\":[{\"image_url\":\"https://example.com/base.png\"}]");

    for (HttpResponse<String> answer :
        List.of(
            wire.post(EDITS, form(GEMINI).image("image")),
            wire.post(EDITS, mask),
            wire.post(EDITS, urls),
            wire.post(EDITS, json))) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(masked(answer.body())).contains("[{\"b64_json\":\"BASE64\"}]");
    }
    assertThat(gateway.directImages()).isEqualTo(4);
  }

  @Test
  void editIsRefused() throws Exception {
    String either = "give either files in the part image, or image_urls[]";

    assertRefused(wire.post(EDITS, form(GEMINI)), either);
    assertRefused(
        wire.post(EDITS, form(GEMINI).image("image").field("image_urls[]", "https://a/b")), either);
    assertRefused(
        wire.post(EDITS, form(GEMINI).field("image_urls[]", "a.png")),
        "image_urls[] must be a URL, not \"a.png\"");
    assertRefused(
        wire.post(EDITS, form(GEMINI).image("image").image("mask")),
        "mask is for gpt-image-2 only");
    assertRefused(
        wire.post(EDITS, form("gpt-image-2").image("image").field("moderation", "low")),
        "moderation is not supported by edits");
    assertRefused(
        wire.post(EDITS, json(GEMINI, "\"images\":[{\"image_url\":\"https://a/b\"}]")),
        "Content-Type must be multipart/form-data for " + GEMINI);
    assertRefused(
        wire.post(EDITS, json("gpt-image-2", "\"images\":[]")), "images must not be empty");
    assertRefused(
        wire.post(EDITS, json("gpt-image-2", "\"images\":[{\"url\":\"https://a/b\"}]")),
        "images[0].image_url is required");
    assertRefused(
        wire.post(EDITS, json("gpt-image-2", "\"images\":[{\"image_url\":\"a\"}]")),
        "images[0].image_url must be a URL, not \"a\"");
    HttpResponse<String> imagen = wire.post(EDITS, form("imagen-4").image("image"));
    assertThat(imagen.body()).contains("\"code\":\"unsupported_model\"");
    assertThat(gateway.directImages()).isZero();
  }

  private static Form form(String model) {
    return new Form().field("model", model).field("prompt", "p");
  }

  private static String json(String model, String more) {
    return "{\"model\":\"" + model + "\",\"prompt\":\"p\"," + more + "}";
  }

  private static String masked(String body) {
    return body.replaceAll("\"created\":[0-9]{10}", "\"created\":TIME")
        .replaceAll("\"b64_json\":\"[^\"]+\"", "\"b64_json\":\"BASE64\"")
        .replaceAll("http://127[^\"]+", "URL");
  }

  private static void assertRefused(HttpResponse<String> answer, String message) {
    assertThat(answer.body())
        .isEqualTo(
            Json.write(
                Json.object(
                    "error",
                    Json.object(
                        "code",
                        "invalid_request",
                        "message",
                        message,
                        "type",
                        "invalid_request_error",
                        "param",
                        null))));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(gateway.directImages()).isZero();
  }
}
