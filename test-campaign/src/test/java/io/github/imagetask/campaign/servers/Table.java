package io.github.imagetask.campaign.servers;

import io.github.imagetask.campaign.Patterns;
import java.util.ArrayList;
import java.util.List;

/** What may come of each trial, as {@code servers.tsv} says it: the first row that fits counts. */
final class Table {
  private final List<Row> rows = new ArrayList<>();

  static Table read() {
    Table table = new Table();
    Patterns.rows(Table.class, "servers.tsv").forEach(words -> table.rows.add(new Row(words)));
    return table;
  }

  /** The row of a trial by its five words; null if the table forgot it. */
  Row row(String... trial) {
    return rows.stream().filter(row -> row.patterns.fit(trial)).findFirst().orElse(null);
  }

  /** One row: five patterns of a trial, and what may come of it. */
  static final class Row {
    /** As a number of POSTs: any, as long as more calls follow. */
    static final int ANY = -1;

    private static final int PATTERNS = 5;

    private final String[] words;
    private final Patterns patterns;

    Row(String[] words) {
      this.words = words;
      this.patterns = Patterns.of(words, PATTERNS, 3);
    }

    boolean allows(int posts, String outcome, boolean hasKey) {
      return (posts == ANY || Patterns.isIn(words[PATTERNS], posts))
          && List.of(words[PATTERNS + 1].split("\\|", -1)).contains(outcome)
          && (words[PATTERNS + 2].equals("*") || words[PATTERNS + 2].equals("yes") == hasKey);
    }

    int leastPosts() {
      return Integer.parseInt(words[PATTERNS].replaceFirst("-.*", ""));
    }

    @Override
    public String toString() {
      return String.join(" ", words);
    }
  }
}
