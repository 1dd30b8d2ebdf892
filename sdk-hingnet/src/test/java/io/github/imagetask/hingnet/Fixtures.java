package io.github.imagetask.hingnet;

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

/** The files under {@code src/test/resources/hingnet}. */
final class Fixtures {
  private static final Pattern WORD = Pattern.compile("`([^`]+)`");
  private static final Pattern CALL = Pattern.compile("curl -X (\\S+) \"\\$BASE_URL([^\"]+)\"");
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
      String method, String path, Map<String, String> headers, String json, List<String> parts) {}

  static Curl curl(String file) {
    String text = documented(file);
    MatchResult call = CALL.matcher(text).results().findFirst().orElseThrow();
    Map<String, String> headers =
        HEADER.matcher(text).results().collect(Collectors.toMap(h -> h.group(1), h -> h.group(2)));
    String json = JSON.matcher(text).results().map(d -> compact(d.group(1))).findFirst().orElse("");
    List<String> parts = PART.matcher(text).results().map(part -> part.group(1)).toList();
    return new Curl(call.group(1), call.group(2), headers, json, parts);
  }

  /** The lines of a file's list, as they stand there. */
  static List<String> items(String file) {
    return documented(file).lines().filter(line -> line.startsWith("* ")).toList();
  }

  /** The words that a text has between backticks. */
  static List<String> words(String text) {
    return WORD.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  /** The cells of a file's table, line by line, its head first. */
  static List<List<String>> table(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("| ---"))
        .map(line -> List.of(line.substring(1, line.length() - 1).split("\\|", -1)))
        .map(row -> row.stream().map(String::trim).toList())
        .toList();
  }

  static Answer answer(int status, String json) {
    return Answer.of(status, new Buffer().writeUtf8(json));
  }

  private static String text(String path) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/hingnet/" + path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
