package io.github.imagetask.campaign.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** What may come of each cell, as {@code matrix.tsv} says it: the first row that fits counts. */
final class Table {
  private final List<Row> rows = new ArrayList<>();

  /** Reads the table. */
  static Table read() {
    Table table = new Table();
    try (InputStream in = Table.class.getResourceAsStream("matrix.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) table.rows.add(new Row(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    private final Pattern[] patterns = new Pattern[PATTERNS];
    final AtomicInteger cells = new AtomicInteger();
    final AtomicInteger differing = new AtomicInteger();

    Row(String line) {
      words = line.trim().split("\\s+");
      if (words.length != PATTERNS + 5) throw new IllegalArgumentException("not a row: " + line);
      for (int i = 0; i < PATTERNS; i++) {
        // Names have no other sign that means something in a regular expression.
        patterns[i] = Pattern.compile(words[i].replace("*", ".*").replace("?", "."));
      }
    }

    boolean fits(Cell cell) {
      String[] values = {
        cell.call(),
        cell.fault().stage(),
        cell.fault().name(),
        cell.often(),
        cell.protocol(),
        cell.kind().label(),
        cell.entry().label()
      };
      for (int i = 0; i < PATTERNS; i++) {
        if (!patterns[i].matcher(values[i]).matches()) return false;
      }
      return true;
    }

    /** Whether all is allowed but perhaps the time. */
    boolean allows(Cell cell, Outcome outcome) {
      return outcome.fault() == null
          && isIn(words[7], outcome.requests())
          && isIn(words[8], outcome.gets())
          && List.of(words[9].split("\\|", -1)).contains(outcome.name())
          && isKeyRight(cell, outcome);
    }

    boolean allowsTime(Outcome outcome) {
      return isIn(words[11], outcome.seconds());
    }

    private boolean isKeyRight(Cell cell, Outcome outcome) {
      boolean mayBe = words[10].equals("*") || (words[10].equals("yes") && cell.entry().isDirect());
      return mayBe || words[10].equals("yes") == outcome.hasKey();
    }

    /** Whether a number is the one that is written, or between two. */
    private static boolean isIn(String range, double value) {
      if (range.equals("*")) return true;
      String[] ends = range.split("-", -1);
      return value >= Double.parseDouble(ends[0])
          && value <= Double.parseDouble(ends[ends.length - 1]);
    }

    @Override
    public String toString() {
      return String.join(" ", words);
    }
  }
}
