package io.github.imagetask.zexi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.Violation;
import io.github.imagetask.spi.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ZexiImageRequestTest {
  private static final String SOURCE = " (Zexi image generation API, undated, section ";
  private static final String MODELS = SOURCE + "\"models\")";
  private static final String SAMPLES = SOURCE + "\"samples\")";
  private static final String SIZES = SOURCE + "\"sizes\")";
  private static final ReferenceImage URL = ReferenceImage.url("https://example.com/input.png");
  private static final ReferenceImage UPLOAD =
      ReferenceImage.bytes("image".getBytes(StandardCharsets.UTF_8));
  private static final String SEVERAL =
      "; the document has a field for one, and other fields were seen to be ignored and charged; if"
          + " you know the field for more, set it with extra(..)";

  /** What the tables refuse: each alone, with its message, and what goes out all the same. */
  record Rule(
      String name,
      ZexiModel model,
      UnaryOperator<ZexiImageRequest.Builder> change,
      String refusal,
      String onTheWire) {
    ZexiImageRequest.Builder request() {
      return change.apply(of(model));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Rule> rules() {
    return List.of(
        new Rule(
            "pixels outside the table",
            ZexiModel.GPT_IMAGE_2,
            request -> request.size(ImageSize.of(1024, 1000)),
            "size: 1024x1000; gpt-image-2 takes 1024x1024, 1536x1024, 1024x1536, 2048x1152,"
                + " 3840x2160, 2160x3840, auto"
                + SIZES,
            "\"size\":\"1024x1000\""),
        new Rule(
            "ratio for gpt image 2",
            ZexiModel.DALL_E_2,
            request -> request.aspectRatio(AspectRatio.of(16, 9)),
            "size: 16:9; dall-e-2 takes 1024x1024, 1536x1024, 1024x1536, 2048x1152, 3840x2160,"
                + " 2160x3840, auto"
                + SIZES,
            "\"size\":\"16:9\""),
        new Rule(
            "ratio outside the ten",
            ZexiModel.GEMINI_3_PRO_IMAGE_PREVIEW,
            request -> request.aspectRatio(AspectRatio.of(7, 3)),
            "size: 7:3; gemini-3-pro-image-preview takes 1:1, 16:9, 9:16, 4:3, 3:4, 3:2, 2:3, 5:4,"
                + " 4:5, 21:9"
                + SIZES,
            "\"size\":\"7:3\""),
        new Rule(
            "pixels for a gemini model",
            ZexiModel.NANO_BANANA,
            request -> request.size(ImageSize.of(1024, 1024)),
            "size: 1024x1024; nano-banana takes 1:1, 16:9, 9:16, 4:3, 3:4, 3:2, 2:3, 5:4, 4:5, 21:9"
                + SIZES,
            "\"size\":\"1024x1024\""),
        new Rule(
            "auto for a gemini model",
            ZexiModel.NANO_BANANA_PRO,
            ZexiImageRequest.Builder::autoSize,
            "size: auto; nano-banana-pro takes 1:1, 16:9, 9:16, 4:3, 3:4, 3:2, 2:3, 5:4, 4:5, 21:9"
                + SIZES,
            "\"size\":\"auto\""),
        new Rule(
            "tier as quality of gpt image 2",
            ZexiModel.GPT_IMAGE_2,
            request -> request.quality(ZexiQuality.QUALITY_2K),
            "quality: 2K; gpt-image-2 takes low, medium, high, auto" + SIZES,
            "\"quality\":\"2K\""),
        new Rule(
            "word as quality of a gemini model",
            ZexiModel.NANO_BANANA2,
            request -> request.quality(ZexiQuality.HIGH),
            "quality: high; nano-banana2 takes 1K, 2K, 4K" + SIZES,
            "\"quality\":\"high\""),
        new Rule(
            "quality of a grok model",
            ZexiModel.GROK_IMAGINE_IMAGE_QUALITY,
            request -> request.quality(ZexiQuality.HIGH),
            "quality: high; grok-imagine-image-quality doesn't take this field" + SIZES,
            "\"quality\":\"high\""),
        new Rule(
            "resolution of gpt image 2",
            ZexiModel.DALL_E,
            request -> request.resolution(ZexiResolution.RESOLUTION_4K),
            "extra_body.google.image_config.image_size: 4K; dall-e doesn't take this field"
                + SAMPLES,
            "\"quality\":\"2K\",\"extra_body\":{\"google\":{\"image_config\":{\"image_size\":\"4K\"}}}"),
        new Rule(
            "resolution of a grok model",
            ZexiModel.GROK_IMAGINE_IMAGE_EDIT,
            request -> request.resolution(ZexiResolution.RESOLUTION_1K),
            "extra_body.google.image_config.image_size: 1K; grok-imagine-image-edit doesn't take this"
                + " field"
                + SAMPLES,
            "\"quality\":\"1K\",\"extra_body\":{\"google\":{\"image_config\":{\"image_size\":\"1K\"}}}"),
        new Rule(
            "resolution outside the three",
            ZexiModel.GEMINI_3_1_FLASH_IMAGE_PREVIEW,
            request -> request.resolution(ZexiResolution.of("512")),
            "extra_body.google.image_config.image_size: 512; gemini-3.1-flash-image-preview takes 1K,"
                + " 2K, 4K"
                + SAMPLES,
            "\"quality\":\"512\","
                + "\"extra_body\":{\"google\":{\"image_config\":{\"image_size\":\"512\"}}}"),
        new Rule(
            "number zero",
            ZexiModel.GPT_IMAGE_2,
            request -> request.n(0),
            "n: 0; it is 1 or more; the document names no maximum",
            "\"n\":0"),
        new Rule(
            "image for the lite model",
            ZexiModel.GROK_IMAGINE_IMAGE_LITE,
            request -> request.addImage(URL),
            "image_url: 1 image; grok-imagine-image-lite takes no reference image" + MODELS,
            "\"image_url\":\"https://example.com/input.png\""),
        new Rule(
            "images by extra beyond the model's limit",
            ZexiModel.GEMINI_3_PRO_IMAGE_PREVIEW,
            request -> request.addImage(URL).extra("image_urls", urls(4)),
            "image_url: 5 images, 4 of them by extra(..); gemini-3-pro-image-preview takes at most 4"
                + MODELS,
            "\"image_url\":\"https://example.com/input.png\",\"image_urls\":["
                + "\"https://example.com/0.png\",\"https://example.com/1.png\","
                + "\"https://example.com/2.png\",\"https://example.com/3.png\"]"),
        new Rule(
            "image by extra for the lite model",
            ZexiModel.GROK_IMAGINE_IMAGE_LITE,
            request -> request.extra("image", "https://example.com/0.png"),
            "image_url: 1 image, 1 of them by extra(..); grok-imagine-image-lite takes no reference"
                + " image"
                + MODELS,
            "\"image\":\"https://example.com/0.png\""),
        new Rule(
            "ratio outside the ten for the model's new name",
            ZexiModel.of("gemini-3-pro-image"),
            request -> request.aspectRatio(AspectRatio.of(7, 3)),
            "size: 7:3; gemini-3-pro-image takes 1:1, 16:9, 9:16, 4:3, 3:4, 3:2, 2:3, 5:4, 4:5,"
                + " 21:9"
                + SIZES,
            "\"size\":\"7:3\""),
        new Rule(
            "word as quality of a variant by resolution",
            ZexiModel.of("gemini-3.1-flash-image-4k"),
            request -> request.quality(ZexiQuality.HIGH),
            "quality: high; gemini-3.1-flash-image-4k takes 1K, 2K, 4K" + SIZES,
            "\"quality\":\"high\""),
        new Rule(
            "field of the builder",
            ZexiModel.GPT_IMAGE_2,
            request -> request.extra("extra_body", null),
            "extra_body: set by extra(..); the builder writes this field itself",
            "\"extra_body\":null"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatTheTablesDoNotHaveIsRefusedByName(Rule rule) {
    List<String> refused = refused(rule.request());

    assertThat(refused).containsExactly(rule.refusal());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void lenientLetsOutWhatTheTablesRefuse(Rule rule) throws IOException {
    ZexiImageRequest request = rule.request().lenient().build();

    String json = json(request);

    assertThat(json)
        .isEqualTo(
            "{\"model\":\"" + rule.model() + "\",\"prompt\":\"a cube\"," + rule.onTheWire() + "}");
  }

  @Test
  void requestHoldsWhatWasSet() {
    ZexiImageRequest request =
        of(ZexiModel.GEMINI_3_PRO_IMAGE_PREVIEW)
            .addImage(URL)
            .aspectRatio(AspectRatio.of(16, 9))
            .resolution(ZexiResolution.RESOLUTION_4K)
            .quality(ZexiQuality.QUALITY_2K)
            .n(8)
            .build();

    assertThat(request.model()).isEqualTo(ZexiModel.GEMINI_3_PRO_IMAGE_PREVIEW);
    assertThat(request.prompt()).isEqualTo("a cube");
    assertThat(request.images()).containsExactly(URL);
    assertThat(request.aspectRatio()).isEqualTo(AspectRatio.of(16, 9));
    assertThat(request.resolution()).isEqualTo(ZexiResolution.RESOLUTION_4K);
    assertThat(request.quality()).isEqualTo(ZexiQuality.QUALITY_2K);
    assertThat(request.n()).isEqualTo(8);
    assertThat(of(ZexiModel.DALL_E).size(ImageSize.of(1024, 1024)).build().size())
        .isEqualTo(ImageSize.of(1024, 1024));
    assertThat(of(ZexiModel.DALL_E).autoSize().build().isAutoSize()).isTrue();
  }

  @Test
  void nothingHasADefault() {
    ZexiImageRequest request = of(ZexiModel.GPT_IMAGE_2).build();

    assertThat(request.size()).isNull();
    assertThat(request.isAutoSize()).isFalse();
    assertThat(request.aspectRatio()).isNull();
    assertThat(request.resolution()).isNull();
    assertThat(request.quality()).isNull();
    assertThat(request.n()).isNull();
    assertThat(request.images()).isEmpty();
  }

  @Test
  void modelAndPromptAreRequired() {
    List<String> refused = refused(ZexiImageRequest.builder());

    assertThat(refused)
        .containsExactly(
            "model is missing; set it with model(..)", "prompt is missing; set it with prompt(..)");
  }

  @Test
  void everySizeOfTheTableIsTaken() {
    for (ModelInfo model : ZexiRules.models()) {
      for (String size : model.options().getOrDefault("size", List.of())) {
        ZexiImageRequest.Builder request = of(ZexiModel.of(model.id()));
        if (size.equals("auto")) {
          request.autoSize();
        } else if (size.contains(":")) {
          request.aspectRatio(AspectRatio.parse(size));
        } else {
          request.size(ImageSize.parse(size));
        }

        assertThat(ZexiWire.sizes(request.build())).hasToString("[" + size + "]");
      }
    }
  }

  @Test
  void everyQualityAndResolutionOfTheTableIsTaken() {
    for (ModelInfo model : ZexiRules.models()) {
      for (String word : model.options().get("quality")) {
        ZexiQuality quality = ZexiQuality.of(word);
        assertThat(of(ZexiModel.of(model.id())).quality(quality).build().quality())
            .isEqualTo(quality);
      }
      for (String word : model.options().get(ZexiWire.RESOLUTION)) {
        ZexiResolution resolution = ZexiResolution.of(word);
        assertThat(of(ZexiModel.of(model.id())).resolution(resolution).build().resolution())
            .isEqualTo(resolution);
      }
    }
  }

  @Test
  void oneImageIsTakenByEveryModelButLite() {
    List<String> taking =
        ZexiRules.models().stream()
            .map(ModelInfo::id)
            .filter(id -> !id.equals("grok-imagine-image-lite"))
            .toList();

    assertThat(taking)
        .hasSize(6)
        .allSatisfy(
            id ->
                assertThat(of(ZexiModel.of(id)).addImage(URL).build().images())
                    .containsExactly(URL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grok-imagine-image",
        "grok-imagine-image-pro",
        "grok-imagine-image-lite",
        "grok-imagine-image-edit",
        "dall-e-3"
      })
  void pixelsAndAutoAreNoViolationForGrokModels(String model) throws IOException {
    ZexiImageRequest pixels = of(ZexiModel.of(model)).size(ImageSize.of(1000, 777)).build();
    ZexiImageRequest word = of(ZexiModel.of(model)).autoSize().build();

    assertThat(json(pixels)).endsWith("\"size\":\"1000x777\"}");
    assertThat(json(word)).endsWith("\"size\":\"auto\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-image-2, 14",
    "dall-e-2, 14",
    "gemini-3-pro-image-preview, 4",
    "nano-banana-pro, 4",
    "gemini-3-pro-image, 4",
    "gemini-3.1-flash-image-preview, 4",
    "nano-banana-2, 4",
    "gemini-3.1-flash-image-2k, 4",
    "grok-imagine-image, 1",
    "grok-imagine-image-pro, 1",
    "dall-e-3, 1",
    "grok-imagine-image-lite, 0",
    "grok-imagine-image-edit, 3"
  })
  void imagesByExtraCountAgainstTheModelsLimit(String model, int max) {
    ZexiImageRequest.Builder most = of(ZexiModel.of(model)).extra("image_urls", urls(max));
    ZexiImageRequest.Builder more = of(ZexiModel.of(model)).extra("image_urls", urls(max + 1));

    assertThat(most.build().extras()).containsEntry("image_urls", urls(max));
    assertThat(refused(more))
        .containsExactly(
            "image_url: %s, %d of them by extra(..); %s takes %s%s"
                .formatted(
                    max == 0 ? "1 image" : (max + 1) + " images",
                    max + 1,
                    model,
                    max == 0 ? "no reference image" : "at most " + max,
                    MODELS));
  }

  static List<Map<String, Object>> twoReferences() {
    return List.of(
        Map.of("images", List.of("https://a.test/1", "HTTP://a.test/2")),
        Map.of("images", List.of("https://a.test/1", "no address", "data:image/png;base64,AAAA")),
        Map.of(
            "urls", List.of(Map.of("url", "https://a.test/1"), Map.of("url", "http://a.test/2"))),
        Map.of("image_url_2", "https://a.test/1", "reference", " https://a.test/2"),
        Map.of("options", Map.of("images", List.of("https://a.test/1", "https://a.test/2"))),
        Map.of("image", Map.of("first", "https://a.test/1", "second", "https://a.test/2")),
        Map.of(
            "content",
            List.of(
                Map.of("type", "text", "text", "a cube"),
                Map.of("type", "image_url", "image_url", Map.of("url", "https://a.test/1")),
                Map.of("type", "image_url", "image_url", Map.of("url", "https://a.test/2")))));
  }

  @ParameterizedTest
  @MethodSource("twoReferences")
  void imagesByExtraAreKnownByTheirAddresses(Map<String, Object> extras) {
    ZexiImageRequest.Builder request = of(ZexiModel.GROK_IMAGINE_IMAGE);
    extras.forEach(request::extra);

    assertThat(refused(request))
        .containsExactly(
            "image_url: 2 images, 2 of them by extra(..); grok-imagine-image takes at most 1"
                + MODELS);
  }

  @Test
  void extrasThatAreNoImagesDoNotCount() {
    ZexiImageRequest request =
        of(ZexiModel.GROK_IMAGINE_IMAGE_LITE)
            .extra("callback_url", "https://example.com/done")
            .extra("image_format", "png")
            .extra("tags", List.of("a", "b"))
            .extra("image_count", 3)
            .extra("image", null)
            .build();

    assertThat(request.extras()).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, Integer.MAX_VALUE})
  void numberHasNoMaximumThatIsKnown(int n) {
    for (ModelInfo model : ZexiRules.models()) {
      assertThat(of(ZexiModel.of(model.id())).n(n).build().n()).isEqualTo(n);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0})
  void numberBelowOneIsRefusedWhateverTheModel(int n) {
    List<String> refused = refused(of(ZexiModel.NANO_BANANA).n(n));
    List<String> unknown = refused(of(ZexiModel.of("a-new-model")).n(n));

    assertThat(refused)
        .containsExactly("n: " + n + "; it is 1 or more; the document names no maximum")
        .isEqualTo(unknown);
    assertThat(of(ZexiModel.of("a-new-model")).n(n).lenient().build().n()).isEqualTo(n);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twoSizesAreRefusedEvenIfLenient(boolean lenient) {
    ZexiImageRequest.Builder request =
        of(ZexiModel.of("a-new-model")).size(ImageSize.of(1024, 1024)).autoSize();
    if (lenient) request.lenient();

    List<String> refused = refused(request.aspectRatio(AspectRatio.of(1, 1)));

    assertThat(refused)
        .containsExactly(
            "size: [1024x1024, auto, 1:1]; size(..), autoSize() and aspectRatio(..) set the same"
                + " field; leave all but one out");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void severalImagesAreRefusedEvenIfLenient(boolean lenient) {
    ZexiImageRequest.Builder request = of(ZexiModel.GPT_IMAGE_2).addImages(List.of(URL, URL));
    if (lenient) request.lenient();

    List<String> refused = refused(request);

    assertThat(refused).containsExactly("image_url: 2 images" + SEVERAL + SAMPLES);
  }

  @Test
  void moreImagesThanTheModelTakesAreRefusedForThatToo() {
    List<ReferenceImage> fifteen = IntStream.range(0, 15).mapToObj(i -> URL).toList();

    List<String> gpt = refused(of(ZexiModel.GPT_IMAGE_2).addImages(fifteen));
    List<String> grok = refused(of(ZexiModel.DALL_E_3).addImages(List.of(URL, URL)));

    assertThat(gpt)
        .containsExactly(
            "image_url: 15 images" + SEVERAL + SAMPLES,
            "image_url: 15 images; gpt-image-2 takes at most 14" + MODELS);
    assertThat(grok)
        .containsExactly(
            "image_url: 2 images" + SEVERAL + SAMPLES,
            "image_url: 2 images; dall-e-3 takes at most 1" + MODELS);
  }

  @Test
  void emptyImageIsNamedByTheFieldOfTheWire() {
    List<String> refused =
        refused(of(ZexiModel.DALL_E).addImage(ReferenceImage.bytes(new byte[0])));

    assertThat(refused).hasSize(2).last().isEqualTo("image_url: 0 bytes; an image is not empty");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void uploadIsRefusedEvenIfLenient(boolean lenient) {
    ZexiImageRequest.Builder request = of(ZexiModel.NANO_BANANA).addImage(UPLOAD);
    if (lenient) request.lenient();

    List<String> refused = refused(request);

    assertThat(refused)
        .containsExactly(
            "image_url: 5 bytes; nothing can be uploaded with a task; put the image where the"
                + " gateway can fetch it, and set it with ReferenceImage.url(..)"
                + SAMPLES);
  }

  @Test
  void allViolationsAreReportedAtOnceInTheOrderOfTheFields() {
    ZexiImageRequest.Builder request =
        ZexiImageRequest.builder()
            .model(ZexiModel.GROK_IMAGINE_IMAGE_LITE)
            .prompt(" ")
            .autoSize()
            .quality(ZexiQuality.of("ultra"))
            .n(-1)
            .addImage(URL)
            .resolution(ZexiResolution.RESOLUTION_4K)
            .extra("model", "another");

    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, request::build);

    assertThat(refused.violations())
        .extracting(Violation::field)
        .containsExactly(
            "prompt",
            "n",
            "quality",
            "image_url",
            "extra_body.google.image_config.image_size",
            "model");
    assertThat(refused)
        .hasMessageStartingWith(
            """
            the request breaks 6 rules and was not sent:
              prompt is missing; set it with prompt(..)
              n: -1; it is 1 or more; the document names no maximum
              quality: ultra; grok-imagine-image-lite doesn't take this field\
            """);
  }

  @Test
  void unknownModelHasNoRules() {
    ZexiImageRequest request =
        of(ZexiModel.of("gpt-image-3"))
            .aspectRatio(AspectRatio.of(7, 3))
            .quality(ZexiQuality.of("ultra"))
            .resolution(ZexiResolution.of("16K"))
            .addImage(URL)
            .n(99)
            .build();

    assertThat(request.model().id()).isEqualTo("gpt-image-3");
  }

  @Test
  void promptIsNotInTheRequestsText() {
    String text = of(ZexiModel.GPT_IMAGE_2).build().toString();

    assertThat(text).isEqualTo("ZexiImageRequest{gpt-image-2, 0 images}");
  }

  private static List<String> urls(int count) {
    return IntStream.range(0, count).mapToObj(i -> "https://example.com/" + i + ".png").toList();
  }

  private static ZexiImageRequest.Builder of(ZexiModel model) {
    return ZexiImageRequest.builder().model(model).prompt("a cube");
  }

  private static List<String> refused(ZexiImageRequest.Builder request) {
    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, request::build);
    return refused.violations().stream().map(Violation::toString).toList();
  }

  private static String json(ZexiImageRequest request) throws IOException {
    ZexiWire wire = new ZexiWire(Settings.baseUrl(ZexiClient.BASE_URL), "sk-marked");
    Buffer out = new Buffer();
    wire.submit(request).request().body().writeTo(out);
    return out.readUtf8();
  }
}
