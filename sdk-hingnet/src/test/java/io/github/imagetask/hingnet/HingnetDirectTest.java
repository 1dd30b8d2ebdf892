package io.github.imagetask.hingnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.DirectResult;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.NoImageException;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeHingnet;
import io.github.imagetask.testing.fake.FakeRequest;
import io.github.imagetask.testing.fake.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Direct calls against the fake, which counts the POSTs and the images that were made. */
@Timeout(60)
final class HingnetDirectTest {
  private static final ReferenceImage URL = ReferenceImage.url("https://example.com/base.png");

  @TempDir private Path folder;
  private final FakeGateways gateways = FakeGateways.start();
  private final FakeHingnet hingnet = gateways.hingnet();
  private final HingnetClient client =
      HingnetClient.builder().baseUrl(hingnet.baseUrl()).apiKey(hingnet.apiKey()).build();

  @AfterEach
  void stop() {
    client.close();
    gateways.close();
  }

  @Test
  void imageIsInTheAnswer() throws IOException {
    DirectResult result =
        client
            .direct()
            .generate(gpt().size(ImageSize.of(1536, 1024)).quality(HingnetQuality.HIGH).build());

    assertThat(result.images()).hasSize(1);
    assertThat(result.first().url()).isNull();
    assertThat(size(result.first().bytes())).isEqualTo("1536x1024");
    assertThat(hingnet.directs()).isEqualTo(1);
    assertThat(hingnet.directImages()).isEqualTo(1);
    assertThat(hingnet.submits()).isZero();
    assertThat(hingnet.downloads()).isZero();
  }

  @Test
  void everyFieldOfGptImage2IsTaken() throws IOException {
    HingnetImageRequest request =
        gpt()
            .n(2)
            .size(HingnetSize.AUTO)
            .quality(HingnetQuality.AUTO)
            .background(HingnetBackground.AUTO)
            .outputFormat(HingnetOutputFormat.JPEG)
            .outputCompression(80)
            .moderation(HingnetModeration.LOW)
            .user("user-1")
            .build();

    List<Path> files = client.direct().generateInto(request, folder);

    assertThat(files).hasSize(2).allSatisfy(file -> assertThat(file.toString()).endsWith(".jpg"));
    assertThat(size(Files.readAllBytes(files.get(0)))).isEqualTo("1024x1024");
    assertThat(hingnet.directs()).isEqualTo(1);
    assertThat(hingnet.directImages()).isEqualTo(2);
  }

