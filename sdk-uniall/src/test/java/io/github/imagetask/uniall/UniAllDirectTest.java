package io.github.imagetask.uniall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.DirectResult;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.NoImageException;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskListener;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeRequest;
import io.github.imagetask.testing.fake.Fault;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Direct calls from end to end, POSTs and paid images counted at the server. */
@Timeout(60)
final class UniAllDirectTest {
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  @TempDir private Path folder;
  private FakeGateways gateways;
  private FakeGateway gateway;
  private UniAllClient client;

  /** The two entries, as a test that holds for either calls them. */
  enum Entry {
    OPENAI {
      @Override
      DirectResult call(UniAllClient client) {
        return client.direct().generate(sphere().responseFormat(B64).build());
      }
    },
    GEMINI {
      @Override
      DirectResult call(UniAllClient client) {
        return client.gemini().generate(photo().build());
      }
    };

    private static final UniAllResponseFormat B64 = UniAllResponseFormat.B64_JSON;

    abstract DirectResult call(UniAllClient client);
  }

  @BeforeEach
  void start() {
    gateways = FakeGateways.start();
    gateway = gateways.uniall();
    client =
        UniAllClient.builder()
            .baseUrl(gateway.baseUrl())
            .apiKey(gateway.apiKey())
            .directTimeout(Duration.ofSeconds(30))
            .listener(
                new TaskListener() {
                  @Override
                  public void generated(TaskContext context, DirectResult result) {
                    heard.add(context.tag() == null ? "no tag" : context.tag());
                  }
                })
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    gateways.close();
  }

  @Test
  void imagesComeByAddressAndAreFetchedWithoutTheKey() throws Exception {
    DirectResult result = client.direct().generate(sphere().n(2).tag("order-7").build());

    assertThat(result.images()).hasSize(2).noneMatch(GeneratedImage::isInline);
    assertThat(result.text()).isEqualTo("In this picture: A small blue glass sphere");
    assertThat(size(result.first().bytes())).isEqualTo("1024x768");
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("order-7");
    assertThat(gateway.directs()).isEqualTo(1);
    assertThat(gateway.directImages()).isEqualTo(2);
    assertThat(gateway.tasks() + gateway.queries()).isZero();
    assertThat(gateway.credentialsAtOtherOrigins()).isZero();
  }

  @Test
  void imagesComeInBase64IfTheRequestSaysSo() throws Exception {
    DirectResult result =
        client
            .direct()
            .generate(
                UniAllImageRequest.builder()
                    .model(UniAllModel.GPT_IMAGE_2_AUTO)
                    .prompt("A small blue glass sphere")
                    .autoSize()
                    .responseFormat(UniAllResponseFormat.B64_JSON)
                    .build());

    assertThat(result.images()).hasSize(1).allMatch(GeneratedImage::isInline);
    assertThat(Files.size(result.first().saveTo(folder.resolve("sphere.png")))).isPositive();
    assertThat(gateway.directs()).isEqualTo(1);
    assertThat(gateway.downloads()).isZero();
  }

