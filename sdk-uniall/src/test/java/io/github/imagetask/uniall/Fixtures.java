package io.github.imagetask.uniall;

import io.github.imagetask.spi.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okio.Buffer;

/** The files under {@code src/test/resources/uniall}. */
final class Fixtures {
  private static final Pattern WORD = Pattern.compile("`([^`]+)`");
  private static final Pattern RULE = Pattern.compile("\\|\\s*---");
  private static final Pattern CALL = Pattern.compile("curl (?:-X (\\S+) )?\"([^\"]+)\"");
  private static final Pattern HEADER = Pattern.compile("-H \"([^:]+): ([^\"]+)\"");
  private static final Pattern JSON = Pattern.compile("-d '([^']+)'");
  private static final Pattern PART = Pattern.compile("-F \"([^\"]+)\"");

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

  /** A documented call, taken apart; {@code parts} as {@code name=text} or {@code name=@path}. */
  record Curl(
      String method, String url, Map<String, String> headers, String json, List<String> parts) {}

  static Curl curl(String file) {
    String text = documented(file);
    MatchResult call = CALL.matcher(text).results().findFirst().orElseThrow();
    Map<String, String> headers =
        HEADER.matcher(text).results().collect(Collectors.toMap(h -> h.group(1), h -> h.group(2)));
    String json = JSON.matcher(text).results().map(d -> compact(d.group(1))).findFirst().orElse("");
    List<String> parts = PART.matcher(text).results().map(part -> part.group(1)).toList();
    String method = call.group(1) == null ? "GET" : call.group(1); // curl's default
    return new Curl(method, call.group(2), headers, json, parts);
  }

  /** The row of a table whose first cell holds this. */
  static List<String> row(String file, String first) {
    return cells(file).stream()
        .filter(row -> row.get(0).replace("`", "").equals(first))
        .findFirst()
        .orElseThrow();
  }

  /** The rows of a file's tables, without their heads, as they stand there. */
  static List<String> rows(String file) {
    List<String> lines = documented(file).lines().filter(line -> line.startsWith("|")).toList();
    return lines.stream()
        .filter(line -> !RULE.matcher(line).lookingAt())
        .filter(line -> !isHead(lines, line))
        .toList();
  }

  /** A table's cells, without its head. */
  static List<List<String>> cells(String file) {
    return rows(file).stream()
        .map(row -> List.of(row.replaceFirst("^\\|\\s*", "").split("\\s*\\|\\s*")))
        .toList();
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
    return next < lines.size() && RULE.matcher(lines.get(next)).lookingAt();
  }

  private static String text(String path) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/uniall/" + path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