  @Test
  void urlOnRequestIsFetchedWithoutTheKey() throws IOException {
    HingnetImageRequest request = gpt().responseFormat(HingnetResponseFormat.URL).build();

    DirectResult result = client.direct().generate(request);
    Path file = result.first().saveTo(folder.resolve("city.png"));

    assertThat(result.first().url()).startsWith("http://");
    assertThat(size(Files.readAllBytes(file))).isEqualTo("1024x1024");
    assertThat(hingnet.directs()).isEqualTo(1);
    assertThat(hingnet.downloads()).isEqualTo(1);
    assertThat(hingnet.credentialsAtOtherOrigins()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-image-2", "gemini-3-pro-image-preview"})
  void editsTakeUrlsOrAFile(String model) throws IOException {
    byte[] drawn = client.direct().generate(gpt().build()).first().bytes();
    HingnetImageRequest.Builder edit = gpt().model(HingnetModel.of(model));

    client.direct().generate(edit.addImage(URL).addImage(URL).build());
    client.direct().generate(edit.images(List.of(ReferenceImage.bytes(drawn))).build());

    assertThat(hingnet.requests())
        .extracting(FakeRequest::path)
        .containsExactly(
            "/hingnet/v1/images/generations",
            "/hingnet/v1/images/edits",
            "/hingnet/v1/images/edits");
    assertThat(hingnet.directImages()).isEqualTo(3);
  }

  @Test
  void base64NeedsNoStorage() {
    hingnet.storageConfigured(false);

    DirectResult result = client.direct().generate(gpt().build());

    assertThat(result.images()).hasSize(1);
  }

  @Test
  void urlWithoutAStorageIsUnknownSinceTheImageMayBeMade() {
    hingnet.storageConfigured(false);
    HingnetImageRequest request = gpt().responseFormat(HingnetResponseFormat.URL).build();

    assertThatThrownBy(() -> client.direct().generate(request))
        .isInstanceOf(SubmitOutcomeUnknownException.class)
        .hasMessageNotContaining("nothing is billed");
    assertThat(hingnet.directs()).isEqualTo(1);
    assertThat(hingnet.directImages()).isEqualTo(1);
  }

  @Test
  void missingStorageIsRefusedForGood() {
    hingnet.next(FakeCall.DIRECT, Fault.refusal(503, "storage_not_configured", "no storage"));

    GatewayException refused =
        catchThrowableOfType(GatewayException.class, () -> client.direct().generate(gpt().build()));

    assertThat(refused)
        .hasMessageContaining("responseFormat(B64_JSON), the default, needs none")
        .hasMessageContaining("nothing is billed");
    assertThat(refused.isRetryable()).isFalse();
    assertThat(hingnet.directs()).isEqualTo(1);
    assertThat(hingnet.directImages()).isZero();
  }

  @Test
  void blockedPromptIsRejectedContent() {
    hingnet.next(FakeCall.DIRECT, Fault.blockedPrompt("SAFETY"));

    GatewayException refused =
        catchThrowableOfType(GatewayException.class, () -> client.direct().generate(gpt().build()));

    assertThat(refused.error().kind()).isEqualTo(ErrorKind.CONTENT_REJECTED);
    assertThat(hingnet.directs()).isEqualTo(1);
    assertThat(hingnet.directImages()).isZero();
  }

  @Test
  void rateLimitIsWaitedOutAndTheNextPostIsTheOnlyOneThatMakesImages() {
    hingnet.next(FakeCall.DIRECT, Fault.refusal(429, "rate_limited", "wait").withRetryAfter("0"));

    DirectResult result = client.direct().generate(gpt().build());

    assertThat(result.images()).hasSize(1);
    assertThat(hingnet.directs()).isEqualTo(2);
    assertThat(hingnet.directImages()).isEqualTo(1);
  }

  static Stream<Arguments> faults() {
    Class<?> unknown = SubmitOutcomeUnknownException.class;
    Class<?> refused = GatewayException.class;
    return Stream.of(
        Arguments.of(Fault.cutAfterRead(), unknown),
        Arguments.of(Fault.cutAtByte(200), unknown),
        Arguments.of(Fault.wrongLength(), unknown),
        Arguments.of(Fault.truncatedJson(), unknown),
        Arguments.of(Fault.emptyBody(), unknown),
        Arguments.of(Fault.htmlPage(), unknown),
        Arguments.of(Fault.htmlPage(502), unknown),
        Arguments.of(Fault.status(408), unknown),
        Arguments.of(Fault.status(500), unknown),
        Arguments.of(Fault.status(504).processed(), unknown),
        Arguments.of(Fault.refusal(500, "task_failed", "it failed"), unknown),
        Arguments.of(Fault.body("{\"error\":{\"code\":\"task_failed\"}}"), NoImageException.class),
        Arguments.of(Fault.refusal(400, "invalid_request", "no such size"), refused),
        Arguments.of(Fault.redirectToOtherOrigin(), refused),
        Arguments.of(Fault.successWithoutImage(), NoImageException.class));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void faultEndsTheCallAfterOnePost(Fault fault, Class<? extends ImageTaskException> ended) {
    hingnet.always(FakeCall.DIRECT, fault);

    assertThatThrownBy(() -> client.direct().generate(gpt().build())).isInstanceOf(ended);
    assertThat(hingnet.directs()).isEqualTo(1);
  }

  @Test
  void whatOnlyADirectCallTakesNeverReachesTheTasks() {
    HingnetImageRequest request = gpt().quality(HingnetQuality.HIGH).build();

    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, () -> client.submit(request));

    assertThat(refused)
        .hasMessageContaining("model: gpt-image-2; a task doesn't take this; ask client.direct()")
        .hasMessageContaining("quality: high; a task doesn't take this; ask client.direct()");
    assertThat(client.submitAsync(request))
        .failsWithin(java.time.Duration.ofSeconds(5))
        .withThrowableThat()
        .withCauseInstanceOf(InvalidRequestException.class);
    assertThat(hingnet.requests()).isEmpty();
  }

  private static HingnetImageRequest.Builder gpt() {
    return HingnetImageRequest.builder().model(HingnetModel.GPT_IMAGE_2).prompt("a city");
  }

  private static String size(byte[] image) throws IOException {
    var read = ImageIO.read(new ByteArrayInputStream(image));
    return read.getWidth() + "x" + read.getHeight();
  }
}
