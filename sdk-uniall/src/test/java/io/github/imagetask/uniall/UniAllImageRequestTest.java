package io.github.imagetask.uniall;

import static org.assertj.core.api.Assertions.assertThat;
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

final class UniAllImageRequestTest {
  private static final String SOURCE = " (UniAll async-image-generation of 2026-04-29, section ";
  private static final ReferenceImage URL = ReferenceImage.url("https://example.com/input.png");
  private static final ReferenceImage UPLOAD =
      ReferenceImage.bytes("image".getBytes(StandardCharsets.UTF_8));

  @Test
  void requestHoldsWhatWasSet() {
    UniAllImageRequest request =
        gpt()
            .taskType(UniAllTaskType.IMAGE_TO_IMAGE)
            .addImage(URL)
            .quality(UniAllQuality.HIGH)
            .n(8)
            .outputFormat(UniAllOutputFormat.WEBP)
            .build();

    assertThat(request.model()).isEqualTo(UniAllModel.GPT_IMAGE_2);
    assertThat(request.prompt()).isEqualTo("a sphere");
    assertThat(request.taskType()).isEqualTo(UniAllTaskType.IMAGE_TO_IMAGE);
    assertThat(request.images()).containsExactly(URL);
    assertThat(request.size()).isEqualTo(ImageSize.of(1024, 768));
    assertThat(request.quality()).isEqualTo(UniAllQuality.HIGH);
    assertThat(request.n()).isEqualTo(8);
    assertThat(request.outputFormat()).isEqualTo(UniAllOutputFormat.WEBP);
  }

  @Test
  void nothingHasADefault() {
    UniAllImageRequest request = nano().build();

    assertThat(request.taskType()).isNull();
    assertThat(request.size()).isNull();
    assertThat(request.aspectRatio()).isNull();
    assertThat(request.quality()).isNull();
    assertThat(request.n()).isNull();
    assertThat(request.outputFormat()).isNull();
  }

  @Test
  void modelAndPromptAreRequired() {
    List<String> refused = refused(UniAllImageRequest.builder());

    assertThat(refused)
        .containsExactly(
            "model is missing; set it with model(..)", "prompt is missing; set it with prompt(..)");
  }

  @Test
  void everySizeOfTheTableIsTaken() {
    List<ImageSize> sizes = UniAllSizes.all().stream().map(UniAllSize::size).toList();

    assertThat(sizes)
        .allSatisfy(size -> assertThat(gpt().size(size).build().size()).isEqualTo(size));
  }

  @Test
  void sizeOfNanoModelsIsTheUpstreamsAffair() {
    UniAllImageRequest request = nano().size(ImageSize.of(1024, 1000)).build();

    assertThat(request.size()).isEqualTo(ImageSize.of(1024, 1000));
  }

