package io.github.imagetask.hingnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HingnetImageRequestTest {
  private static final String SOURCE =
      " (Hingnet image generation (asynchronous), undated, section ";
  private static final ReferenceImage URL = ReferenceImage.url("https://example.com/base.png");
  private static final ReferenceImage UPLOAD =
      ReferenceImage.bytes("image".getBytes(StandardCharsets.UTF_8));

  @Test
  void requestHoldsWhatWasSet() {
    HingnetImageRequest request =
        gemini()
            .taskType(HingnetTaskType.EDIT)
            .addImage(URL)
            .n(4)
            .size(HingnetSize.SIZE_2K)
            .aspectRatio(AspectRatio.of(16, 9))
            .build();

    assertThat(request.model()).isEqualTo(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW);
    assertThat(request.prompt()).isEqualTo("a city");
    assertThat(request.taskType()).isEqualTo(HingnetTaskType.EDIT);
    assertThat(request.images()).containsExactly(URL);
    assertThat(request.n()).isEqualTo(4);
    assertThat(request.size()).isEqualTo(HingnetSize.SIZE_2K);
    assertThat(request.aspectRatio()).isEqualTo(AspectRatio.of(16, 9));
  }

  @Test
  void nothingHasADefault() {
    HingnetImageRequest request = gemini().build();

    assertThat(request.n()).isNull();
    assertThat(request.size()).isNull();
    assertThat(request.aspectRatio()).isNull();
  }

  @Test
  void imagesMakeAnEdit() {
    HingnetImageRequest drawn = gemini().build();
    HingnetImageRequest edited = gemini().addImage(URL).build();

    assertThat(drawn.taskType()).isEqualTo(HingnetTaskType.GENERATION);
    assertThat(edited.taskType()).isEqualTo(HingnetTaskType.EDIT);
  }

  @Test
  void sizeIsPixelsOrAWord() {
    HingnetImageRequest pixels = gemini().size(ImageSize.of(1024, 1024)).build();
    HingnetImageRequest word = gemini().size(HingnetSize.of("8K")).build();

    assertThat(pixels.size()).isEqualTo(HingnetSize.of("1024x1024"));
    assertThat(word.size()).hasToString("8K");
  }

  @Test
  void nullIsRefusedAtOnce() {
    HingnetImageRequest.Builder builder = gemini();

    assertThatThrownBy(() -> builder.size((ImageSize) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("size == null");
    assertThatThrownBy(() -> builder.taskType(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("taskType == null");
  }

  @Test
  void modelAndPromptAreRequired() {
    List<String> refused = refused(HingnetImageRequest.builder());

    assertThat(refused)
        .containsExactly(
            "model is missing; set it with model(..)", "prompt is missing; set it with prompt(..)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imagen-4.0-generate-001",
        "imagen-",
        "imagen-*",
        "gpt-image-3",
        "gemini-4",
        "gemini-3-pro",
        "Gemini-3-pro-image",
        "my-gemini-3-pro-image"
      })
  void editWithAModelThatIsNoGeminiImageModelIsRefused(String model) {
    List<String> refused = refused(gemini().model(HingnetModel.of(model)).addImage(UPLOAD));

    assertThat(refused)
        .containsExactly(
            "model: " + model + "; only gemini-*-image* models can edit" + SOURCE + "\"edits\")");
  }

  @Test
  void imagenModelsGenerate() {
    HingnetImageRequest request = gemini().model(HingnetModel.of("imagen-4.0")).n(4).build();

    assertThat(request.taskType()).isEqualTo(HingnetTaskType.GENERATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gemini-3-pro-image-preview-4k",
        "gemini-3-pro-image",
        "gemini-3-pro-image-2k",
        "gemini-3.1-flash-image",
        "gemini-3.1-flash-image-512",
        "gemini-4-image"
      })
  void geminiImageModelsEditByAnyName(String model) {
    HingnetImageRequest request = gemini().model(HingnetModel.of(model)).addImage(URL).build();

    assertThat(request.model().id()).isEqualTo(model);
    assertThat(request.taskType()).isEqualTo(HingnetTaskType.EDIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"imagen", "gpt-image-3", "Imagen-4.0", "gemini-4"})
  void modelOutsideTheTableHasNoRulesForGenerations(String model) {
    HingnetImageRequest request =
        gemini().model(HingnetModel.of(model)).size(HingnetSize.of("16K")).n(99).build();

    assertThat(request.model().id()).isEqualTo(model);
  }

  @Test
  void uploadWithAnotherModelIsNoEditEither() {
    List<String> refused = refused(gemini().model(HingnetModel.of("gpt-image-3")).addImage(UPLOAD));

    assertThat(refused)
        .containsExactly(
            "model: gpt-image-3; only gemini-*-image* models can edit" + SOURCE + "\"edits\")");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0})
  void numberBelowOneIsRefusedWhateverTheModel(int n) {
    List<String> refused = refused(gemini().n(n));
    List<String> unknown = refused(gemini().model(HingnetModel.of("gemini-4")).n(n));

    assertThat(refused)
        .containsExactly("n: " + n + "; it is 1 or more; the document names no maximum")
        .isEqualTo(unknown);
    assertThat(gemini().n(n).lenient().build().n()).isEqualTo(n);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 11, Integer.MAX_VALUE})
  void numberHasNoMaximumThatIsKnown(int n) {
    HingnetImageRequest request = gemini().n(n).build();

    assertThat(request.n()).isEqualTo(n);
  }

  @Test
  void editWithoutImageIsRefusedEvenIfLenientAndUnknown() {
    List<String> refused =
        refused(
            gemini()
                .model(HingnetModel.of("gemini-4"))
                .lenient()
                .addImages(List.of())
                .taskType(HingnetTaskType.EDIT));

    assertThat(refused)
        .containsExactly(
            "image is missing; an edit needs a reference image; set it with addImage(..)"
                + SOURCE
                + "\"edits\")");
  }

  @Test
  void generationWithAnImageIsRefusedEvenIfLenient() {
    List<String> refused =
        refused(gemini().lenient().taskType(HingnetTaskType.GENERATION).addImage(URL));

    assertThat(refused)
        .containsExactly(
            "image: set by addImage(..); a generation has no field for reference images; leave them"
                + " or taskType(..) out"
                + SOURCE
                + "\"generations\")");
  }

  @Test
  void severalUploadsAreRefused() {
    List<String> refused = refused(gemini().addImage(UPLOAD).addImage(UPLOAD));

    assertThat(refused)
        .containsExactly(
            "image: 2 images, 2 of them uploads; a task takes one upload alone, or any number of"
                + " URLs"
                + SOURCE
                + "\"edits\")");
  }

  @Test
  void uploadBesideAUrlIsRefusedEvenIfLenient() {
    List<String> refused = refused(gemini().lenient().addImage(URL).addImage(UPLOAD).addImage(URL));

    assertThat(refused)
        .containsExactly(
            "image: 3 images, 1 of them uploads; a task takes one upload alone, or any number of"
                + " URLs"
                + SOURCE
                + "\"edits\")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "image_urls[]"})
  void imagesByExtraAreImagesToo(String field) {
    HingnetImageRequest request =
        gemini().lenient().extra(field, List.of("https://example.com/a.png")).build();

    assertThat(request.taskType()).isEqualTo(HingnetTaskType.EDIT);
  }

  @Test
  void imagesBothWaysAreRefusedEvenIfLenient() {
    List<String> refused =
        refused(gemini().lenient().addImage(URL).extra("image_urls[]", List.of("https://a.b/c")));

    assertThat(refused)
        .containsExactly(
            "image: set by addImage(..) and by extra(..); the fields for reference images must not"
                + " be mixed"
                + SOURCE
                + "\"edits\")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "prompt",
        "n",
        "size",
        "aspect_ratio",
        "quality",
        "background",
        "output_format",
        "output_compression",
        "moderation",
        "user",
        "response_format",
        "image",
        "image_urls[]"
      })
  void fieldOfTheBuildersOwnIsRefusedAsAnExtra(String field) {
    List<String> refused = refused(gemini().extra(field, "x"));

    assertThat(refused)
        .containsExactly(field + ": set by extra(..); the builder writes this field itself");
  }

  @Test
  void allViolationsAreReportedAtOnce() {
    HingnetImageRequest.Builder request =
        HingnetImageRequest.builder()
            .model(HingnetModel.of("imagen-4.0"))
            .prompt(" ")
            .addImage(URL)
            .addImage(UPLOAD)
            .extra("model", "another");

    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, request::build);

    assertThat(refused.violations())
        .extracting(Violation::field)
        .containsExactly("prompt", "image", "model", "model");
    assertThat(refused)
        .hasMessageStartingWith(
            """
            the request breaks 4 rules and was not sent:
              prompt is missing; set it with prompt(..)
              image: 2 images, 1 of them uploads; a task takes one upload alone, or any number\
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"imagen-4.0", "gpt-image-3"})
  void lenientLetsOutWhatTheTablesRefuse(String model) {
    HingnetImageRequest request =
        gemini().model(HingnetModel.of(model)).lenient().addImage(URL).build();

    assertThat(request.isLenient()).isTrue();
    assertThat(request.taskType()).isEqualTo(HingnetTaskType.EDIT);
  }

  @Test
  void promptIsNotInTheRequestsText() {
    String text = gemini().addImage(URL).build().toString();

    assertThat(text).isEqualTo("HingnetImageRequest{gemini-3-pro-image-preview, 1 images}");
  }

  private static HingnetImageRequest.Builder gemini() {
    return HingnetImageRequest.builder()
        .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
        .prompt("a city");
  }

  private static List<String> refused(HingnetImageRequest.Builder request) {
    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, request::build);
    return refused.violations().stream().map(Violation::toString).toList();
  }
}
