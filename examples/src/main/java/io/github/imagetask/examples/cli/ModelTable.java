package io.github.imagetask.examples.cli;

import io.github.imagetask.ModelInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Models as a table: a model a row, an option a column. Lists too long for a column are numbered
 * and stand below.
 */
final class ModelTable {
  private static final String MODEL = "MODEL";
  private static final String ALIASES = "ALIASES";
  private static final int WIDEST = 24;
  private static final int LINE = 96;

  private final List<List<String>> rows = new ArrayList<>();
  private final Map<List<String>, String> notes = new LinkedHashMap<>();

  ModelTable(List<ModelInfo> models) {
    Set<String> options = new LinkedHashSet<>();
    for (ModelInfo model : models) options.addAll(model.options().keySet());
    boolean hasAliases = models.stream().anyMatch(model -> !model.aliases().isEmpty());

    List<String> head = new ArrayList<>(List.of(MODEL));
    if (hasAliases) head.add(ALIASES);
    head.addAll(options);
    rows.add(head);
    for (ModelInfo model : models) {
      List<String> row = new ArrayList<>(List.of(model.id()));
      if (hasAliases) row.add(String.join(" ", model.aliases()));
      for (String option : options) row.add(cell(option, model));
      rows.add(row);
    }
  }

  List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    lines.add("");
    lines.add("-  not supported    *  any value is sent as written");
    notes.forEach((values, name) -> lines.addAll(wrap(name + "  ", values)));
    return lines;
  }

  private String cell(String option, ModelInfo model) {
    List<String> values = model.options().get(option);
    if (values == null) return "*";
    if (values.isEmpty()) return "-";
    String all = String.join(" ", values);
    if (all.length() <= WIDEST) return all;
    String note = notes.computeIfAbsent(values, each -> "[" + (notes.size() + 1) + "]");
    return values.size() + " values " + note;
  }

  private static List<String> wrap(String head, List<String> values) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    for (String value : values) {
      if (line.length() + value.length() > LINE) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(head.length()));
      }
      line.append(value).append(' ');
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
