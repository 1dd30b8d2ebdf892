package io.github.imagetask.campaign.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What may come of each trial, as {@code servers.tsv} says it: the first row that fits counts. */
final class Table {
  private final List<Row> rows = new ArrayList<>();

  static Table read() {
    Table table = new Table();
    try (InputStream in = Table.class.getResourceAsStream("servers.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) table.rows.add(new Row(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  /** The row of a trial by its five words; null if the table forgot it. */
  Row row(String... trial) {
    return rows.stream().filter(row -> row.fits(trial)).findFirst().orElse(null);
  }

  /** One row: five patterns of a trial, and what may come of it. */
  static final class Row {
    /** As a number of POSTs: any, as long as more calls follow. */
    static final int ANY = -1;

    private static final int PATTERNS = 5;

    private final String[] words;
    private final Pattern[] patterns = new Pattern[PATTERNS];

    Row(String line) {
      words = line.trim().split("\\s+");
      if (words.length != PATTERNS + 3) throw new IllegalArgumentException("not a row: " + line);
      for (int i = 0; i < PATTERNS; i++) patterns[i] = Pattern.compile(words[i].replace("*", ".*"));
    }

    private boolean fits(String... trial) {
      for (int i = 0; i < PATTERNS; i++) {
        if (!patterns[i].matcher(trial[i]).matches()) return false;
      }
      return true;
    }

    boolean allows(int posts, String outcome, boolean hasKey) {
      String[] ends = words[PATTERNS].split("-", -1);
      boolean isIn =
          posts >= Integer.parseInt(ends[0]) && posts <= Integer.parseInt(ends[ends.length - 1]);
      return (posts == ANY || isIn)
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
