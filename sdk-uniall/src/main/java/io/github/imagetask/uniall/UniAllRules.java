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
  static final String DOCUMENT = "UniAll async-image-generation of 2026-04-29, section ";

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
  private static final List<?> AUTO = singletonList(UniAllWire.AUTO);

  // Which of the client's methods take a model.
  static final String SUBMIT = "submit";
  static final String DIRECT = "direct";
  static final String GEMINI = "gemini";
  private static final List<String> TASKS = singletonList(SUBMIT);
  private static final List<String> BOTH = unmodifiableList(asList(SUBMIT, DIRECT));
  private static final List<String> OPENAI = singletonList(DIRECT);

  // Models: sections 2.1 and 2.2. What they take: 4.4 (ratio and format of NanoBanana), 5.4 and 5.5
  // (gpt-image-2), 9 (both).
  // - Nano size and quality: 4.3 says "not the main control, handled as the upstream can" and "the
  //   model's tier usually decides", which refuses neither.
  // - Nano n: section 3 says "not supported", 4.3 and 9 "optional, default 1, the maximum is the
  //   upstream's"; the samples send 1.
  // The last two stand on the page "gpt-image-2 / openai-generate" alone, which repeats the rest.
  // spotless:off
  private static final ModelTable<UniAllRow> TABLE =
      ModelTable.of(
          row -> row.model,
          //  model                 by      aspect_ratio  size     quality    n  output_format
          row("NanoBanana",           TASKS,  RATIOS,       ANY,     ANY,       1, PNG, JPEG, WEBP),
          row("NanoBanana2-0.5K",     TASKS,  RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBanana2-1K",       TASKS,  RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBanana2-2K",       TASKS,  RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBanana2-4K",       TASKS,  RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBananaPro-1K",     TASKS,  RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBananaPro-2K",     TASKS,  RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBananaPro-4K",     TASKS,  RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("NanoBananaPro-8K",     TASKS,  RATIOS,       ANY,     ANY,       1, PNG, JPEG),
          row("gpt-image-2",          BOTH,   NONE,         sizes(), QUALITIES, 8, PNG, JPEG, WEBP),
          row("gpt-image-2-auto",     OPENAI, NONE,         AUTO,    QUALITIES, 8, PNG, JPEG, WEBP),
          row("gpt-image-2-origin",   OPENAI, NONE,         sizes(), QUALITIES, 8, PNG, JPEG, WEBP));
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
    UniAllRow row = TABLE.find(request.model());
    if (row != null) checkRow(request, row, violations);
  }

  private static void checkEveryModel(UniAllImageRequest request, Violations violations) {
    violations.oneOf(
        UniAllWire.TASK_TYPE, request.taskType(), TASK_TYPES, "the gateway", DOCUMENT + "3");
    violations.oneOf(
        UniAllWire.RESPONSE_FORMAT,
        request.responseFormat(),
        UniAllDirectRules.RESPONSE_FORMATS,
        "the gateway",
        UniAllDirectRules.PAGE);
    boolean hasImages = !request.images().isEmpty() || !UniAllExtraImages.of(request).isEmpty();
    if (UniAllTaskType.TEXT_TO_IMAGE.equals(request.taskType()) && hasImages) {
      violations.add(
          UniAllWire.TASK_TYPE,
          request.taskType(),
          "set, it wins over the reference images; leave one of them out",
          DOCUMENT + "3.1");
    }
  }

  private static void checkRow(UniAllImageRequest request, UniAllRow row, Violations violations) {
    String who = row.model;
    if (row.sizes != null && UniAllWire.size(request) == null) {
      String setter = row.sizes == AUTO ? "autoSize()" : "one of UniAllSizes.all()";
      violations.add(
          UniAllWire.SIZE, null, who + " requires " + setter, row.source(DOCUMENT + "5.4"));
    }
    violations.oneOf(
        UniAllWire.SIZE, UniAllWire.size(request), row.sizes, who, row.source(DOCUMENT + "5.5"));
    violations.oneOf(
        UniAllWire.ASPECT_RATIO,
        request.aspectRatio(),
        row.ratios,
        who,
        row.source(DOCUMENT + "9"));
    violations.oneOf(
        UniAllWire.QUALITY, request.quality(), row.qualities, who, row.source(DOCUMENT + "5.4"));
    violations.oneOf(
        UniAllWire.OUTPUT_FORMAT,
        request.outputFormat(),
        row.formats,
        who,
        row.source(DOCUMENT + "9"));
    if (row.maxN > 1) {
      violations.range(UniAllWire.N, request.n(), 1, row.maxN, who, row.source(DOCUMENT + "5.4"));
    } else {
      violations.oneOf(
          UniAllWire.N, request.n(), singletonList(1), who, row.source(DOCUMENT + "3"));
    }
    if (row.isDirect()) UniAllDirectRules.checkValues(request, who, violations);
  }

  /** Whether a model stands on no page of direct calls, but on others. */
  static boolean isTaskOnly(UniAllModel model) {
    UniAllRow row = TABLE.find(model);
    return row != null && !row.isDirect();
  }

  /** Whether a page says that direct calls take a model. */
  static boolean isDirect(UniAllModel model) {
    UniAllRow row = TABLE.find(model);
    return row != null && row.isDirect();
  }

  static List<ModelInfo> models() {
    return TABLE.models(
        row -> {
          Map<String, List<?>> options = new LinkedHashMap<>();
          options.put(ModelInfo.ENTRIES, row.entries);
          options.put(UniAllWire.TASK_TYPE, row.isTask() ? TASK_TYPES : NONE);
          if (row.sizes != null) options.put(UniAllWire.SIZE, row.sizes);
          if (row.ratios != null) options.put(UniAllWire.ASPECT_RATIO, row.ratios);
          if (row.qualities != null) options.put(UniAllWire.QUALITY, row.qualities);
          options.put(UniAllWire.N, singletonList(row.maxN > 1 ? "1-" + row.maxN : "1"));
          options.put(UniAllWire.OUTPUT_FORMAT, row.formats);
          return ModelInfo.of(row.model, emptyList(), options);
        });
  }

  private static UniAllRow row(
      String model,
      List<String> entries,
      @Nullable List<?> ratios,
      @Nullable List<?> sizes,
      @Nullable List<?> qualities,
      int maxN,
      UniAllOutputFormat... formats) {
    return new UniAllRow(
        model, entries, ratios, sizes, qualities, maxN, unmodifiableList(asList(formats)));
  }

  private static List<ImageSize> sizes() {
    List<ImageSize> sizes = new ArrayList<>();
    for (UniAllSize row : UniAllSizes.all()) sizes.add(row.size());
    return sizes;
  }
}
