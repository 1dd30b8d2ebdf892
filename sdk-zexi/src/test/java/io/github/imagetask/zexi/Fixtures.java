package io.github.imagetask.zexi;

import io.github.imagetask.spi.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.Buffer;

/** The files under {@code src/test/resources/zexi}. */
final class Fixtures {
  private static final Pattern ADDRESS = Pattern.compile("^curl (?:-X (\\S+) )?'([^']+)'");
  private static final Pattern HEADER = Pattern.compile("-H '([^:]+): ([^']+)'");
  private static final Pattern BODY = Pattern.compile("--data-raw '([^']+)'");

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

  /** A call of the document's; its JSON is compact, and null where there is none. */
  record Curl(String method, String url, Map<String, String> headers, String json) {
    /** The path and query, with the task's id. */
    String target() {
      return url.replace("https://www.zexitongxue.com", "").replace("{task_id}", "aiimg_xxx");
    }
  }

  static Curl curl(String file) {
    String text = documented(file);
    Matcher address = ADDRESS.matcher(text);
    if (!address.find()) throw new AssertionError(file);
    Map<String, String> headers = new LinkedHashMap<>();
    HEADER
        .matcher(text)
        .results()
        .forEach((MatchResult found) -> headers.put(found.group(1), found.group(2)));
    Matcher body = BODY.matcher(text);
    return new Curl(
        address.group(1) == null ? "GET" : address.group(1), // as curl has it
        address.group(2),
        headers,
        body.find() ? compact(body.group(1)) : null);
  }

  /** The rows of a file's table, without its head, as they stand there. */
  static List<String> rows(String file) {
    return documented(file).lines().skip(2).toList();
  }

  /** A table's cells, without its head. */
  static List<List<String>> cells(String file) {
    return rows(file).stream()
        .map(row -> List.of(row.substring(2, row.length() - 2).split(" \\| ", -1)))
        .toList();
  }

  /** The words that a cell lists. */
  static List<String> words(String cell) {
    return List.of(cell.split("、| / "));
  }

  static Answer answer(int status, String json) {
    return Answer.of(status, new Buffer().writeUtf8(json));
  }

  private static String text(String path) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/zexi/" + path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
