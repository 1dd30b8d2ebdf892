package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UniAll's entry in Gemini's style. */
final class GeminiStyleTest {
  private static final String FLASH = "gemini-2.5-flash-image";
  private static final String INLINE =
      "\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQID\"}";

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
  void documentedRequestIsAnsweredAsGoogleDoes() throws Exception {
    HttpResponse<String> answer =
        generate(
            "gemini-3-pro-image-preview-2k",
            text("p"),
            "\"responseModalities\":[\"IMAGE\"],"
                + "\"imageConfig\":{\"aspectRatio\":\"16:9\",\"outputFormat\":\"jpeg\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Pictures.ofBase64(data(answer))).isEqualTo("jpeg 2728x1536");
    assertThat(masked(answer.body()))
        .isEqualTo(
            "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"inlineData\":"
                + "{\"mimeType\":\"image/jpeg\",\"data\":\"BASE64\"}}]},\"finishReason\":\"STOP\","
                + "\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":1,"
                + "\"candidatesTokenCount\":1290,\"totalTokenCount\":1291},"
                + "\"modelVersion\":\"gemini-3-pro-image-preview-2k\",\"responseId\":\"ID\"}");
    assertThat(gateway.directImages()).isEqualTo(1);
    assertThat(gateway.tasks()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash-image, 1K, png 1024x1024",
    "gemini-3-pro-image-preview-1k, 1K, png 1024x1024",
    "gemini-3-pro-image-preview-2k, 2K, png 2048x2048",
    "gemini-3-pro-image-preview-4k, 4K, png 2048x2048",
    "gemini-3.1-flash-image-preview-512, 512, png 512x512",
    "gemini-3.1-flash-image-preview-1k, 1K, png 1024x1024",
    "gemini-3.1-flash-image-preview-2k, 2K, png 2048x2048",
    "gemini-3.1-flash-image-preview-4k, 4K, png 2048x2048"
  })
  void sizeIsInTheName(String model, String size, String picture) throws Exception {
    HttpResponse<String> answer =
        generate(model, text("p"), "\"imageConfig\":{\"imageSize\":\"" + size + "\"}");

    assertThat(Pictures.ofBase64(data(answer))).isEqualTo(picture);
  }

  @Test
  void withoutModalitiesThereIsATextBeforeTheImage() throws Exception {
    String plain = wire.post(route(FLASH), "{\"contents\":[" + text("p") + "]}").body();
    String both = generate(FLASH, text("p"), "\"responseModalities\":[\"TEXT\",\"IMAGE\"]").body();

    assertThat(masked(plain))
        .contains("\"parts\":[{\"text\":\"Here is your image:\"},{\"inlineData\":");
    assertThat(masked(both)).isEqualTo(masked(plain));
  }

  @Test
  void thoughtsComeWhenAskedFor() throws Exception {
    String body =
        generate(FLASH, text("p"), "\"thinkingConfig\":{\"includeThoughts\":true}").body();

    assertThat(body).contains("\"parts\":[{\"text\":\"**Composing**\",\"thought\":true},");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        INLINE,
        "\"inline_data\":{\"mime_type\":\"image/jpeg\",\"data\":\"AQID\"}",
        "\"inlineData\":{\"mimeType\":\"image/webp\",\"data\":\"AQID\"},\"thoughtSignature\":\"x\""
      })
  void inlineImageMakesAnEdit(String inline) throws Exception {
    HttpResponse<String> answer =
        generate(FLASH, content("{\"text\":\"p\"},{" + inline + "}"), "\"candidateCount\":1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"promptTokenCount\":259");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"text\":\" \"} | contents must have a text of the user's",
        INLINE_PART + " | contents must have a text of the user's",
        "{} | a part must have one of text and inlineData",
        "{\"text\":\"p\",\"inlineData\":{}} | a part must have one of text and inlineData",
        "{\"text\":7} | contents[0].parts[0].text must be a string",
        "{\"inlineData\":{\"data\":\"AQID\"}} | contents[0].parts[0].inlineData.mime_type is required",
        "{\"inlineData\":{\"mimeType\":\"image/png\"}} | contents[0].parts[0].inlineData.data is required",
        "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"a b\"}} | inlineData.data must be base64",
        "{\"inlineData\":{\"mimeType\":\"text/html\",\"data\":\"AQID\"}} | contents[0].parts[0].inlineData.mimeType must be one of [image/png, image/jpeg, image/webp], not \"text/html\"",
        "{\"fileData\":{\"fileUri\":\"https://a/b\"}} | fileData is not supported"
      })
  void partIsRefused(String part, String message) throws Exception {
    assertRefused(generate(FLASH, content(part), "\"candidateCount\":1"), message);
  }

  private static final String INLINE_PART = "{" + INLINE + "}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"responseModalities\":[\"TEXT\"] | responseModalities must be IMAGE, or TEXT and IMAGE, not [TEXT]",
        "\"responseModalities\":[\"IMAGE\",\"AUDIO\"] | responseModalities must be IMAGE, or TEXT and IMAGE, not [IMAGE, AUDIO]",
        "\"responseModalities\":\"IMAGE\" | generationConfig.responseModalities must be an array of strings",
        "\"candidateCount\":2 | generationConfig.candidateCount must be from 1 to 1, not 2",
        "\"imageConfig\":{\"aspectRatio\":\"1:4\"} | generationConfig.imageConfig.aspectRatio must be one of [1:1, 2:3, 3:2, 3:4, 4:3, 4:5, 5:4, 9:16, 16:9, 21:9], not \"1:4\"",
        "\"imageConfig\":{\"outputFormat\":\"webp\"} | generationConfig.imageConfig.outputFormat must be one of [jpeg, png], not \"webp\"",
        "\"imageConfig\":{\"imageSize\":\"1k\"} | generationConfig.imageConfig.imageSize must be one of [512, 1K, 2K, 4K], not \"1k\"",
        "\"imageConfig\":{\"imageSize\":\"4K\"} | imageSize 4K is not that of gemini-2.5-flash-image, 1K",
        "\"imageConfig\":[] | generationConfig.imageConfig must be an object"
      })
  void configIsRefused(String config, String message) throws Exception {
    assertRefused(generate(FLASH, text("p"), config), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | contents must be an array",
        "{\"contents\":[]} | contents must have a text of the user's",
        "{\"contents\":[{\"parts\":[]}]} | contents must have parts",
        "{\"contents\":[{\"role\":\"system\",\"parts\":[{\"text\":\"p\"}]}]} | contents[0].role must be one of [user, model], not \"system\"",
        "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"text\":\"p\"}]}]} | contents must have a text of the user's"
      })
  void contentsAreRefused(String json, String message) throws Exception {
    assertRefused(wire.post(route(FLASH), json), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NanoBanana", "gemini-3-pro-image-preview", "gpt-image-2"})
  void namesOfOtherEntriesAreRefused(String model) throws Exception {
    HttpResponse<String> answer = generate(model, text("p"), "\"candidateCount\":1");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("\"code\":\"model_not_found\"");
    gateway.acceptUnknownModels(true);
    assertThat(generate(model, text("p"), "\"candidateCount\":1").statusCode()).isEqualTo(200);
  }

  @Test
  void keyIsRequiredAsBearer() throws Exception {
    HttpResponse<String> answer =
        wire.send(
            HttpRequest.newBuilder(wire.request(route(FLASH)).build().uri())
                .header("x-goog-api-key", gateway.apiKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"contents\":[" + text("p") + "]}")));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(gateway.directImages()).isZero();
  }

  private static HttpResponse<String> generate(String model, String content, String config)
      throws Exception {
    return wire.post(
        route(model), "{\"contents\":[" + content + "],\"generationConfig\":{" + config + "}}");
  }

  static String route(String model) {
    return "/v1beta/models/" + model + ":generateContent";
  }

  private static String text(String text) {
    return content("{\"text\":\"" + text + "\"}");
  }

  private static String content(String parts) {
    return "{\"role\":\"user\",\"parts\":[" + parts + "]}";
  }

  private static String data(HttpResponse<String> answer) {
    return Wire.find("\"data\":\"([^\"]+)\"", answer.body());
  }

  private static String masked(String body) {
    return body.replaceAll("\"data\":\"[^\"]+\"", "\"data\":\"BASE64\"")
        .replaceAll("task_[0-9a-f]{32}", "ID");
  }

  private static void assertRefused(HttpResponse<String> answer, String message) {
    assertThat(answer.body())
        .startsWith("{\"error\":{\"message\":\"" + message.replace("\"", "\\\"") + " (request id: ")
        .endsWith("\"code\":\"invalid_request\"}}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(gateway.directImages()).isZero();
  }
}
