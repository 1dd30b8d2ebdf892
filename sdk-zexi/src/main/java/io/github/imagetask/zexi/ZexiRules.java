package io.github.imagetask.zexi;

import static io.github.imagetask.ModelInfo.REFERENCE_IMAGES;
import static io.github.imagetask.spi.ModelTable.ratios;
import static java.util.Arrays.asList;
import static java.util.Collections.emptyList;
import static java.util.Collections.singletonList;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.GeminiNames;
import io.github.imagetask.spi.ModelTable;
import io.github.imagetask.spi.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the document says that requests may hold: its tables, and the check against them. */
final class ZexiRules {
  private static final String DOCUMENT = "Zexi image generation API, undated, section ";
  private static final String MODELS = DOCUMENT + "\"models\"";
  private static final String SAMPLES = DOCUMENT + "\"samples\"";
  private static final String SIZES = DOCUMENT + "\"sizes\"";

  // All tables: Zexi "图片生成 API:GPT Image 2、Nano Banana、Grok Imagine", undated.

  // Section "sizes", rows gpt-image-2 and gemini-*.
  private static final List<?> PIXELS =
      asList(
          "1024x1024",
          "1536x1024",
          "1024x1536",
          "2048x1152",
          "3840x2160",
          "2160x3840",
          ZexiWire.AUTO);
  private static final List<?> RATIOS =
      ratios("1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9");
  private static final List<?> WORDS =
      asList(ZexiQuality.LOW, ZexiQuality.MEDIUM, ZexiQuality.HIGH, ZexiQuality.AUTO);
  private static final List<?> TIERS =
      asList(ZexiQuality.QUALITY_1K, ZexiQuality.QUALITY_2K, ZexiQuality.QUALITY_4K);

  // The same section, row grok-imagine-image*: a ratio is advised, "such as" these three, which
  // excludes no other, and neither pixels nor auto.
  private static final @Nullable List<?> ANY = null;
  private static final List<?> ADVISED_RATIOS = ratios("1:1", "16:9", "9:16");

  private static final List<?> NONE = emptyList();

  // Models and reference images: section "models". Size and quality: "sizes". The
  // resolution: section "samples" has it for a Gemini model, and Google's field is no other's.
  // The Gemini models' names without "-preview" and with a resolution have these rows, too.
  // spotless:off
  private static final ModelTable<Row> TABLE =
      ModelTable.of(
          row -> row.model,
          //  model                             images  size       quality  resolution
          row("gpt-image-2",                    14,     PIXELS,    WORDS,   NONE),
          row("gemini-3-pro-image-preview",      4,     RATIOS,    TIERS,   TIERS),
          row("gemini-3.1-flash-image-preview",  4,     RATIOS,    TIERS,   TIERS),
          row("grok-imagine-image",              1,     ANY,       NONE,    NONE),
          row("grok-imagine-image-pro",          1,     ANY,       NONE,    NONE),
          row("grok-imagine-image-lite",         0,     ANY,       NONE,    NONE),
          row("grok-imagine-image-edit",         3,     ANY,       NONE,    NONE))
          .sameBy(GeminiNames::base);

  // Section "aliases".
  static final Map<ZexiModel, ZexiModel> ALIASES =
      aliases(
          "dall-e",                     "gpt-image-2",
          "dall-e-2",                   "gpt-image-2",
          "dall-e-3",                   "grok-imagine-image-pro",
          "nano-banana",                "gemini-3.1-flash-image-preview",
          "nano-banana2",               "gemini-3.1-flash-image-preview",
          "nano-banana-2",              "gemini-3.1-flash-image-preview",
          "nano-banana-pro",            "gemini-3-pro-image-preview",
          "grok-imagine-image-quality", "grok-imagine-image-pro");
  // spotless:on

  private ZexiRules() {}

