package io.github.imagetask.hingnet;

import static io.github.imagetask.ModelInfo.REFERENCE_IMAGES;
import static java.util.Collections.emptyList;
import static java.util.Collections.singletonList;
import static java.util.Collections.unmodifiableList;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the document says that requests may hold: its tables, and the check against them. */
final class HingnetRules {
  private static final String DOCUMENT =
      "Hingnet image generation (asynchronous), undated, section ";

  // All tables: Hingnet "图像生成（异步接口）", undated.

  // Section "edits", its note.
  static final String EDITED = "gemini-*-image*";

  // Sections "scope" and "edits". A row whose name ends in * is a family.
  // - n, size, aspect_ratio: the document has no table of parameters; whatever is set goes out.
  // - Gemini's variants by resolution ("SKU") have no names here, and no rules either.
  // spotless:off
  private static final List<Row> TABLE =
      table(
          //  model                           edits
          row("gemini-3-pro-image-preview",     true),
          row("gemini-2.5-flash-image",         true),
          row("gemini-2.5-flash-image-preview", true),
          row("imagen-*",                       false));
  // spotless:on

  private HingnetRules() {}

  static void check(HingnetImageRequest request, Violations violations) {
    checkWire(request, violations); // the wire can't spell these, lenient or not
    if (request.isLenient()) return;
    checkEveryModel(request, violations); // whatever the model
    Row row = rowOf(request.model());
    if (row != null)
      checkTables(request, row, violations); // a new model must not wait for our release
  }

  private static void checkWire(HingnetImageRequest request, Violations violations) {
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
    long uploads = images.stream().filter(ReferenceImage::isUpload).count();
    if (uploads > 0 && images.size() > 1) {
      // Several files in the part "image", and files beside URLs, are undocumented.
      violations.add(
          HingnetWire.IMAGE,
          images.size() + " images, " + uploads + " of them uploads",
          "a task takes one upload alone, or any number of URLs",
          DOCUMENT + "\"edits\"");
    }
    if (!images.isEmpty() && byExtra && request.isLenient()) { // else check(..) refuses the extra
      violations.add(
          HingnetWire.IMAGE,
          "set by addImage(..) and by extra(..)",
          "the fields for reference images must not be mixed",
          DOCUMENT + "\"edits\"");
    }
  }

  private static void checkEveryModel(HingnetImageRequest request, Violations violations) {
    Integer n = request.n();
    if (n != null && n < 1) {
      violations.add(HingnetWire.N, n, "it is 1 or more; the document names no maximum", null);
    }
  }

  /** Whether the user's own fields name reference images; refused already unless lenient. */
  static boolean hasImagesByExtra(HingnetImageRequest request) {
    return request.extras().containsKey(HingnetWire.IMAGE)
        || request.extras().containsKey(HingnetWire.IMAGE_URLS);
  }

  private static void checkTables(HingnetImageRequest request, Row row, Violations violations) {
    if (request.taskType() == HingnetTaskType.EDIT && !row.edits) {
      violations.add(
          HingnetWire.MODEL,
          request.model(),
          row.name + " models can't edit, " + EDITED + " models can",
          DOCUMENT + "\"edits\"");
    }
  }

  static List<ModelInfo> models() {
    List<ModelInfo> models = new ArrayList<>();
    for (Row row : TABLE) {
      Map<String, List<String>> options = new LinkedHashMap<>();
      if (!row.edits) options.put(REFERENCE_IMAGES, emptyList()); // else as many as one likes
      options.put(HingnetWire.N, singletonList("1+"));
      models.add(ModelInfo.of(row.name, emptyList(), options));
    }
    return unmodifiableList(models);
  }

  private static @Nullable Row rowOf(HingnetModel model) {
    for (Row row : TABLE) {
      if (row.isOf(model)) return row;
    }
    return null;
  }

  /** What one model, or one family of models, takes. */
  private static final class Row {
    final String name;
    final boolean edits;

    Row(String name, boolean edits) {
      this.name = name;
      this.edits = edits;
    }

    boolean isOf(HingnetModel model) {
      return name.endsWith("*")
          ? model.id().startsWith(name.substring(0, name.length() - 1))
          : model.id().equals(name);
    }
  }

  private static Row row(String name, boolean edits) {
    return new Row(name, edits);
  }

  private static List<Row> table(Row... rows) {
    List<Row> table = new ArrayList<>();
    for (Row row : rows) {
      for (Row other : table) {
        if (other.name.equals(row.name)) throw new AssertionError("twice: " + row.name);
      }
      table.add(row);
    }
    return table;
  }
}
