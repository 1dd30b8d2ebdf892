package io.github.imagetask.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.DownloadException;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.WaitAbortedException;
import io.github.imagetask.spi.ImageFormat;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeRequest;
import io.github.imagetask.testing.fake.Fault;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.content.Media;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeType;

@Timeout(30)
final class ImageTaskImageModelTest {
  private static final MimeType PNG = MimeType.valueOf("image/png");

  /** A whole PNG of one pixel. */
  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJ"
                  + "RU5ErkJggg==");

  private final FakeGateways gateways = FakeGateways.start();
  private final UniAllClient client = Models.uniallClient(gateways);
  private final ImageModel model = Models.uniall(client).build();

  @AfterEach
  void stop() {
    client.close();
    gateways.close();
  }

  @Test
  void thisRunIsOnTheVersionThatItIsMeantFor() {
    String version = System.getProperty("spring-ai.expected");

    String jar = ImageModel.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    // Without the property it is an editor's run, on whatever it found.
    if (version != null) assertThat(jar).endsWith("spring-ai-model-" + version + ".jar");
  }

  @Test
  void optionsReplaceTheTemplates() {
    ImageResponse response =
        model.call(
            new ImagePrompt("Two spheres", new Options(2, "gpt-image-2", 1024, 1024, "url", null)));

    assertThat(submitted().bodyText())
        .contains("\"prompt\":\"Two spheres\"", "\"n\":2", "\"size\":\"1024x1024\"");
    assertThat(gateways.uniall().submits()).isEqualTo(1);
    assertThat(response.getResults())
        .extracting(image -> ((GeneratedImageMetadata) image.getMetadata()).index())
        .containsExactly(0, 1);
    assertThat(response.getResults())
        .extracting(each -> each.getOutput().getUrl())
        .doesNotHaveDuplicates();
  }

  @Test
  void templateHoldsWhatPromptsDoNotSet() {
    model.call(new ImagePrompt(List.of(new ImageMessage("A sphere")), null)); // without options

    assertThat(submitted().bodyText())
        .contains("\"model\":\"gpt-image-2\"", "\"size\":\"1024x768\"")
        .doesNotContain("\"n\"");
  }

  @Test
  void fewerImagesThanAskedForAreASuccess() {
    gateways.uniall().giveAtMost(1);

    ImageResponse response = model.call(new ImagePrompt("Three spheres", Options.n(3)));

    assertThat(response.getResults()).hasSize(1);
  }

  @Test
  void optionThatTheBuilderWasNotToldOfIsRefused() {
    ImageModel fixed =
        ImageTaskImageModel.builder(
                client,
                () -> UniAllImageRequest.builder().model(UniAllModel.NANO_BANANA),
                UniAllImageRequest.Builder::build)
            .build();
    Options options = new Options(2, "gpt-image-2", 1024, 768, "png", "vivid");

    assertThatThrownBy(() -> fixed.call(new ImagePrompt("A sphere", options)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            the request breaks 5 rules and was not sent:
              model: gpt-image-2; of a prompt's options this image model takes responseFormat; \
            its template sets the rest
              n: 2; of a prompt's options this image model takes responseFormat; \
            its template sets the rest
              width, height: 1024x768; of a prompt's options this image model takes responseFormat; \
            its template sets the rest
              style: vivid; of a prompt's options this image model takes responseFormat; \
            its template sets the rest
              responseFormat: png; this image model takes url, b64_json""");
    assertThat(gateways.uniall().submits()).isZero();
  }

  @Test
  void rulesOfTheGatewayHold() {
    assertThatThrownBy(() -> model.call(new ImagePrompt("A sphere", Options.n(9))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("n: 9; gpt-image-2 takes 1 to 8");
    assertThatThrownBy(() -> model.call(new ImagePrompt(" ")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("prompt is missing");
  }

  @Test
  void halfASizeIsRefused() {
    assertThatThrownBy(() -> model.call(new ImagePrompt("A sphere", Options.size(1024, null))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("width, height: 1024xnull; they are set together");
  }

  @Test
  void weightsAndSeveralMessagesAreRefused() {
    ImageMessage negative = new ImageMessage("blurry", -1f);

    assertThatThrownBy(() -> model.call(new ImagePrompt(negative, Options.none())))
        .hasMessageContaining("weight: -1.0; a task has one prompt, and no weights");
    assertThatThrownBy(
            () -> model.call(new ImagePrompt(List.of(new ImageMessage("A sphere"), negative))))
        .hasMessageContaining("instructions: 2 messages; a task has one prompt: one message");
    assertThat(gateways.uniall().submits()).isZero();
  }

  @Test
  void mediaAreReferenceImages() throws Exception {
    Media url = new Media(PNG, URI.create("https://example.com/desk.png"));
    Media bytes = new Media(PNG, new ByteArrayResource(PIXEL));

    model.call(new ImagePrompt(IllustratedMessage.of("Add a sphere", url), Options.none()));
    String byUrl = submitted().bodyText();
    model.call(new ImagePrompt(IllustratedMessage.of("Add a sphere", bytes), Options.none()));
    List<FakeRequest.Part> byUpload = submitted().parts();

    assertThat(byUrl).contains("\"https://example.com/desk.png\"");
    assertThat(byUpload).anySatisfy(part -> assertThat(part.body()).isEqualTo(PIXEL));
  }

  @Test
  void mediaThatAreNoImageOfTheNetworkAreRefusedAndNotShown() throws Exception {
    Media film = new Media(MimeType.valueOf("video/mp4"), URI.create("https://example.com/film"));
    Media file = new Media(PNG, URI.create("file:///etc/hostname"));
    ImageMessage message = IllustratedMessage.of("Add a sphere", film, file);

    assertThatThrownBy(() -> model.call(new ImagePrompt(message, Options.none())))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("media: video/mp4; an image's bytes, or its http or https URL")
        .hasMessageContaining("media: image/png; an image's bytes, or its http or https URL")
        .hasMessageNotContaining("example.com")
        .hasMessageNotContaining("hostname");
  }

  @Test
  void base64UnlessThePromptSaysUrl() {
    ImageModel inBase64 = Models.uniall(client).base64().build();

    Image bytes = inBase64.call(new ImagePrompt("A sphere")).getResult().getOutput();
    Image url =
        inBase64.call(new ImagePrompt("A sphere", Options.format("url"))).getResult().getOutput();

    assertThat(bytes.getB64Json()).isNotNull();
    assertThat(url.getB64Json()).isNull();
    assertThat(url.getUrl()).isNotNull();
  }

  @Test
  void expiryIsSaidWhereTheGatewaySaysIt() {
    ImageModel hingnet = Models.of(gateways, "hingnet").build();

    ImageGeneration signed = hingnet.call(new ImagePrompt("A sphere")).getResult();

    assertThat(((GeneratedImageMetadata) signed.getMetadata()).expiresAt()).isAfter(Instant.now());
  }

  @Test
  void inlineImageIsBase64WithoutBeingAskedFor() {
    gateways.meitu().inlineResults(true);
    ImageModel meitu = Models.of(gateways, "meitu").build();

    Image image = meitu.call(new ImagePrompt("A sphere")).getResult().getOutput();

    assertThat(image.getUrl()).isNull();
    assertThat(ImageFormat.of(Base64.getDecoder().decode(image.getB64Json()))).isNotNull();
  }

  @Test
  void imageThatCannotBeFetchedIsAnExceptionWithTheKey() {
    gateways.uniall().always(FakeCall.DOWNLOAD, Fault.htmlPage());

    DownloadException failure =
        catchThrowableOfType(
            DownloadException.class,
            () -> model.call(new ImagePrompt("A sphere", Options.format("b64_json"))));

    gateways.uniall().always(FakeCall.DOWNLOAD, null);
    assertThat(client.task(failure.key()).awaitResult().first().bytes()).isNotEmpty();
    assertThat(gateways.uniall().submits()).isEqualTo(1);
  }

  @Test
  void interruptedWaitHasTheKey() throws Exception {
    gateways.uniall().finishAfterQueries(1_000_000);
    Throwable[] failure = new Throwable[1];
    Thread caller =
        new Thread(
            () -> {
              try {
                model.call(new ImagePrompt("A sphere"));
              } catch (WaitAbortedException e) {
                failure[0] = e;
              }
            });
    caller.start();
    assertThat(gateways.uniall().await(FakeCall.QUERY, 1, Duration.ofSeconds(10))).isTrue();

    caller.interrupt();
    caller.join();

    assertThat(((WaitAbortedException) failure[0]).key()).isNotNull();
    assertThat(gateways.uniall().tasks()).isEqualTo(1);
  }

  @Test
  void textShowsNoSecret() {
    assertThat(model.toString()).isEqualTo("ImageTaskImageModel{" + client + "}");
    assertThat(model.toString()).doesNotContain(gateways.uniall().apiKey());
  }

  private FakeRequest submitted() {
    List<FakeRequest> submits =
        gateways.uniall().requests().stream()
            .filter(each -> each.call() == FakeCall.SUBMIT)
            .toList();
    return submits.get(submits.size() - 1);
  }
}