  static void checkSpelling(ZexiImageRequest request, Violations violations) {
    List<Object> sizes = ZexiWire.sizes(request);
    if (sizes.size() > 1) {
      violations.add(
          ZexiWire.SIZE,
          sizes,
          "size(..), autoSize() and aspectRatio(..) set the same field; leave all but one out",
          null);
    }
    List<ReferenceImage> images = request.images();
    for (ReferenceImage image : images) {
      if (!image.isUpload()) continue;
      violations.add(
          ZexiWire.IMAGE_URL,
          image,
          "nothing can be uploaded with a task; put the image where the gateway can fetch it, and"
              + " set it with ReferenceImage.url(..)",
          SAMPLES);
    }
    if (images.size() > 1) {
      violations.add(
          ZexiWire.IMAGE_URL,
          images.size() + " images",
          "the document has a field for one, and other fields were seen to be ignored and charged;"
              + " if you know the field for more, set it with extra(..)",
          SAMPLES);
    }
  }

  static void checkTables(ZexiImageRequest request, Violations violations) {
    violations.oneOrMore(ZexiWire.N, request.n());
    Row row = TABLE.find(ALIASES.getOrDefault(request.model(), request.model()));
    if (row == null) return;
    String who = request.model().id();
    for (Object size : ZexiWire.sizes(request)) {
      violations.oneOf(ZexiWire.SIZE, size, row.sizes, who, SIZES);
    }
    violations.oneOf(ZexiWire.QUALITY, request.quality(), row.qualities, who, SIZES);
    checkImages(request, row.maxImages, who, violations);
    violations.oneOf(ZexiWire.RESOLUTION, request.resolution(), row.resolutions, who, SAMPLES);
  }

  /** The limit is the model's, whatever field the images go out in. */
  private static void checkImages(
      ZexiImageRequest request, int max, String who, Violations violations) {
    int byExtra = ZexiReferences.count(request.extras());
    int given = request.images().size() + byExtra;
    if (byExtra == 0 || given <= max) {
      violations.atMost(ZexiWire.IMAGE_URL, request.images(), max, who, MODELS);
      return;
    }
    violations.add(
        ZexiWire.IMAGE_URL,
        given + (given == 1 ? " image, " : " images, ") + byExtra + " of them by extra(..)",
        who + " takes " + (max == 0 ? "no reference image" : "at most " + max),
        MODELS);
  }

  static List<ModelInfo> models() {
    return TABLE.models(
        row -> {
          List<String> aliases = new ArrayList<>();
          ALIASES.forEach(
              (alias, model) -> {
                if (model.id().equals(row.model)) aliases.add(alias.id());
              });
          Map<String, List<?>> options = new LinkedHashMap<>();
          options.put(REFERENCE_IMAGES, references(row.maxImages));
          options.put(ZexiWire.SIZE, row.sizes == null ? ADVISED_RATIOS : row.sizes);
          options.put(ZexiWire.QUALITY, row.qualities);
          options.put(ZexiWire.N, singletonList("1+"));
          options.put(ZexiWire.RESOLUTION, row.resolutions);
          return ModelInfo.of(row.model, aliases, options);
        });
  }

  /** The document's limit is the model's; the field that it has holds one. */
  private static List<String> references(int max) {
    if (max == 0) return emptyList();
    return singletonList(max == 1 ? "0-1" : "one by URL; the model takes " + max);
  }

  /** What one model takes. */
  private static final class Row {
    final String model;
    final int maxImages;
    final @Nullable List<?> sizes; // null: any
    final List<?> qualities;
    final List<?> resolutions;

    Row(
        String model,
        int maxImages,
        @Nullable List<?> sizes,
        List<?> qualities,
        List<?> resolutions) {
      this.model = model;
      this.maxImages = maxImages;
      this.sizes = sizes;
      this.qualities = qualities;
      this.resolutions = resolutions;
    }
  }

  private static Row row(
      String model,
      int maxImages,
      @Nullable List<?> sizes,
      List<?> qualities,
      List<?> resolutions) {
    return new Row(model, maxImages, sizes, qualities, resolutions);
  }

  private static Map<ZexiModel, ZexiModel> aliases(String... pairs) {
    Map<ZexiModel, ZexiModel> aliases = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      ZexiModel model = ZexiModel.of(pairs[i + 1]);
      if (TABLE.find(model) == null) throw new AssertionError("no such model: " + model);
      if (aliases.put(ZexiModel.of(pairs[i]), model) != null) {
        throw new AssertionError("twice: " + pairs[i]);
      }
    }
    return aliases;
  }
}
