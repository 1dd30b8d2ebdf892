package io.github.imagetask.hingnet;

import static io.github.imagetask.ModelInfo.REFERENCE_IMAGES;
import static java.util.Arrays.asList;
import static java.util.Collections.emptyList;
import static java.util.Collections.singletonList;
import static java.util.Collections.unmodifiableList;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.ModelTable;
import io.github.imagetask.spi.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the documents say that requests may hold: their tables, and the check against them. */
final class HingnetRules {
  private static final String DOCUMENT =
      "Hingnet image generation (asynchronous), undated, section ";
  private static final String DIRECT_DOCUMENT = "Hingnet's synchronous pages, undated";
  private static final String OPENAI = "OpenAI's Images API";

  // All tables: Hingnet "图像生成（异步接口）", undated; gpt-image-2: its synchronous pages.

  // Section "edits", its note: these alone of a task's models, whatever the table has.
  static final String EDITED = "gemini-*-image*";
  private static final Pattern EDITS = Pattern.compile(EDITED.replace("*", ".*"));

  // The synchronous pages, gpt-image-2.
  static final List<?> SIZES =
      unmodifiableList(asList("1024x1024", "1024x1536", "1536x1024", HingnetSize.AUTO));
  static final List<?> QUALITIES =
      unmodifiableList(
          asList(
              HingnetQuality.LOW, HingnetQuality.MEDIUM, HingnetQuality.HIGH, HingnetQuality.AUTO));
  static final List<?> FORMATS =
      unmodifiableList(asList(HingnetOutputFormat.PNG, HingnetOutputFormat.JPEG));

  // Section "synchronous routes".
  static final List<?> RESPONSE_FORMATS =
      unmodifiableList(asList(HingnetResponseFormat.B64_JSON, HingnetResponseFormat.URL));

  private static final double MAX_COMPRESSION = 100; // OpenAI's; the pages name none

  private static final @Nullable List<?> OPEN = null; // listed nowhere: whatever is set goes out
  private static final List<?> NONE = emptyList();

  // Sections "scope" and "edits", and the synchronous pages. A row whose name ends in * is a
  // family.
  // - n: no page has a maximum for it.
  // - gpt: background, output_compression, moderation and user.
  // - Gemini's variants by resolution ("SKU") have no names here; they edit by theirs.
  // spotless:off
  private static final ModelTable<Row> TABLE =
      ModelTable.of(
          row -> row.name,
          //  model                           tasks  edits  size   ratio  quality    format   gpt
          row("gemini-3-pro-image-preview",     true,  true,  OPEN,  OPEN, NONE,      NONE,    NONE),
          row("gemini-2.5-flash-image",         true,  true,  OPEN,  OPEN, NONE,      NONE,    NONE),
          row("gemini-2.5-flash-image-preview", true,  true,  OPEN,  OPEN, NONE,      NONE,    NONE),
          row("imagen-*",                       true,  false, OPEN,  OPEN, NONE,      NONE,    NONE),
          row("gpt-image-2",                    false, true,  SIZES, NONE, QUALITIES, FORMATS, OPEN));
  // spotless:on

  private HingnetRules() {}

  static void checkSpelling(HingnetImageRequest request, Violations violations) {
    List<ReferenceImage> images = request.images();
    boolean byExtra = hasImagesByExtra(request);
    boolean isEdit = request.taskType() == HingnetTaskType.EDIT;
    if (isEdit && images.isEmpty() && !byExtra) {
      violations.add(
          HingnetWire.IMAGE,
          null,
          "an edit needs a reference image; set it with addImage(..)",
          DOCUMENT + "\"edits\"");
    }
    if (!isEdit && !images.isEmpty()) {
      violations.add(
          HingnetWire.IMAGE,
          "set by addImage(..)",
          "a generation has no field for reference images; leave them or taskType(..) out",
          DOCUMENT + "\"generations\"");
    }
    // Several files in the part "image", and files beside URLs, are undocumented.
    violations.uploadAlone(HingnetWire.IMAGE, images, DOCUMENT + "\"edits\"");
    violations.imagesSetOnce(
        request, DOCUMENT + "\"edits\"", HingnetWire.IMAGE, HingnetWire.IMAGE_URLS);
  }

  /** Whether the user's own fields name reference images; refused already unless lenient. */
  static boolean hasImagesByExtra(HingnetImageRequest request) {
    return request.hasExtra(HingnetWire.IMAGE, HingnetWire.IMAGE_URLS);
  }

