package io.github.imagetask.uniall;

import static java.util.Arrays.asList;
import static java.util.Collections.emptyList;
import static java.util.Collections.singletonList;
import static java.util.Collections.unmodifiableList;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.ModelTable;
import io.github.imagetask.spi.Uploads;
import io.github.imagetask.spi.Violations;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What UniAll's page in Google's style says that requests may hold. */
final class UniAllGeminiRules {
  private static final String PAGE = "UniAll nano-series / gemini-format";

  static final List<UniAllOutputFormat> FORMATS =
      unmodifiableList(asList(UniAllOutputFormat.JPEG, UniAllOutputFormat.PNG));

  static final List<UniAllModality> MODALITIES =
      unmodifiableList(asList(UniAllModality.TEXT, UniAllModality.IMAGE));

  // The page's names, in its order. The size is the one in the name; the first has none and makes
  // images of 1K. All of them take the ten ratios of the asynchronous page.
  // spotless:off
  private static final ModelTable<Row> TABLE =
      ModelTable.of(
          row -> row.model,
          row("gemini-2.5-flash-image",             "1K"),
          row("gemini-3-pro-image-preview-1k",      "1K"),
          row("gemini-3-pro-image-preview-2k",      "2K"),
          row("gemini-3-pro-image-preview-4k",      "4K"),
          row("gemini-3.1-flash-image-preview-512", "512"),
          row("gemini-3.1-flash-image-preview-1k",  "1K"),
          row("gemini-3.1-flash-image-preview-2k",  "2K"),
          row("gemini-3.1-flash-image-preview-4k",  "4K"));
  // spotless:on

  private UniAllGeminiRules() {}

  static void checkSpelling(UniAllGeminiRequest request, Violations violations) {
    int urls = Uploads.urls(request.images()).size();
    if (urls > 0) {
      violations.add(
          UniAllGeminiEntry.INLINE_DATA,
          urls + (urls == 1 ? " image at a URL" : " images at URLs"),
          "this entry takes images in the request alone: a file or bytes",
          null);
    }
    violations.imagesSetOnce(request, null, UniAllGeminiEntry.CONTENTS);
  }

  static void checkTables(UniAllGeminiRequest request, Violations violations) {
    checkModalities(request, violations);
    for (ReferenceImage image : request.images()) checkFormat(image, violations);
    Row row = TABLE.find(request.model());
    if (row == null) return;
    String who = row.model;
    violations.oneOf(
        UniAllGeminiEntry.ASPECT_RATIO, request.aspectRatio(), UniAllRules.RATIOS, who, PAGE);
    violations.oneOf(UniAllGeminiEntry.OUTPUT_FORMAT, request.outputFormat(), FORMATS, who, PAGE);
    violations.oneOf(
        UniAllGeminiEntry.IMAGE_SIZE, request.imageSize(), singletonList(row.size), who, PAGE);
  }

  private static void checkModalities(UniAllGeminiRequest request, Violations violations) {
    List<UniAllModality> modalities = request.responseModalities();
    for (UniAllModality each : modalities) {
      violations.oneOf(
          UniAllGeminiEntry.RESPONSE_MODALITIES, each, MODALITIES, "the gateway", PAGE);
    }
    if (!modalities.isEmpty() && !modalities.contains(UniAllModality.IMAGE)) {
      violations.add(
          UniAllGeminiEntry.RESPONSE_MODALITIES,
          modalities,
          "without " + UniAllModality.IMAGE + " no image comes",
          null);
    }
  }

  private static void checkFormat(ReferenceImage image, Violations violations) {
    try {
      if (!image.isUpload() || image.length() == 0 || Uploads.format(image) != null) return;
    } catch (IOException unreadable) {
      return; // build() says so itself
    }
    violations.add(
        UniAllGeminiEntry.INLINE_DATA,
        image,
        "its media type goes with it, and its first bytes are those of no known image",
        null);
  }

  static List<ModelInfo> models() {
    return TABLE.models(
        row -> {
          Map<String, List<?>> options = new LinkedHashMap<>();
          options.put(ModelInfo.ENTRIES, singletonList(UniAllRules.GEMINI));
          options.put(UniAllGeminiEntry.ASPECT_RATIO, UniAllRules.RATIOS);
          options.put(UniAllGeminiEntry.OUTPUT_FORMAT, FORMATS);
          options.put(UniAllGeminiEntry.IMAGE_SIZE, singletonList(row.size));
          options.put(UniAllGeminiEntry.RESPONSE_MODALITIES, MODALITIES);
          return ModelInfo.of(row.model, emptyList(), options);
        });
  }

  /** What one model takes. */
  private static final class Row {
    final String model;
    final String size;

    Row(String model, String size) {
      this.model = model;
      this.size = size;
    }
  }

  private static Row row(String model, String size) {
    return new Row(model, size);
  }
}
