package io.github.imagetask.uniall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.ImageSize;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.Violation;
import io.github.imagetask.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one entry can't spell, or doesn't take, of a request that the other one may. */
final class UniAllDirectRulesTest {
  private static final String OPENAI = " (OpenAI's Images API)";
  private static final String PAGE = " (UniAll gpt-image-2 / openai-generate)";
  private static final String DOCUMENT =
      " (UniAll async-image-generation of 2026-04-29, section 4.3)";
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
  private static final ReferenceImage UPLOAD = ReferenceImage.bytes(PNG);
  private static final ReferenceImage URL = ReferenceImage.url("https://example.com/input.png");

  @TempDir private Path folder;

  private final UniAllWire tasks = new UniAllWire(Settings.baseUrl("https://a.example"), "k");
  private final UniAllDirectEntry direct = new UniAllDirectEntry(HttpUrl.get("https://a.example"));

  @Test
  void fieldsOfDirectCallsAreNoneOfATasksEvenIfLenient() {
    String why = "; a task has no such field; direct() has";
    for (boolean lenient : List.of(false, true)) {
      UniAllImageRequest request =
          gpt()
              .lenient(lenient)
              .addImage(UPLOAD)
              .mask(UPLOAD)
              .outputFormat(UniAllOutputFormat.JPEG)
              .outputCompression(80)
              .background(UniAllBackground.OPAQUE)
              .moderation(UniAllModeration.AUTO)
              .user("order-7")
              .responseFormat(UniAllResponseFormat.B64_JSON)
              .build();

      assertThat(refused(() -> tasks.submit(request)))
          .containsExactly(
              "mask: 11 bytes" + why,
              "output_compression: 80" + why,
              "background: opaque" + why,
              "moderation: auto" + why,
              "user: a text" + why,
              "response_format: b64_json" + why);
    }
  }

  @Test
  void imagesByAddressAreATasksToo() throws IOException {
    UniAllImageRequest request = gpt().responseFormat(UniAllResponseFormat.URL).build();

    assertThat(Bodies.json(tasks.submit(request)))
        .isEqualTo(Bodies.json(direct.submit(request)))
        .contains("\"response_format\":\"url\"");
  }

  @Test
  void taskTakesOneUploadAloneEvenIfLenient() {
    UniAllImageRequest several = gpt().addImage(UPLOAD).addImage(UPLOAD).build();
    UniAllImageRequest mixed = gpt().lenient().addImage(URL).addImage(UPLOAD).addImage(URL).build();

    String why = "; a task takes one upload alone, or any number of URLs" + DOCUMENT;
    assertThat(refused(() -> tasks.submit(several)))
        .containsExactly("image: 2 images, 2 of them uploads" + why);
    assertThat(refused(() -> tasks.submit(mixed)))
        .containsExactly("image: 3 images, 1 of them uploads" + why);
  }

  @Test
  void directCallTakesUploadsOrUrlsAndNoTaskTypeEvenIfLenient() {
    UniAllImageRequest request =
        gpt()
            .lenient()
            .taskType(UniAllTaskType.IMAGE_TO_IMAGE)
            .addImage(URL)
            .addImage(UPLOAD)
            .build();

    assertThat(refused(() -> direct.submit(request)))
        .containsExactly(
            "task_type: image2image; direct() has no such field; with an image it edits",
            "image: 2 images, 1 of them uploads; direct() takes uploads or URLs, not both" + PAGE);
  }

  @Test
  void maskNeedsAnUploadAndIsOneEvenIfLenient() {
    UniAllImageRequest alone = gpt().lenient().mask(UPLOAD).build();
    UniAllImageRequest url = gpt().lenient().addImage(UPLOAD).mask(URL).build();
    UniAllImageRequest empty =
        gpt().lenient().addImage(UPLOAD).mask(ReferenceImage.bytes(new byte[0])).build();
    Path missing = folder.resolve("missing.png");
    UniAllImageRequest unreadable =
        gpt().lenient().addImage(UPLOAD).mask(ReferenceImage.file(missing)).build();

    assertThat(refused(() -> direct.submit(alone)))
        .containsExactly("mask: 11 bytes; it needs an uploaded image to edit" + OPENAI);
    assertThat(refused(() -> direct.submit(url)))
        .containsExactly("mask: image at a URL; it is a file or bytes, not empty" + OPENAI);
    assertThat(refused(() -> direct.submit(empty)))
        .containsExactly("mask: 0 bytes; it is a file or bytes, not empty" + OPENAI);
    assertThat(refused(() -> direct.submit(unreadable)))
        .containsExactly("mask: " + missing + "; it can't be read: no such file: " + missing);
  }

  @Test
  void nanoIsATasksUnlessLenient() throws IOException {
    UniAllImageRequest request = gpt().model(UniAllModel.NANO_BANANA).build();

    assertThat(refused(() -> direct.submit(request)))
        .containsExactly(
            "model: NanoBanana; UniAll's pages contradict each other on whether direct() takes it;"
                + " submit(..) does, and lenient() sends it"
                + PAGE);
    assertThat(Bodies.json(direct.submit(request.newBuilder().lenient().build())))
        .startsWith("{\"model\":\"NanoBanana\",");
  }

