package io.github.imagetask.examples.cli;

import io.github.imagetask.ModelInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Models as a table: a model a row, an option a column. What is too long for a column is numbered
 * and stands below.
 */
final class ModelTable {
  private static final String MODEL = "MODEL";
  private static final String ALIASES = "ALIASES";
  private static final int WIDEST = 20;
  private static final int LINE = 96;

  private final List<List<String>> rows = new ArrayList<>();
  private final Map<List<String>, String> notes = new LinkedHashMap<>();

  ModelTable(List<ModelInfo> models) {
    Set<String> options = new LinkedHashSet<>();
    for (ModelInfo model : models) options.addAll(model.options().keySet());
    boolean hasAliases = models.stream().anyMatch(model -> !model.aliases().isEmpty());

    List<String> head = new ArrayList<>(List.of(MODEL));
    if (hasAliases) head.add(ALIASES);
    for (String option : options) head.add(heading(option));
    rows.add(head);
    for (ModelInfo model : models) {
      List<String> row = new ArrayList<>(List.of(model.id()));
      if (hasAliases) row.add(cell(model.aliases()));
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
    return values.isEmpty() ? "-" : cell(values);
  }

  private String cell(List<String> values) {
    String all = String.join(" ", values);
    if (all.length() <= WIDEST) return all;
    return values.size() == 1 ? note(values) : values.size() + " values " + note(values);
  }

  /** An option's name, of which a path's last step is enough. */
  private String heading(String option) {
    if (option.length() <= WIDEST) return option;
    return option.substring(option.lastIndexOf('.') + 1) + " " + note(List.of(option));
  }

  private String note(List<String> values) {
    return notes.computeIfAbsent(values, each -> "[" + (notes.size() + 1) + "]");
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
