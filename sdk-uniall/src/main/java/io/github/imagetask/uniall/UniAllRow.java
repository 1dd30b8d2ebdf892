package io.github.imagetask.uniall;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the documents' tables: what one model takes; a null column is a field that goes out as
 * written.
 */
final class UniAllRow {
  final String model;
  final List<String> entries;
  final @Nullable List<?> ratios;
  final @Nullable List<?> sizes;
  final @Nullable List<?> qualities;
  final int maxN;
  final List<?> formats;

  UniAllRow(
      String model,
      List<String> entries,
      @Nullable List<?> ratios,
      @Nullable List<?> sizes,
      @Nullable List<?> qualities,
      int maxN,
      List<?> formats) {
    this.model = model;
    this.entries = entries;
    this.ratios = ratios;
    this.sizes = sizes;
    this.qualities = qualities;
    this.maxN = maxN;
    this.formats = formats;
  }

  /** Whether a page says that tasks have it. */
  boolean isTask() {
    return entries.contains(UniAllRules.SUBMIT);
  }

  /** Whether a page says that direct calls have it. */
  boolean isDirect() {
    return entries.contains(UniAllRules.DIRECT);
  }

  /** Who says what the row has: this section of the document, or the page. */
  String source(String section) {
    return isTask() ? section : UniAllDirectRules.PAGE;
  }
}
