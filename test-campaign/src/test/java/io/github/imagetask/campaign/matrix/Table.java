package io.github.imagetask.campaign.matrix;

import io.github.imagetask.campaign.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What may come of each cell, as {@code matrix.tsv} says it: the first row that fits counts. */
final class Table {
  private final List<Row> rows = new ArrayList<>();

  /** Reads the table. */
  static Table read() {
    Table table = new Table();
    Patterns.rows(Table.class, "matrix.tsv").forEach(words -> table.rows.add(new Row(words)));
    return table;
  }

  /** The row of a cell; null if the table forgot it. */
  Row row(Cell cell) {
    for (Row row : rows) {
      if (row.fits(cell)) return row;
    }
    return null;
  }

  /** The rows that no cell needs. */
  List<Row> idle() {
    return rows.stream().filter(row -> row.cells.get() == 0).toList();
  }

  List<Row> rows() {
    return rows;
  }

  /** One row: seven patterns of a cell, and what may come of it. */
  static final class Row {
    private static final int PATTERNS = 7;

    private final String[] words;
    private final Patterns patterns;
    final AtomicInteger cells = new AtomicInteger();
    final AtomicInteger differing = new AtomicInteger();

    Row(String[] words) {
      this.words = words;
      this.patterns = Patterns.of(words, PATTERNS, 5);
    }

    boolean fits(Cell cell) {
      return patterns.fit(
          cell.call(),
          cell.fault().stage(),
          cell.fault().name(),
          cell.often(),
          cell.protocol(),
          cell.kind().label(),
          cell.entry().label());
    }

    /** Whether all is allowed but perhaps the time. */
    boolean allows(Cell cell, Outcome outcome) {
      return outcome.fault() == null
          && Patterns.isIn(words[7], outcome.requests())
          && Patterns.isIn(words[8], outcome.gets())
          && List.of(words[9].split("\\|", -1)).contains(outcome.name())
          && isKeyRight(cell, outcome);
    }

    boolean allowsTime(Outcome outcome) {
      return Patterns.isIn(words[11], outcome.seconds());
    }

    private boolean isKeyRight(Cell cell, Outcome outcome) {
      boolean mayBe = words[10].equals("*") || (words[10].equals("yes") && cell.entry().isDirect());
      return mayBe || words[10].equals("yes") == outcome.hasKey();
    }

    @Override
    public String toString() {
      return String.join(" ", words);
    }
  }
}
