package io.github.imagetask.independent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.Client;
import com.google.genai.errors.ApiException;
import com.google.genai.errors.ClientException;
import com.google.genai.errors.ServerException;
import com.google.genai.types.Blob;
import com.google.genai.types.BlockedReason;
import com.google.genai.types.Content;
import com.google.genai.types.FinishReason;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.ImageConfig;
import com.google.genai.types.Part;
import com.google.genai.types.ThinkingConfig;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Google's own Java client at UniAll's entry in Gemini's style. The key goes out as UniAll wants
 * it, as Bearer, beside the header of Google's that the client can't leave out.
 */
final class GoogleClientTest {
  private static final String MODEL = "gemini-3-pro-image-preview-1k";

  private static FakeGateways gateways;
  private static FakeGateway gateway;

  @BeforeAll
  static void start() {
    gateways = FakeGateways.start();
    gateway = gateways.uniall();
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
  void generatesAnImage() throws Exception {
    GenerateContentResponse answer =
        generate(
            "A cup",
            config()
                .responseModalities("IMAGE")
                .imageConfig(ImageConfig.builder().aspectRatio("16:9").imageSize("1K").build())
                .build());

    assertThat(answer.parts()).hasSize(1);
    assertThat(image(answer.parts().get(0))).isEqualTo("image/png png 1368x768");
    assertThat(answer.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
    assertThat(answer.usageMetadata().orElseThrow().candidatesTokenCount()).hasValue(1290);
    assertThat(answer.modelVersion()).hasValue(MODEL);
    assertThat(gateway.requests().get(0).path())
        .isEqualTo("/uniall/v1beta/models/" + MODEL + ":generateContent");
    assertThat(gateway.directImages()).isEqualTo(1);
  }

  @Test
  void outputFormatGoesOutBesideGooglesFields() throws Exception {
    Map<String, Object> image = Map.of("imageConfig", Map.of("outputFormat", "jpeg"));
    GenerateContentResponse answer =
        generate(
            "A cup",
            config()
                .responseModalities("IMAGE")
                .httpOptions(
                    HttpOptions.builder().extraBody(Map.of("generationConfig", image)).build())
                .build());

    assertThat(image(answer.parts().get(0))).isEqualTo("image/jpeg jpeg 1024x1024");
  }

  @Test
  void editsAnInlineImage() throws Exception {
    Content content =
        Content.fromParts(
            Part.fromText("Make it a watercolour"), Part.fromBytes(Pictures.png(), "image/png"));

    GenerateContentResponse answer =
        client(gateway.apiKey())
            .models
            .generateContent(MODEL, content, config().responseModalities("IMAGE").build());

    assertThat(image(answer.parts().get(0))).isEqualTo("image/png png 1024x1024");
    assertThat(answer.usageMetadata().orElseThrow().promptTokenCount().orElseThrow())
        .isGreaterThan(258);
  }

  @Test
  void thoughtsAndTextStandBesideTheImage() throws Exception {
    GenerateContentResponse answer =
        generate(
            "A cup",
            config().thinkingConfig(ThinkingConfig.builder().includeThoughts(true)).build());

    List<Part> parts = answer.parts();
    assertThat(parts).hasSize(3);
    assertThat(parts.get(0).thought()).hasValue(true);
    assertThat(answer.text()).isEqualTo("Here is your image:");
    assertThat(image(parts.get(2))).isEqualTo("image/png png 1024x1024");
  }

  @Test
  void blockedPromptAndTextReadAsGoogles() {
    gateway.next(FakeCall.DIRECT, Fault.blockedPrompt("SAFETY"));
    gateway.next(FakeCall.DIRECT, Fault.textWithoutImage("I can't draw that."));
    gateway.next(FakeCall.DIRECT, Fault.unknownStatus("NO_IMAGE"));

    GenerateContentResponse blocked = generate("A cup", config().build());
    GenerateContentResponse text = generate("A cup", config().build());
    GenerateContentResponse none = generate("A cup", config().build());

    assertThat(blocked.candidates()).isEmpty();
    assertThat(blocked.promptFeedback().orElseThrow().blockReason().orElseThrow().knownEnum())
        .isEqualTo(BlockedReason.Known.SAFETY);
    assertThat(text.text()).isEqualTo("I can't draw that.");
    assertThat(none.finishReason().knownEnum()).isEqualTo(FinishReason.Known.NO_IMAGE);
  }

  @Test
  void errorsReadAsGoogles() {
    GenerateContentConfig wrong = config().responseModalities("TEXT").build();
    GenerateContentConfig plain = config().build();

    assertThatThrownBy(() -> generate("A cup", wrong))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("responseModalities must be IMAGE")
        .extracting(error -> ((ApiException) error).code())
        .isEqualTo(400);
    assertThatThrownBy(() -> client("test-key-other").models.generateContent(MODEL, "A cup", plain))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("无效的令牌");
    gateway.next(FakeCall.DIRECT, Fault.refusal(503, "get_channel_failed", "no channel"));
    assertThatThrownBy(() -> generate("A cup", plain)).isInstanceOf(ServerException.class);
    assertThat(gateway.directs()).isEqualTo(3);
    assertThat(gateway.directImages()).isZero();
  }

  private static GenerateContentResponse generate(String prompt, GenerateContentConfig config) {
    return client(gateway.apiKey()).models.generateContent(MODEL, prompt, config);
  }

  private static GenerateContentConfig.Builder config() {
    return GenerateContentConfig.builder();
  }

  private static String image(Part part) throws Exception {
    Blob blob = part.inlineData().orElseThrow();
    return blob.mimeType().orElseThrow() + " " + Pictures.of(blob.data().orElseThrow());
  }

  private static Client client(String key) {
    return Client.builder()
        .apiKey(key)
        .httpOptions(
            HttpOptions.builder()
                .baseUrl(gateway.baseUrl())
                .headers(Map.of("Authorization", "Bearer " + key))
                .retryOptions(HttpRetryOptions.builder().attempts(1))
                .build())
        .build();
  }
}
