package io.github.imagetask.examples.cli;

import com.squareup.moshi.JsonReader;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a batch: CSV whose header names options, or JSON lines whose fields do. Which of
 * them, its first letter says.
 */
final class BatchFile {
  private BatchFile() {}

  /** A request, and the line of the file at which it begins. */
  record Line(long number, RequestArgs args) {}

  /**
   * Reads a file, or standard input.
   *
   * @throws UsageException if it can't be read
   */
  static List<Line> read(Host host, String file) {
    String text = text(host, file);
    if (text.stripLeading().startsWith("{")) return jsonLines(text);
    try {
      // The rest of the file would be one prompt, and paid for.
      if (text.chars().filter(letter -> letter == '"').count() % 2 != 0) {
        throw new CsvParseException("a quote is not closed");
      }
      return csv(text);
    } catch (CsvParseException | UncheckedIOException e) {
      throw new UsageException(file + " is no CSV: " + e.getMessage());
    }
  }

  private static String text(Host host, String file) {
    if (file.equals(RequestOptions.STANDARD_INPUT)) return withoutMark(host.inputText());
    try {
      byte[] bytes = Files.readAllBytes(host.path("FILE", file));
      return withoutMark(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UsageException("can't read " + file + ": " + e);
    }
  }

  /** Spreadsheets put a byte order mark before what they write as UTF-8. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static List<Line> csv(String text) {
    List<Line> lines = new ArrayList<>();
    List<String> header = null;
    for (CsvRecord record : CsvReader.builder().ofCsvRecord(text)) {
      if (header == null) {
        header = record.getFields().stream().map(String::strip).toList();
        continue;
      }
      Map<String, List<String>> options = new LinkedHashMap<>();
      for (int i = 0; i < header.size(); i++) {
        String value = record.getField(i);
        if (!value.isEmpty()) add(options, header.get(i), value);
      }
      lines.add(new Line(record.getStartingLineNumber(), new RequestArgs(options)));
    }
    return lines;
  }

  private static List<Line> jsonLines(String text) {
    List<Line> lines = new ArrayList<>();
    long number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank()) lines.add(new Line(number, json(line, number)));
    }
    return lines;
  }

  private static RequestArgs json(String line, long number) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(line))) {
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (name.equals("extra") && reader.peek() == JsonReader.Token.BEGIN_OBJECT) {
          extras(reader, options);
        } else if (reader.peek() == JsonReader.Token.BEGIN_ARRAY) {
          reader.beginArray();
          while (reader.hasNext()) value(reader, name, options);
          reader.endArray();
        } else {
          value(reader, name, options);
        }
      }
      reader.endObject();
      if (reader.peek() != JsonReader.Token.END_DOCUMENT) throw new IOException("more than one");
    } catch (IOException | RuntimeException e) {
      throw new UsageException("line " + number + " is no JSON object: " + e.getMessage());
    }
    return new RequestArgs(options);
  }

  private static void value(JsonReader reader, String name, Map<String, List<String>> options)
      throws IOException {
    String value =
        switch (reader.peek()) {
          case NULL -> reader.<@Nullable String>nextNull();
          case BOOLEAN -> String.valueOf(reader.nextBoolean());
          default -> reader.nextString(); // of a number its digits
        };
    if (value != null) add(options, name, value);
  }

  /** {@code "extra":{"seed":42}}, as {@code --extra seed=42}. */
  private static void extras(JsonReader reader, Map<String, List<String>> options)
      throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      add(options, "extra", name + "=" + reader.nextSource().readUtf8());
    }
    reader.endObject();
  }

  private static void add(Map<String, List<String>> options, String name, String value) {
    options.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
  }
}
