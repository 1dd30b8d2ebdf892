package io.github.imagetask.hingnet;

import static io.github.imagetask.ModelInfo.REFERENCE_IMAGES;
import static java.util.Collections.emptyList;
import static java.util.Collections.singletonList;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.ModelTable;
import io.github.imagetask.spi.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the document says that requests may hold: its tables, and the check against them. */
final class HingnetRules {
  private static final String DOCUMENT =
      "Hingnet image generation (asynchronous), undated, section ";

  // All tables: Hingnet "图像生成（异步接口）", undated.

  // Section "edits", its note: these alone, whatever the table has.
  static final String EDITED = "gemini-*-image*";
  private static final Pattern EDITS = Pattern.compile(EDITED.replace("*", ".*"));

  // Sections "scope" and "edits". A row whose name ends in * is a family.
  // - n, size, aspect_ratio: the document has no table of parameters; whatever is set goes out.
  // - Gemini's variants by resolution ("SKU") have no names here; they edit by theirs.
  // spotless:off
  private static final ModelTable<Row> TABLE =
      ModelTable.of(
          row -> row.name,
          //  model                           edits
          row("gemini-3-pro-image-preview",     true),
          row("gemini-2.5-flash-image",         true),
          row("gemini-2.5-flash-image-preview", true),
          row("imagen-*",                       false));
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
    boolean edits = EDITS.matcher(request.model().id()).matches();
    if (request.taskType() == HingnetTaskType.EDIT && !edits) {
      violations.add(
          HingnetWire.MODEL,
          request.model(),
          "only " + EDITED + " models can edit",
          DOCUMENT + "\"edits\"");
    }
  }

  static List<ModelInfo> models() {
    return TABLE.models(
        row -> {
          Map<String, List<?>> options = new LinkedHashMap<>();
          if (!row.edits) options.put(REFERENCE_IMAGES, emptyList()); // else as many as one likes
          options.put(HingnetWire.N, singletonList("1+"));
          return ModelInfo.of(row.name, emptyList(), options);
        });
  }

  /** What one model, or one family of models, takes. */
  private static final class Row {
    final String name;
    final boolean edits;

    Row(String name, boolean edits) {
      this.name = name;
      this.edits = edits;
    }
  }

  private static Row row(String name, boolean edits) {
    return new Row(name, edits);
  }
}
