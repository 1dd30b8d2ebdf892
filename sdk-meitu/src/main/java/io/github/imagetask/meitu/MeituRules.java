package io.github.imagetask.meitu;

import static io.github.imagetask.ModelInfo.REFERENCE_IMAGES;
import static io.github.imagetask.spi.ModelTable.ratios;
import static java.util.Arrays.asList;
import static java.util.Collections.emptyList;
import static java.util.Collections.singletonList;
import static java.util.Collections.unmodifiableList;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.spi.GeminiNames;
import io.github.imagetask.spi.ModelTable;
import io.github.imagetask.spi.Uploads;
import io.github.imagetask.spi.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/** What the document says that requests may hold: its tables, and the check against them. */
final class MeituRules {
  private static final String DOCUMENT = "Meitu google nano of 2025-11-28, ";
  private static final String BODY = DOCUMENT + "Body";

  // All tables: Meitu "google nano 改图/文生图 异步任务提交", updated 2025-11-28, table Body.

  // Row aspect_ratio.
  static final List<AspectRatio> RATIOS =
      ratios("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");

  // Row resolution, and the note of 11.20.
  static final List<MeituResolution> RESOLUTIONS =
      unmodifiableList(
          asList(
              MeituResolution.RESOLUTION_1K,
              MeituResolution.RESOLUTION_2K,
              MeituResolution.RESOLUTION_4K));

  // Row output_format.
  static final List<MeituOutputFormat> FORMATS =
      unmodifiableList(
          asList(MeituOutputFormat.JPEG, MeituOutputFormat.PNG, MeituOutputFormat.WEBP));

  // Row temperature: 0-1. The model's maker allows more, this gateway's document doesn't.
  static final double MAX_TEMPERATURE = 1;

  // Row media_info_list: 1 to 3, required; the note says that no image means text-to-image, so none
  // are fine, too.
  static final int MAX_IMAGES = 3;

  private static final List<?> NONE = emptyList();

  // Row model; row resolution: "only nano2 may be given this". The models' names without "-preview"
  // and with a resolution have these rows, too.
  // spotless:off
  private static final ModelTable<Row> TABLE =
      ModelTable.of(
          row -> row.model,
          //         model                             resolution
          /* nano  */ row("gemini-2.5-flash-image-preview", NONE),
          /* nano2 */ row("gemini-3-pro-image-preview",     RESOLUTIONS))
          .sameBy(GeminiNames::base);
  // spotless:on

  private MeituRules() {}

  static void checkSpelling(MeituImageRequest request, Violations violations) {
    Double temperature = request.temperature();
    if (temperature != null && (temperature.isNaN() || temperature.isInfinite())) {
      violations.add(MeituWire.TEMPERATURE, temperature, "JSON has no such number", null);
    }
    if (!request.isLenient()) return; // else core refuses these extras with all the others
    if (request.extras().containsKey(MeituWire.TOKEN)) {
      violations.add(
          MeituWire.TOKEN,
          "set by extra(..)",
          "a secret belongs to the client, which never shows it; set it with its token(..)",
          null);
    }
    if (request.extras().containsKey(MeituWire.TRACE_ID)) {
      violations.add(
          MeituWire.TRACE_ID, "set by extra(..)", "tasks tell it; set it with traceId(..)", null);
    }
  }

  static void checkTables(MeituImageRequest request, Violations violations) {
    checkEveryModel(request, violations);
    Row row = TABLE.find(request.model());
    if (row != null) checkRow(request, row, violations);
  }

  /**
   * Checks a request that is given to a direct call.
   *
   * @throws io.github.imagetask.InvalidRequestException if it asks for a callback
   */
  static void checkDirect(MeituImageRequest request) {
    String callbackUrl = request.callbackUrl();
    if (callbackUrl == null || callbackUrl.trim().isEmpty()) return; // blanks are not sent
    Violations violations = new Violations();
    violations.add(
        MeituWire.REPOST_URL,
        "set by callbackUrl(..)",
        "a direct call's answer brings the images, and nobody is called back",
        null);
    violations.throwIfAny();
  }

  private static void checkEveryModel(MeituImageRequest request, Violations violations) {
    int uploads = Uploads.of(request.images()).size();
    if (uploads > 0) {
      violations.add(
          MeituWire.MEDIA_INFO_LIST,
          request.images().size() + " images, " + uploads + " of them uploads",
          "an image is given by its URL; lenient() sends uploads as base64, undocumented",
          BODY);
    }
    String callbackUrl = request.callbackUrl();
    boolean isSet = callbackUrl != null && !callbackUrl.trim().isEmpty(); // blanks are not sent
    if (isSet && HttpUrl.parse(callbackUrl) == null) {
      violations.add(
          MeituWire.REPOST_URL,
          "no http or https address", // not shown: it may hold a secret of the user's
          "the gateway posts to an http or https address",
          BODY);
    }
  }

  private static void checkRow(MeituImageRequest request, Row row, Violations violations) {
    String who = request.model().id();
    violations.atMost(MeituWire.MEDIA_INFO_LIST, request.images(), MAX_IMAGES, who, BODY);
    violations.oneOf(MeituWire.ASPECT_RATIO, request.aspectRatio(), RATIOS, who, BODY);
    Double temperature = request.temperature();
    if (temperature != null && !temperature.isNaN() && !temperature.isInfinite()) {
      violations.range(MeituWire.TEMPERATURE, temperature, 0, MAX_TEMPERATURE, who, BODY);
    }
    violations.oneOf(MeituWire.RESOLUTION, request.resolution(), row.resolutions, who, BODY);
    violations.oneOf(MeituWire.OUTPUT_FORMAT, request.outputFormat(), FORMATS, who, BODY);
  }

  static List<ModelInfo> models() {
    return TABLE.models(
        row -> {
          Map<String, List<?>> options = new LinkedHashMap<>();
          options.put(REFERENCE_IMAGES, singletonList("0-" + MAX_IMAGES));
          options.put(MeituWire.ASPECT_RATIO, RATIOS);
          options.put(MeituWire.TEMPERATURE, singletonList("0-" + (int) MAX_TEMPERATURE));
          options.put(MeituWire.RESOLUTION, row.resolutions);
          options.put(MeituWire.IS_TRANSLATE, asList(true, false));
          options.put(MeituWire.OUTPUT_FORMAT, FORMATS);
          return ModelInfo.of(row.model, emptyList(), options);
        });
  }

  /** What differs from model to model. */
  private static final class Row {
    final String model;
    final List<?> resolutions;

    Row(String model, List<?> resolutions) {
      this.model = model;
      this.resolutions = resolutions;
    }
  }

  private static Row row(String model, List<?> resolutions) {
    return new Row(model, resolutions);
  }
}
