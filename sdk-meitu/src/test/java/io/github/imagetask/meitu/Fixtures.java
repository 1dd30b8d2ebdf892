package io.github.imagetask.meitu;

import io.github.imagetask.spi.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import okio.Buffer;

/** The files under {@code src/test/resources/meitu}. */
final class Fixtures {
  private static final Pattern WORD = Pattern.compile("`([^`]+)`");

  private Fixtures() {}

  static String documented(String file) {
    return text("documented/" + file);
  }

  static String assumed(String file) {
    return text("assumed/" + file);
  }

  /** A JSON file as the SDK writes JSON: without line breaks, in the same order. */
  static String compact(String json) {
    return json.lines()
        .map(line -> line.trim().replaceFirst("^(\"[^\"]+\"): ", "$1:"))
        .reduce("", String::concat);
  }

  /** The rows of a file's tables, without their heads, as they stand there. */
  static List<String> rows(String file) {
    List<String> lines = text(file).lines().filter(line -> line.startsWith("|")).toList();
    return lines.stream()
        .filter(line -> !line.startsWith("| ---"))
        .filter(line -> !isHead(lines, line))
        .toList();
  }

  /** A table's cells, without its head. */
  static List<List<String>> cells(String file) {
    return rows(file).stream()
        .map(row -> List.of(row.substring(1, row.length() - 1).split("\\|", -1)))
        .map(row -> row.stream().map(String::trim).toList())
        .toList();
  }

  /** The row of a table that begins with this cell. */
  static List<String> row(String file, String first) {
    return cells(file).stream().filter(row -> row.get(0).equals(first)).findFirst().orElseThrow();
  }

  /** The words that a cell has between backticks. */
  static List<String> words(String cell) {
    return WORD.matcher(cell).results().map((MatchResult found) -> found.group(1)).toList();
  }

  static Answer answer(int status, String json) {
    return Answer.of(status, new Buffer().writeUtf8(json));
  }

  private static boolean isHead(List<String> lines, String line) {
    int next = lines.indexOf(line) + 1;
    return next < lines.size() && lines.get(next).startsWith("| ---");
  }

  private static String text(String path) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/meitu/" + path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
