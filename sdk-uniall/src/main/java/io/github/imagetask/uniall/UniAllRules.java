package io.github.imagetask.uniall;

import static io.github.imagetask.spi.ModelTable.ratios;
import static java.util.Arrays.asList;
import static java.util.Collections.emptyList;
import static java.util.Collections.singletonList;
import static java.util.Collections.unmodifiableList;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.ModelTable;
import io.github.imagetask.spi.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the document says that requests may hold: its tables, and the check against them. */
final class UniAllRules {
  private static final String DOCUMENT = "UniAll async-image-generation of 2026-04-29, section ";

  // All tables: UniAll "通用异步图像生成", updated 2026-04-29.

  // Section 9, row 比例控制. Section 4.3 calls five of them common and leaves the rest to the
  // upstream; the constants are these ten, and lenient() sends any other.
  static final List<AspectRatio> RATIOS =
      ratios("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");

  // Section 5.4, "GPT Image 2 quality options". There is no auto.
  static final List<UniAllQuality> QUALITIES =
      unmodifiableList(asList(UniAllQuality.LOW, UniAllQuality.MEDIUM, UniAllQuality.HIGH));

  // Sections 1.1 and 3.
  static final List<UniAllTaskType> TASK_TYPES =
      unmodifiableList(asList(UniAllTaskType.TEXT_TO_IMAGE, UniAllTaskType.IMAGE_TO_IMAGE));

  private static final UniAllOutputFormat PNG = UniAllOutputFormat.PNG;
  private static final UniAllOutputFormat JPEG = UniAllOutputFormat.JPEG;
  private static final UniAllOutputFormat WEBP = UniAllOutputFormat.WEBP;

  // A field that the document neither lists values for nor refuses goes out as written.
  private static final @Nullable List<?> ANY = null;
  private static final List<?> NONE = emptyList();

