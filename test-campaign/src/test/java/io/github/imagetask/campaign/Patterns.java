package io.github.imagetask.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The first words of a table's row, which say what the row is of: {@code *} is anything, {@code ?}
 * a sign, {@code |} either.
 */
public final class Patterns {
  private final List<Pattern> patterns;

  private Patterns(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /** The rows of a table that lies beside a class, each in words; not what is said about them. */
  public static List<String[]> rows(Class<?> beside, String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.trim().split("\\s+"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The first words of a row.
   *
   * @param others how many follow, which say what may come of it
   */
  public static Patterns of(String[] row, int count, int others) {
    if (row.length != count + others) {
      throw new IllegalArgumentException("not a row: " + String.join(" ", row));
    }
    // Names have no other sign that means something in a regular expression.
    return new Patterns(
        Arrays.stream(row)
            .limit(count)
            .map(word -> Pattern.compile(word.replace("*", ".*").replace("?", ".")))
            .toList());
  }

  public boolean fit(String... values) {
    for (int i = 0; i < values.length; i++) {
      if (!patterns.get(i).matcher(values[i]).matches()) return false;
    }
    return true;
  }

  /** Whether a number is the one that is written, or between two, or anything will do. */
  public static boolean isIn(String range, double value) {
    if (range.equals("*")) return true;
    String[] ends = range.split("-", -1);
    return value >= Double.parseDouble(ends[0])
        && value <= Double.parseDouble(ends[ends.length - 1]);
  }
}