  static void checkTables(HingnetImageRequest request, Violations violations) {
    violations.oneOrMore(HingnetWire.N, request.n());
    violations.oneOf(
        HingnetWire.RESPONSE_FORMAT,
        request.responseFormat(),
        RESPONSE_FORMATS,
        "a direct call",
        DOCUMENT + "\"synchronous routes\"");
    Row row = TABLE.find(request.model());
    boolean isDirect = row != null && !row.tasks; // the note on edits isn't about it
    if (!isDirect) checkEdit(request, violations);
    if (row != null) checkRow(request, row, violations);
  }

  private static void checkEdit(HingnetImageRequest request, Violations violations) {
    boolean edits = EDITS.matcher(request.model().id()).matches();
    if (request.taskType() == HingnetTaskType.EDIT && !edits) {
      violations.add(
          HingnetWire.MODEL,
          request.model(),
          "only " + EDITED + " models can edit",
          DOCUMENT + "\"edits\"");
    }
  }

  private static void checkRow(HingnetImageRequest request, Row row, Violations violations) {
    String who = request.model().id();
    String from = DIRECT_DOCUMENT;
    violations.oneOf(HingnetWire.SIZE, request.size(), row.sizes, who, from);
    violations.oneOf(HingnetWire.ASPECT_RATIO, request.aspectRatio(), row.ratios, who, from);
    violations.oneOf(HingnetWire.QUALITY, request.quality(), row.qualities, who, from);
    violations.oneOf(HingnetWire.BACKGROUND, request.background(), row.gpt, who, from);
    violations.oneOf(HingnetWire.OUTPUT_FORMAT, request.outputFormat(), row.formats, who, from);
    violations.oneOf(HingnetWire.MODERATION, request.moderation(), row.gpt, who, from);
    violations.oneOf(HingnetWire.USER, request.user(), row.gpt, who, from);
    Integer compression = request.outputCompression();
    violations.oneOf(HingnetWire.OUTPUT_COMPRESSION, compression, row.gpt, who, from);
    if (row.gpt != OPEN) return;
    violations.range(HingnetWire.OUTPUT_COMPRESSION, compression, 0, MAX_COMPRESSION, who, OPENAI);
    if (compression != null && !HingnetOutputFormat.JPEG.equals(request.outputFormat())) {
      violations.add(
          HingnetWire.OUTPUT_COMPRESSION,
          compression,
          who + " compresses jpeg alone; set outputFormat(JPEG)",
          from);
    }
    if (request.moderation() != null && request.taskType() == HingnetTaskType.EDIT) {
      violations.add(
          HingnetWire.MODERATION, request.moderation(), "an edit doesn't take this field", OPENAI);
    }
  }

  /** Whether tasks have a model; one without a row may be anything. */
  static boolean hasTasks(HingnetModel model) {
    Row row = TABLE.find(model);
    return row == null || row.tasks;
  }

  static List<ModelInfo> models() {
    return TABLE.models(
        row -> {
          Map<String, List<?>> options = new LinkedHashMap<>();
          if (!row.edits) options.put(REFERENCE_IMAGES, emptyList()); // else as many as one likes
          options.put(HingnetWire.N, singletonList("1+"));
          if (row.sizes != OPEN) options.put(HingnetWire.SIZE, row.sizes);
          if (row.ratios != OPEN) options.put(HingnetWire.ASPECT_RATIO, row.ratios);
          if (row.tasks) return ModelInfo.of(row.name, emptyList(), options);
          options.put(HingnetWire.QUALITY, row.qualities);
          options.put(HingnetWire.OUTPUT_FORMAT, row.formats);
          return ModelInfo.of(row.name, emptyList(), options);
        });
  }

  /** What one model, or one family of models, takes. */
  private static final class Row {
    final String name;
    final boolean tasks;
    final boolean edits;
    final @Nullable List<?> sizes;
    final @Nullable List<?> ratios;
    final List<?> qualities;
    final List<?> formats;
    final @Nullable List<?> gpt;

    Row(
        String name,
        boolean tasks,
        boolean edits,
        @Nullable List<?> sizes,
        @Nullable List<?> ratios,
        List<?> qualities,
        List<?> formats,
        @Nullable List<?> gpt) {
      this.name = name;
      this.tasks = tasks;
      this.edits = edits;
      this.sizes = sizes;
      this.ratios = ratios;
      this.qualities = qualities;
      this.formats = formats;
      this.gpt = gpt;
    }
  }

  private static Row row(
      String name,
      boolean tasks,
      boolean edits,
      @Nullable List<?> sizes,
      @Nullable List<?> ratios,
      List<?> qualities,
      List<?> formats,
      @Nullable List<?> gpt) {
    return new Row(name, tasks, edits, sizes, ratios, qualities, formats, gpt);
  }
}
