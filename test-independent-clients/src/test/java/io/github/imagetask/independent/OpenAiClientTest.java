package io.github.imagetask.independent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.MultipartField;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.images.Image;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeRequest;
import io.github.imagetask.testing.fake.Fault;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OpenAI's own Java client generates and edits at the fakes' entries in its style, and checks every
 * answer against its types.
 */
final class OpenAiClientTest {
  private static FakeGateways gateways;

  @BeforeAll
  static void start() {
    gateways = FakeGateways.start();
  }

  @AfterAll
  static void close() {
    gateways.close();
  }

  @BeforeEach
  void reset() {
    gateways.all().forEach(FakeGateway::reset);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet"})
  void generatesInBase64(String name) throws Exception {
    FakeGateway gateway = gateways.gateway(name);

    ImagesResponse answer =
        client(gateway, gateway.apiKey())
            .images()
            .generate(
                generation()
                    .n(2)
                    .quality(ImageGenerateParams.Quality.HIGH)
                    .outputFormat(ImageGenerateParams.OutputFormat.JPEG)
                    .outputCompression(80)
                    .moderation(ImageGenerateParams.Moderation.LOW)
                    .background(ImageGenerateParams.Background.OPAQUE)
                    .build());

    List<Image> images = answer.data().orElseThrow();
    assertThat(images).hasSize(2);
    for (Image image : images) {
      byte[] bytes = Base64.getDecoder().decode(image.b64Json().orElseThrow());
      assertThat(Pictures.of(bytes)).isEqualTo("jpeg 1536x1024");
    }
    assertThat(answer.created()).isGreaterThan(1_700_000_000);
    assertThat(gateway.directs()).isEqualTo(1);
    assertThat(gateway.directImages()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet"})
  void generatesAddresses(String name) throws Exception {
    FakeGateway gateway = gateways.gateway(name);

    ImagesResponse answer = client(gateway, gateway.apiKey()).images().generate(generationOfUrl());

    String url = answer.data().orElseThrow().get(0).url().orElseThrow();
    assertThat(Pictures.at(url)).isEqualTo("png 1536x1024");
  }

  @Test
  void uniAllDescribesWhatItMade() {
    FakeGateway gateway = gateways.uniall();

    ImagesResponse answer =
        client(gateway, gateway.apiKey()).images().generate(generation().build());

    assertThat(answer.size()).hasValue(ImagesResponse.Size._1536X1024);
    assertThat(answer.quality()).hasValue(ImagesResponse.Quality.MEDIUM);
    assertThat(answer.outputFormat()).hasValue(ImagesResponse.OutputFormat.PNG);
    assertThat(answer.background()).hasValue(ImagesResponse.Background.OPAQUE);
    assertThat(answer.usage().orElseThrow().outputTokens()).isEqualTo(1056);
    assertThat(answer.data().orElseThrow().get(0).revisedPrompt())
        .hasValue("In this picture: A cup");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet"})
  void editsAFileWithAMask(String name) throws Exception {
    FakeGateway gateway = gateways.gateway(name);

    ImagesResponse answer =
        client(gateway, gateway.apiKey())
            .images()
            .edit(
                edit()
                    .image(
                        file(
                            ImageEditParams.Image.ofInputStream(
                                new ByteArrayInputStream(Pictures.png()))))
                    .mask(file((InputStream) new ByteArrayInputStream(Pictures.png())))
                    .build());

    byte[] bytes =
        Base64.getDecoder().decode(answer.data().orElseThrow().get(0).b64Json().orElseThrow());
    assertThat(Pictures.of(bytes)).isEqualTo("png 1024x1024");
    assertThat(gateway.requests().get(0).parts())
        .extracting(FakeRequest.Part::name)
        .contains("image", "mask", "model", "prompt", "size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet"})
  void editsSeveralFiles(String name) {
    FakeGateway gateway = gateways.gateway(name);
    List<InputStream> files =
        List.of(new ByteArrayInputStream(Pictures.png()), new ByteArrayInputStream(Pictures.png()));

    client(gateway, gateway.apiKey())
        .images()
        .edit(edit().image(file(ImageEditParams.Image.ofInputStreams(files))).build());

    assertThat(gateway.requests().get(0).parts())
        .filteredOn(part -> part.fileName() != null)
        .extracting(FakeRequest.Part::name)
        .containsExactly("image[]", "image[]");
    assertThat(gateway.directImages()).isEqualTo(1);
  }

  @Test
  void partWithoutATypeOfAnImageIsRefusedAsOpenAiDoes() {
    FakeGateway gateway = gateways.uniall();
    OpenAIClient client = client(gateway, gateway.apiKey());
    ImageEditParams params = edit().image(Pictures.png()).build();

    assertThatThrownBy(() -> client.images().edit(params))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("image");
    assertThat(gateway.directImages()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet"})
  void errorsReadAsOpenAis(String name) {
    FakeGateway gateway = gateways.gateway(name);
    OpenAIClient client = client(gateway, gateway.apiKey());
    ImageGenerateParams tooMany = generation().n(11).build();
    ImageGenerateParams plain = generation().build();

    assertThatThrownBy(() -> client.images().generate(tooMany))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("n must be from 1 to")
        .extracting(error -> ((OpenAIServiceException) error).code().orElseThrow())
        .isEqualTo("invalid_request");
    assertThatThrownBy(() -> client(gateway, "test-key-other").images().generate(plain))
        .isInstanceOf(UnauthorizedException.class);
    gateway.next(FakeCall.DIRECT, Fault.refusal(500, "do_request_failed", "no"));
    assertThatThrownBy(() -> client.images().generate(plain))
        .isInstanceOf(InternalServerException.class);
    assertThat(gateway.directImages()).isZero();
  }

  @Test
  void urlWithoutStorageReadsAsAnError() {
    FakeGateway gateway = gateways.hingnet();
    gateways.hingnet().storageConfigured(false);
    ImageGenerateParams url = generationOfUrl();

    assertThatThrownBy(() -> client(gateway, gateway.apiKey()).images().generate(url))
        .isInstanceOf(InternalServerException.class)
        .extracting(error -> ((OpenAIServiceException) error).code().orElseThrow())
        .isEqualTo("image_url_not_available");
    assertThat(gateway.directImages()).isEqualTo(1);
  }

  private static ImageGenerateParams.Builder generation() {
    return ImageGenerateParams.builder()
        .model("gpt-image-2")
        .prompt("A cup")
        .size(ImageGenerateParams.Size._1536X1024);
  }

  /** OpenAI has the field for older models; the client's own setter is deprecated. */
  private static ImageGenerateParams generationOfUrl() {
    return generation().putAdditionalBodyProperty("response_format", JsonValue.from("url")).build();
  }

  private static ImageEditParams.Builder edit() {
    return ImageEditParams.builder()
        .model("gpt-image-2")
        .prompt("A cup")
        .size(ImageEditParams.Size._1024X1024);
  }

  private static <T> MultipartField<T> file(T value) {
    return MultipartField.<T>builder()
        .value(value)
        .filename("in.png")
        .contentType("image/png")
        .build();
  }

  private static OpenAIClient client(FakeGateway gateway, String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(gateway.baseUrl() + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .responseValidation(true)
        .build();
  }
}