  // Models: sections 2.1 and 2.2. What they take: 4.4 (ratio and format of NanoBanana), 5.4 and 5.5
  // (gpt-image-2), 9 (both).
  // - Nano size and quality: 4.3 says "not the main control, handled as the upstream can" and "the
  //   model's tier usually decides", which refuses neither.
  // - Nano n: section 3 says "not supported", 4.3 and 9 "optional, default 1, the maximum is the
  //   upstream's"; the samples send 1.
  // spotless:off
  private static final ModelTable<Row> TABLE =
      ModelTable.of(
          row -> row.model,
          //  model               aspect_ratio  size     quality    n  output_format
          row("NanoBanana",       RATIOS,       ANY,     ANY,       1, PNG, JPEG, WEBP),
          row("NanoBanana2-0.5K", RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBanana2-1K",   RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBanana2-2K",   RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBanana2-4K",   RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBananaPro-1K", RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBananaPro-2K", RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBananaPro-4K", RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBananaPro-8K", RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("gpt-image-2",      NONE,         sizes(), QUALITIES, 8, PNG, JPEG, WEBP));
  // spotless:on

  private UniAllRules() {}

  static void checkSpelling(UniAllImageRequest request, Violations violations) {
    List<ReferenceImage> images = request.images();
    boolean isEdit = UniAllTaskType.IMAGE_TO_IMAGE.equals(request.taskType());
    if (isEdit && images.isEmpty() && UniAllExtraImages.of(request).isEmpty()) {
      violations.add(
          UniAllWire.TASK_TYPE,
          request.taskType(),
          "it needs a reference image; set it with addImage(..)",
          DOCUMENT + "3");
    }
    // Several files in the part "image" are undocumented, and a form has no place for a URL beside
    // them that the document would vouch for.
    violations.uploadAlone(UniAllWire.IMAGE, images, DOCUMENT + "4.3");
    checkImagesSetOnce(request, violations);
    if (request.size() != null && request.isAutoSize()) {
      violations.add(
          UniAllWire.SIZE,
          request.size() + " and " + UniAllWire.AUTO,
          "size(..) and autoSize() set the same field; leave one of them out",
          null);
    }
  }

  /** Whatever fields name images, the gateway puts them together, some of them twice perhaps. */
  private static void checkImagesSetOnce(UniAllImageRequest request, Violations violations) {
    List<String> byExtra = UniAllExtraImages.of(request);
    boolean isMixed = !request.images().isEmpty() && !byExtra.isEmpty();
    if (!isMixed && byExtra.size() < 2) return;
    violations.add(
        UniAllWire.IMAGE,
        isMixed
            ? "set by addImage(..) and by extra(..)"
            : "set by extra(..) as " + String.join(", ", byExtra),
        "the fields for reference images must not be mixed",
        DOCUMENT + "3.1");
  }

  static void checkTables(UniAllImageRequest request, Violations violations) {
    checkEveryModel(request, violations);
    Row row = TABLE.find(request.model());
    if (row != null) checkRow(request, row, violations);
  }

  private static void checkEveryModel(UniAllImageRequest request, Violations violations) {
    violations.oneOf(
        UniAllWire.TASK_TYPE, request.taskType(), TASK_TYPES, "the gateway", DOCUMENT + "3");
    boolean hasImages = !request.images().isEmpty() || !UniAllExtraImages.of(request).isEmpty();
    if (UniAllTaskType.TEXT_TO_IMAGE.equals(request.taskType()) && hasImages) {
      violations.add(
          UniAllWire.TASK_TYPE,
          request.taskType(),
          "set, it wins over the reference images; leave one of them out",
          DOCUMENT + "3.1");
    }
  }

  private static void checkRow(UniAllImageRequest request, Row row, Violations violations) {
    String who = row.model;
    if (row.sizes != null && UniAllWire.size(request) == null) {
      violations.add(
          UniAllWire.SIZE, null, who + " requires one of UniAllSizes.all()", DOCUMENT + "5.4");
    }
    violations.oneOf(UniAllWire.SIZE, UniAllWire.size(request), row.sizes, who, DOCUMENT + "5.5");
    violations.oneOf(
        UniAllWire.ASPECT_RATIO, request.aspectRatio(), row.ratios, who, DOCUMENT + "9");
    violations.oneOf(UniAllWire.QUALITY, request.quality(), row.qualities, who, DOCUMENT + "5.4");
    violations.oneOf(
        UniAllWire.OUTPUT_FORMAT, request.outputFormat(), row.formats, who, DOCUMENT + "9");
    if (row.maxN > 1) {
      violations.range(UniAllWire.N, request.n(), 1, row.maxN, who, DOCUMENT + "5.4");
    } else {
      violations.oneOf(UniAllWire.N, request.n(), singletonList(1), who, DOCUMENT + "3");
    }
  }

  static List<ModelInfo> models() {
    return TABLE.models(
        row -> {
          Map<String, List<?>> options = new LinkedHashMap<>();
          options.put(UniAllWire.TASK_TYPE, TASK_TYPES);
          if (row.sizes != null) options.put(UniAllWire.SIZE, row.sizes);
          if (row.ratios != null) options.put(UniAllWire.ASPECT_RATIO, row.ratios);
          if (row.qualities != null) options.put(UniAllWire.QUALITY, row.qualities);
          options.put(UniAllWire.N, singletonList(row.maxN > 1 ? "1-" + row.maxN : "1"));
          options.put(UniAllWire.OUTPUT_FORMAT, row.formats);
          return ModelInfo.of(row.model, emptyList(), options);
        });
  }

  /** What one model takes; a null column is a field that goes out as written. */
  private static final class Row {
    final String model;
    final @Nullable List<?> ratios;
    final @Nullable List<?> sizes;
    final @Nullable List<?> qualities;
    final int maxN;
    final List<?> formats;

    Row(
        String model,
        @Nullable List<?> ratios,
        @Nullable List<?> sizes,
        @Nullable List<?> qualities,
        int maxN,
        List<?> formats) {
      this.model = model;
      this.ratios = ratios;
      this.sizes = sizes;
      this.qualities = qualities;
      this.maxN = maxN;
      this.formats = formats;
    }
  }

  private static Row row(
      String model,
      @Nullable List<?> ratios,
      @Nullable List<?> sizes,
      @Nullable List<?> qualities,
      int maxN,
      UniAllOutputFormat... formats) {
    return new Row(model, ratios, sizes, qualities, maxN, unmodifiableList(asList(formats)));
  }

  private static List<ImageSize> sizes() {
    List<ImageSize> sizes = new ArrayList<>();
    for (UniAllSize row : UniAllSizes.all()) sizes.add(row.size());
    return sizes;
  }
}