  @Test
  void qualityOfNanoModelsIsNotRefused() {
    UniAllImageRequest request = nano().quality(UniAllQuality.of("2K")).build();

    assertThat(request.quality()).isEqualTo(UniAllQuality.of("2K"));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 9})
  void numberOutsideOneToEightIsRefusedForGptImage2(int n) {
    List<String> refused = refused(gpt().n(n));

    assertThat(refused).containsExactly("n: " + n + "; gpt-image-2 takes 1 to 8" + SOURCE + "5.4)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void anyNumberButOneIsRefusedForNanoModels(int n) {
    List<String> refused = refused(nano().n(n));

    assertThat(refused).containsExactly("n: " + n + "; NanoBanana2-1K takes 1" + SOURCE + "3)");
  }

  @Test
  void numberOneIsTakenForNanoModels() {
    UniAllImageRequest request = nano().n(1).build();

    assertThat(request.n()).isEqualTo(1);
  }

  @Test
  void webpIsTakenForTheBaseModel() {
    UniAllImageRequest request =
        nano().model(UniAllModel.NANO_BANANA).outputFormat(UniAllOutputFormat.WEBP).build();

    assertThat(request.outputFormat()).isEqualTo(UniAllOutputFormat.WEBP);
  }

  @Test
  void imageToImageWithoutImageIsRefused() {
    List<String> refused = refused(nano().taskType(UniAllTaskType.IMAGE_TO_IMAGE));

    assertThat(refused)
        .containsExactly(
            "task_type: image2image; it needs a reference image; set it with addImage(..)"
                + SOURCE
                + "3)");
  }

  @Test
  void rulesOfTheTaskTypeHoldForUnknownModelsToo() {
    UniAllImageRequest.Builder word =
        nano().model(UniAllModel.of("NanoBanana3")).taskType(UniAllTaskType.of("img2img"));
    UniAllImageRequest.Builder contradiction =
        nano()
            .model(UniAllModel.of("NanoBanana3"))
            .taskType(UniAllTaskType.TEXT_TO_IMAGE)
            .addImage(URL);

    assertThat(refused(word)).hasSize(1);
    assertThat(refused(contradiction)).hasSize(1);
    assertThat(word.lenient().build().taskType()).hasToString("img2img");
    assertThat(contradiction.lenient().build().images()).hasSize(1);
  }

  @Test
  void imageToImageWithoutImageIsRefusedEvenIfLenientAndUnknown() {
    List<String> refused =
        refused(
            nano()
                .model(UniAllModel.of("NanoBanana3"))
                .lenient()
                .taskType(UniAllTaskType.IMAGE_TO_IMAGE));

    assertThat(refused).hasSize(1);
    assertThat(refused.get(0)).startsWith("task_type: image2image; it needs a reference image");
  }

  @Test
  void imagesByExtraAreImagesToo() {
    UniAllImageRequest request =
        nano()
            .lenient()
            .taskType(UniAllTaskType.IMAGE_TO_IMAGE)
            .extra("images", List.of("https://example.com/a.png"))
            .build();

    assertThat(request.extras()).containsOnlyKeys("images");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image_url", "image_urls"})
  void imagesInAnOlderFieldAreImagesToo(String field) {
    UniAllImageRequest request =
        nano()
            .taskType(UniAllTaskType.IMAGE_TO_IMAGE)
            .extra(field, List.of("https://a.b/c"))
            .build();
    List<String> contradiction =
        refused(nano().taskType(UniAllTaskType.TEXT_TO_IMAGE).extra(field, "https://a.b/c"));
    List<String> empty =
        refused(nano().taskType(UniAllTaskType.IMAGE_TO_IMAGE).extra(field, List.of()));

    assertThat(request.extras()).containsOnlyKeys(field);
    assertThat(contradiction)
        .containsExactly(
            "task_type: text2image; set, it wins over the reference images; leave one of them out"
                + SOURCE
                + "3.1)");
    assertThat(empty)
        .containsExactly(
            "task_type: image2image; it needs a reference image; set it with addImage(..)"
                + SOURCE
                + "3)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image_url", "image_urls"})
  void imagesInAnOlderFieldBesideOthersAreRefusedEvenIfLenient(String field) {
    for (boolean lenient : List.of(false, true)) {
      for (ReferenceImage image : List.of(URL, UPLOAD)) {
        List<String> refused =
            refused(nano().lenient(lenient).addImage(image).extra(field, "https://a.b/c"));

        assertThat(refused)
            .containsExactly(
                "image: set by addImage(..) and by extra(..); the fields for reference images must"
                    + " not be mixed"
                    + SOURCE
                    + "3.1)");
      }
    }
  }

  @Test
  void severalFieldsForImagesAreRefused() {
    String a = "https://example.com/a.png";
    List<String> older = refused(nano().extra("image_url", a).extra("image_urls", List.of(a)));

    assertThat(older)
        .containsExactly(
            "image: set by extra(..) as image_url, image_urls; the fields for reference images must"
                + " not be mixed"
                + SOURCE
                + "3.1)");
  }

  @Test
  void sizeAndAutoSizeAreRefusedEvenIfLenient() {
    List<String> refused = refused(gpt().lenient().autoSize());

    assertThat(refused)
        .containsExactly(
            "size: 1024x768 and auto; size(..) and autoSize() set the same field; leave one of them"
                + " out");
  }

  @Test
  void autoSizeIsNoneOfTheSizesOfGptImage2() {
    List<String> refused =
        refused(
            UniAllImageRequest.builder()
                .model(UniAllModel.GPT_IMAGE_2)
                .prompt("a sphere")
                .autoSize());

    assertThat(refused).hasSize(1);
    assertThat(refused.get(0)).startsWith("size: auto; gpt-image-2 takes 1024x768, 768x1024, ");
  }

  @Test
  void imagesBothWaysAreRefusedEvenIfLenient() {
    List<String> refused =
        refused(nano().lenient().addImage(URL).extra("images", List.of("https://a.example/b")));

    assertThat(refused)
        .containsExactly(
            "image: set by addImage(..) and by extra(..); the fields for reference images must not"
                + " be mixed"
                + SOURCE
                + "3.1)");
  }

  @Test
  void allViolationsAreReportedAtOnceInTheOrderOfTheFields() {
    UniAllImageRequest.Builder request =
        UniAllImageRequest.builder()
            .model(UniAllModel.GPT_IMAGE_2)
            .prompt(" ")
            .taskType(UniAllTaskType.IMAGE_TO_IMAGE)
            .aspectRatio(AspectRatio.of(1, 1))
            .quality(UniAllQuality.of("ultra"))
            .outputFormat(UniAllOutputFormat.of("gif"))
            .n(9)
            .extra("model", "another");

    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, request::build);

    assertThat(refused.violations())
        .extracting(Violation::field)
        .containsExactly(
            "prompt",
            "task_type",
            "size",
            "aspect_ratio",
            "quality",
            "output_format",
            "n",
            "model");
    assertThat(refused)
        .hasMessageStartingWith(
            """
            the request breaks 8 rules and was not sent:
              prompt is missing; set it with prompt(..)
              task_type: image2image; it needs a reference image; set it with addImage(..)\
            """);
  }

  @Test
  void unknownModelHasNoRules() {
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.of("gpt-image-3"))
            .prompt("a sphere")
            .size(ImageSize.of(1, 1))
            .aspectRatio(AspectRatio.of(7, 3))
            .quality(UniAllQuality.of("ultra"))
            .outputFormat(UniAllOutputFormat.of("gif"))
            .n(99)
            .build();

    assertThat(request.model().id()).isEqualTo("gpt-image-3");
  }

  @Test
  void promptIsNotInTheRequestsText() {
    String text = gpt().build().toString();

    assertThat(text).isEqualTo("UniAllImageRequest{gpt-image-2, 0 images}");
  }

  private static UniAllImageRequest.Builder gpt() {
    return UniAllImageRequest.builder()
        .model(UniAllModel.GPT_IMAGE_2)
        .prompt("a sphere")
        .size(ImageSize.of(1024, 768));
  }

  private static UniAllImageRequest.Builder nano() {
    return UniAllImageRequest.builder().model(UniAllModel.NANO_BANANA_2_1K).prompt("a cube");
  }

  private static List<String> refused(UniAllImageRequest.Builder request) {
    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, request::build);
    return refused.violations().stream().map(Violation::toString).toList();
  }
}