  /** Of a model that no page of direct calls knows, nobody can say what they take. */
  @Test
  void aModelOfTheirOwnIsNotJudgedByTheLimitsOfOthers() throws IOException {
    UniAllImageRequest request =
        gpt().model(UniAllModel.of("gpt-image-3")).outputCompression(80).build();

    assertThat(Bodies.json(direct.submit(request))).contains("\"output_compression\":80");
  }

  @Test
  void modelsOfDirectCallsAndUnknownOnesGoToEither() throws IOException {
    for (String model : List.of("gpt-image-2-origin", "gpt-image-3")) {
      UniAllImageRequest request = gpt().model(UniAllModel.of(model)).build();

      assertThat(Bodies.json(tasks.submit(request))).isEqualTo(Bodies.json(direct.submit(request)));
    }
  }

  @Test
  void valuesAreCheckedWhenTheRequestIsBuilt() {
    UniAllImageRequest.Builder request =
        gpt()
            .background(UniAllBackground.TRANSPARENT)
            .moderation(UniAllModeration.of("high"))
            .outputCompression(101)
            .responseFormat(UniAllResponseFormat.of("uri"));

    assertThat(refused(request::build))
        .containsExactly(
            "response_format: uri; the gateway takes url, b64_json" + PAGE,
            "background: transparent; gpt-image-2 takes opaque, auto" + OPENAI,
            "moderation: high; gpt-image-2 takes low, auto" + OPENAI,
            "output_compression: 101; gpt-image-2 takes 0 to 100" + OPENAI);
    assertThat(request.lenient().build().outputCompression()).isEqualTo(101);
  }

  @Test
  void autoModelTakesItsWordAlone() {
    UniAllImageRequest.Builder auto = gpt().model(UniAllModel.GPT_IMAGE_2_AUTO);
    UniAllImageRequest.Builder none =
        UniAllImageRequest.builder().model(UniAllModel.GPT_IMAGE_2_AUTO).prompt("a cube");

    assertThat(refused(auto::build))
        .containsExactly("size: 1024x768; gpt-image-2-auto takes auto" + PAGE);
    assertThat(refused(none::build))
        .containsExactly("size is missing; gpt-image-2-auto requires autoSize()" + PAGE);
  }

  @Test
  void whatOpenAiDoesNotTakeIsRefusedAndGoesOutIfLenient() throws IOException {
    byte[] large = Arrays.copyOf(PNG, 4 << 20);
    check(
        request -> request.outputCompression(50),
        "output_compression: 50; gpt-image-2 compresses jpeg and webp; set outputFormat(..)");
    check(
        request -> request.outputCompression(50).outputFormat(UniAllOutputFormat.PNG),
        "output_compression: 50; gpt-image-2 compresses jpeg and webp; set outputFormat(..)");
    check(
        request -> request.prompt(String.join("", Collections.nCopies(32_001, "p"))),
        "prompt: 32001 characters; gpt-image-2 takes 32000");
    check(
        request -> request.addImage(UPLOAD).moderation(UniAllModeration.LOW),
        "moderation: low; edits don't take it");
    check(
        request -> request.addImages(Collections.nCopies(17, UPLOAD)),
        "image: 17 images; gpt-image-2 takes at most 16");
    check(
        request -> request.addImage(ReferenceImage.bytes(new byte[] {'G', 'I', 'F', '8'})),
        "image: 4 bytes; a png, jpeg or webp below 50 MB");
    check(
        request -> request.addImage(UPLOAD).mask(ReferenceImage.bytes(large)),
        "mask: 4194304 bytes; a mask is a png below 4 MB");
    check(
        request ->
            request
                .addImage(UPLOAD)
                .mask(ReferenceImage.bytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})),
        "mask: 3 bytes; a mask is a png below 4 MB");
  }

  @Test
  void fileOfFiftyMegabytesIsRefused() throws IOException {
    Path file = folder.resolve("large.png");
    try (var out =
        Files.newByteChannel(
            file,
            java.nio.file.StandardOpenOption.CREATE_NEW,
            java.nio.file.StandardOpenOption.WRITE)) {
      out.write(java.nio.ByteBuffer.wrap(PNG));
      out.position((50L << 20) - 1).write(java.nio.ByteBuffer.wrap(new byte[1]));
    }

    check(
        request -> request.addImage(ReferenceImage.file(file)),
        "image: " + file + "; a png, jpeg or webp below 50 MB");
  }

  @Test
  void longestPromptIsTaken() throws IOException {
    UniAllImageRequest request =
        gpt().prompt(String.join("", Collections.nCopies(32_000, "\ud83d\ude00"))).build();

    assertThat(Bodies.json(direct.submit(request))).contains("\ud83d\ude00");
  }

  private void check(UnaryOperator<UniAllImageRequest.Builder> change, String refusal)
      throws IOException {
    UniAllImageRequest request = change.apply(gpt()).build();

    assertThat(refused(() -> direct.submit(request))).containsExactly(refusal + OPENAI);
    assertThat(direct.submit(request.newBuilder().lenient().build()).request().body()).isNotNull();
  }

  private static UniAllImageRequest.Builder gpt() {
    return UniAllImageRequest.builder()
        .model(UniAllModel.GPT_IMAGE_2)
        .prompt("a cube")
        .size(ImageSize.of(1024, 768));
  }

  private static List<String> refused(ThrowingCallable call) {
    return catchThrowableOfType(InvalidRequestException.class, call).violations().stream()
        .map(Violation::toString)
        .toList();
  }
}