  @Test
  void imagesGoIntoFilesHoweverTheyCome() throws Exception {
    List<Path> inline =
        client
            .direct()
            .generateInto(
                sphere().n(2).responseFormat(UniAllResponseFormat.B64_JSON).build(), folder);
    List<Path> byAddress = client.direct().generateIntoAsync(sphere().build(), folder).get();
    List<Path> gemini = client.gemini().generateInto(photo().build(), folder);

    assertThat(inline).hasSize(2);
    assertThat(byAddress).hasSize(1);
    assertThat(gemini).hasSize(1);
    assertThat(size(Files.readAllBytes(inline.get(1)))).isEqualTo("1024x768");
    assertThat(size(Files.readAllBytes(byAddress.get(0)))).isEqualTo("1024x768");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(4);
    }
    assertThat(gateway.directs()).isEqualTo(3);
    assertThat(gateway.directImages()).isEqualTo(4);
  }

  @Test
  void thoughtsLeaveNoFileBehind() throws Exception {
    byte[] thought = new byte[100_000];
    Arrays.fill(thought, (byte) 7);
    System.arraycopy(png(8, 8), 0, thought, 0, 40);
    byte[] image = thought.clone();
    image[99_999] = 8;
    String part = "{\"inlineData\":{\"data\":\"%s\"}%s}";
    Base64.Encoder base64 = Base64.getEncoder();
    gateway.next(
        FakeCall.DIRECT,
        Fault.body(
            "{\"candidates\":[{\"content\":{\"parts\":["
                + part.formatted(base64.encodeToString(thought), ",\"thought\":true")
                + ","
                + part.formatted(base64.encodeToString(image), "")
                + "]}}]}"));

    List<Path> files = client.gemini().generateInto(photo().build(), folder);

    assertThat(files).hasSize(1);
    assertThat(Files.readAllBytes(files.get(0))).isEqualTo(image);
    try (var all = Files.list(folder)) {
      assertThat(all).containsExactlyElementsOf(files);
    }
  }

  @Test
  void filesAndMaskAreEdited() throws Exception {
    Path file = Files.write(folder.resolve("in.png"), png(64, 32));
    UniAllImageRequest request =
        sphere()
            .addImage(ReferenceImage.file(file))
            .addImage(ReferenceImage.bytes(png(8, 8)))
            .mask(ReferenceImage.bytes(png(64, 32)))
            .background(UniAllBackground.AUTO)
            .outputFormat(UniAllOutputFormat.JPEG)
            .outputCompression(80)
            .user("order-7")
            .build();

    DirectResult result = client.direct().generate(request);

    assertThat(size(result.first().bytes())).isEqualTo("1024x768");
    FakeRequest sent = gateway.requests().get(0);
    assertThat(sent.path()).endsWith("/v1/images/edits");
    assertThat(sent.parts())
        .extracting(FakeRequest.Part::name)
        .containsExactly(
            "model",
            "prompt",
            "size",
            "output_format",
            "output_compression",
            "background",
            "user",
            "response_format",
            "image[]",
            "image[]",
            "mask");
    assertThat(gateway.directImages()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "several"})
  void imageByUrlIsSentToGenerations(String how) {
    UniAllImageRequest.Builder request =
        sphere().addImage(ReferenceImage.url("https://example.com/a.png"));
    if (how.equals("several")) request.addImage(ReferenceImage.url("https://example.com/b.png"));

    assertThat(client.direct().generate(request.build()).images()).hasSize(1);
    assertThat(gateway.requests().get(0).path()).endsWith("/v1/images/generations");
  }

  @Test
  void nanoGoesOutIfLenient() throws Exception {
    UniAllImageRequest nano =
        UniAllImageRequest.builder()
            .model(UniAllModel.NANO_BANANA_2_1K)
            .prompt("a cube")
            .aspectRatio(AspectRatio.of(16, 9))
            .lenient()
            .build();

    GatewayException refused =
        catchThrowableOfType(GatewayException.class, () -> client.direct().generate(nano));
    gateway.acceptUnknownModels(true);
    DirectResult result = client.direct().generate(nano);

    assertThat(refused.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    assertThat(refused).hasMessageContaining("only imagen models are supported");
    assertThat(size(result.first().bytes())).isEqualTo("1368x768");
    assertThat(gateway.directs()).isEqualTo(2);
  }

  @Test
  void geminiMakesAnImageOfAPhotoAndSaysAWord() throws Exception {
    DirectResult plain = client.gemini().generate(photo().build());
    DirectResult edited =
        client
            .gemini()
            .generate(
                photo()
                    .model(UniAllGeminiModel.GEMINI_3_1_FLASH_IMAGE_512)
                    .addImage(ReferenceImage.bytes(png(64, 32)))
                    .aspectRatio(AspectRatio.of(1, 1))
                    .outputFormat(UniAllOutputFormat.JPEG)
                    .imageSize(UniAllGeminiSize.SIZE_512)
                    .responseModalities(UniAllModality.TEXT, UniAllModality.IMAGE)
                    .build());

    assertThat(plain.images()).hasSize(1).allMatch(GeneratedImage::isInline);
    assertThat(plain.text()).isNull();
    assertThat(size(plain.first().bytes())).isEqualTo("1024x1024");
    assertThat(edited.text()).isEqualTo("Here is your image:");
    assertThat(size(edited.first().bytes())).isEqualTo("512x512");
    assertThat(gateway.directs()).isEqualTo(2);
    assertThat(gateway.directImages()).isEqualTo(2);
  }

  @Test
  void blockedPromptIsContentRejectedInEitherStyle() {
    gateway.next(FakeCall.DIRECT, Fault.blockedPrompt("SAFETY"));
    NoImageException gemini =
        catchThrowableOfType(NoImageException.class, () -> Entry.GEMINI.call(client));
    gateway.next(FakeCall.DIRECT, Fault.blockedPrompt("SAFETY"));
    GatewayException openAi =
        catchThrowableOfType(GatewayException.class, () -> Entry.OPENAI.call(client));

    assertThat(gemini.error()).isEqualTo(TaskError.of(ErrorKind.CONTENT_REJECTED, "SAFETY", null));
    assertThat(gemini)
        .hasMessage(
            "uniall: the answer holds no image: HTTP 200, CONTENT_REJECTED SAFETY. It may be billed"
                + " all the same; it was not sent again");
    assertThat(openAi.error().kind()).isEqualTo(ErrorKind.CONTENT_REJECTED);
    assertThat(gateway.directs()).isEqualTo(2);
    assertThat(gateway.directImages()).isZero();
  }

  @Test
  void textInTheImagesPlaceIsTold() {
    gateway.next(FakeCall.DIRECT, Fault.textWithoutImage("I can't draw that."));

    NoImageException failure =
        catchThrowableOfType(NoImageException.class, () -> Entry.GEMINI.call(client));

    assertThat(failure.error().message()).isEqualTo("I can't draw that.");
    assertThat(failure)
        .hasMessage(
            "uniall: the answer holds no image: HTTP 200, UNKNOWN: I can't draw that. It may be"
                + " billed all the same; it was not sent again");
    assertThat(gateway.directs()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Entry.class)
  void successWithoutAnImageIsAnErrorOfItsOwn(Entry entry) {
    for (Fault fault :
        List.of(
            Fault.successWithoutImage(),
            Fault.body("{}"),
            Fault.body("{\"error\":{\"code\":\"oops\",\"message\":\"m\"}}"))) {
      gateway.next(FakeCall.DIRECT, fault);

      NoImageException failure =
          catchThrowableOfType(NoImageException.class, () -> entry.call(client));

      assertThat(failure.error().kind()).isEqualTo(ErrorKind.UNKNOWN);
      assertThat(failure).hasMessageNotContaining("nothing is billed");
    }
    assertThat(gateway.directs()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Entry.class)
  void whatMayHaveBeenMadeIsUnknownAndNotSentAgain(Entry entry) {
    List<Fault> faults =
        List.of(
            Fault.cutAfterRead(),
            Fault.cutAtByte(3_000),
            Fault.truncatedJson(),
            Fault.emptyBody(),
            Fault.htmlPage(),
            Fault.htmlPage(502).processed(),
            Fault.status(408),
            Fault.status(500).processed(),
            Fault.status(503).withRetryAfter("1").processed(),
            Fault.status(504).processed(),
            Fault.refusal(500, "do_request_failed", "m").processed(),
            Fault.refusal(429, "fail_to_fetch_task", "m").processed());
    for (Fault fault : faults) {
      gateway.next(FakeCall.DIRECT, fault);

      ImageTaskException failure =
          catchThrowableOfType(ImageTaskException.class, () -> entry.call(client));

      assertThat(failure).as(fault.toString()).isInstanceOf(SubmitOutcomeUnknownException.class);
      assertThat(failure).hasMessageNotContaining(gateway.apiKey());
    }
    assertThat(gateway.directs()).isEqualTo(faults.size());
  }

  @ParameterizedTest
  @EnumSource(Entry.class)
  void whatWasRefusedIsNotSentAgainAndBillsNothing(Entry entry) {
    List<Fault> faults =
        List.of(
            Fault.refusal(400, "invalid_request", "m"),
            Fault.refusal(500, "invalid_request", "m"),
            Fault.refusal(403, "insufficient_user_quota", "m"),
            Fault.status(413),
            Fault.htmlPage(404),
            Fault.redirectToOtherOrigin(307));
    for (Fault fault : faults) {
      gateway.next(FakeCall.DIRECT, fault);

      ImageTaskException failure =
          catchThrowableOfType(ImageTaskException.class, () -> entry.call(client));

      assertThat(failure).as(fault.toString()).isInstanceOf(GatewayException.class);
    }
    assertThat(gateway.directs()).isEqualTo(faults.size());
    assertThat(gateway.directImages()).isZero();
    assertThat(gateway.credentialsAtOtherOrigins()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Entry.class)
  void whatTheGatewayPutsOffIsSentAgain(Entry entry) {
    gateway.next(FakeCall.DIRECT, Fault.refusal(429, "", "slower").withRetryAfter("0"));

    assertThat(entry.call(client).images()).hasSize(1);
    assertThat(gateway.directs()).isEqualTo(2);
    assertThat(gateway.directImages()).isEqualTo(1);
  }

  @Test
  void requestForTheOtherEntryIsRefusedBeforeAnythingIsSent() {
    UniAllImageRequest direct = sphere().background(UniAllBackground.OPAQUE).build();
    UniAllImageRequest task = sphere().taskType(UniAllTaskType.TEXT_TO_IMAGE).build();
    List<Supplier<?>> calls =
        List.of(
            () -> client.submit(direct),
            () -> client.generate(direct),
            () -> client.direct().generate(task),
            () -> client.direct().generateInto(task, folder));

    for (Supplier<?> call : calls) {
      assertThat(catchThrowableOfType(InvalidRequestException.class, call::get).violations())
          .hasSize(1);
    }
    assertThat(
            catchThrowableOfType(ExecutionException.class, () -> client.submitAsync(direct).get())
                .getCause())
        .isInstanceOf(InvalidRequestException.class);
    assertThat(
            catchThrowableOfType(
                    ExecutionException.class, () -> client.direct().generateAsync(task).get())
                .getCause())
        .isInstanceOf(InvalidRequestException.class);
    assertThat(gateway.requests()).isEmpty();
  }

  private static UniAllImageRequest.Builder sphere() {
    return UniAllImageRequest.builder()
        .model(UniAllModel.GPT_IMAGE_2)
        .prompt("A small blue glass sphere")
        .size(ImageSize.of(1024, 768));
  }

  private static UniAllGeminiRequest.Builder photo() {
    return UniAllGeminiRequest.builder()
        .model(UniAllGeminiModel.GEMINI_2_5_FLASH_IMAGE)
        .prompt("Turn the photo into a clean product render");
  }

  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }

  private static String size(byte[] image) throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(image));
    return read.getWidth() + "x" + read.getHeight();
  }
}
