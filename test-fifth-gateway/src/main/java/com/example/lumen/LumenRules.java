package com.example.lumen;

import static io.github.imagetask.ModelInfo.REFERENCE_IMAGES;
import static io.github.imagetask.spi.ModelTable.ratios;
import static java.util.Collections.emptyList;
import static java.util.Collections.singletonList;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.spi.ModelTable;
import io.github.imagetask.spi.Uploads;
import io.github.imagetask.spi.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the document says that requests may hold: its table, and the check against it. */
final class LumenRules {
  private static final String DOCUMENT = "Lumen, undated, \"engines\"";

  private static final @Nullable List<?> ANY = null;

  // spotless:off
  private static final ModelTable<Row> TABLE =
      ModelTable.of(
          row -> row.model,
          //      engine         pictures  shape                   sources
          new Row("lumen-draft", 1,        ratios("1:1", "16:9"),  0),
          new Row("lumen-fine",  4,        ANY,                    3));
  // spotless:on

  private LumenRules() {}

  static void checkSpelling(LumenImageRequest request, Violations violations) {
    int uploads = Uploads.of(request.images()).size();
    if (uploads == 0) return;
    violations.add(LumenWire.SOURCES, uploads + " uploads", "a source is a URL", DOCUMENT);
  }

  static void checkTables(LumenImageRequest request, Violations violations) {
    Row row = TABLE.find(request.model());
    if (row == null) return;
    String who = row.model;
    violations.range(LumenWire.PICTURES, request.n(), 1, row.pictures, who, DOCUMENT);
    violations.oneOf(LumenWire.SHAPE, request.aspectRatio(), row.shapes, who, DOCUMENT);
    violations.atMost(LumenWire.SOURCES, request.images(), row.sources, who, DOCUMENT);
  }

  static List<ModelInfo> models() {
    return TABLE.models(
        row -> {
          Map<String, List<?>> options = new LinkedHashMap<>();
          options.put(
              REFERENCE_IMAGES, row.sources == 0 ? emptyList() : singletonList("0-" + row.sources));
          options.put(LumenWire.PICTURES, singletonList("1-" + row.pictures));
          if (row.shapes != null) options.put(LumenWire.SHAPE, row.shapes);
          return ModelInfo.of(row.model, emptyList(), options);
        });
  }

  /** What one engine takes. */
  private static final class Row {
    final String model;
    final int pictures;
    final @Nullable List<?> shapes; // null: any
    final int sources;

    Row(String model, int pictures, @Nullable List<?> shapes, int sources) {
      this.model = model;
      this.pictures = pictures;
      this.shapes = shapes;
      this.sources = sources;
    }
  }
}
