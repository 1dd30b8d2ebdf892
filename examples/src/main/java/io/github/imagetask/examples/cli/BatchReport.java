package io.github.imagetask.examples.cli;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** What is said of a batch at its end, whatever ended it. */
final class BatchReport {
  private final Host host;
  private final List<BatchItem<?>> items;

  BatchReport(Host host, List<BatchItem<?>> items) {
    this.host = host;
    this.items = items;
  }

  List<String> table() {
    Columns table = new Columns().row("LINE", "KEY", "OUTCOME", "BILLED", "FILE");
    for (BatchItem<?> item : items) {
      String files = item.files(host);
      table.row(
          Long.toString(item.line),
          item.key == null ? "-" : item.key.toString(),
          item.state.name(),
          item.state.billed(),
          files.isEmpty() ? item.problem() : files);
    }
    return table.lines();
  }

  String json() {
    return Report.object(
        json -> {
          json.name("lines").beginArray();
          for (BatchItem<?> item : items) write(json, item);
          json.endArray();
        });
  }

  private static void write(JsonWriter json, BatchItem<?> item) throws IOException {
    json.beginObject();
    json.name("line").value(item.line);
    json.name("key").value(item.key == null ? null : item.key.toString());
    json.name("outcome").value(item.state.name());
    json.name("billed").value(item.state.billed());
    json.name("files").beginArray();
    for (String file : SavedImage.files(item.images)) json.value(file);
    json.endArray();
    json.name("problem").value(item.problem);
    json.endObject();
  }

  /** Such as {@code 40 lines: 38 succeeded, 2 failed}. */
  String summary() {
    Map<BatchItem.State, Integer> counts = new EnumMap<>(BatchItem.State.class);
    for (BatchItem<?> item : items) counts.merge(item.state, 1, Integer::sum);
    StringJoiner text = new StringJoiner(", ");
    counts.forEach(
        (state, count) ->
            text.add(count + " " + state.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    return Text.count(items.size(), "line", "lines") + ": " + text;
  }

  /** One page with all images. */
  void writeSheet(Path page) {
    ContactSheet sheet = new ContactSheet("imagetask batch");
    ContactSheet.Section section = sheet.section("", "");
    for (BatchItem<?> item : items) section.add(item.card());
    sheet.write(page);
  }

  /** The code of what matters most. */
  int exitCode() {
    int worst = 0;
    for (BatchItem<?> item : items) {
      int code = exitCode(item);
      if (rank(code) > rank(worst)) worst = code;
    }
    return worst;
  }

  private static int exitCode(BatchItem<?> item) {
    RuntimeException failure = item.failure;
    return switch (item.state) {
      case SUCCEEDED -> 0;
      case FAILED -> Failure.TASK_FAILED;
      case UNKNOWN -> Failure.OUTCOME_UNKNOWN;
      default -> failure == null ? Failure.ANYTHING_ELSE : Failure.of(failure).exit();
    };
  }

  private static int rank(int code) {
    // spotless:off
    return List.of(
        0, Failure.ANYTHING_ELSE, Failure.TASK_FAILED, Failure.DEADLINE_PASSED, Failure.KEY_REFUSED,
        Failure.OUTCOME_UNKNOWN).indexOf(code);
    // spotless:on
  }
}
