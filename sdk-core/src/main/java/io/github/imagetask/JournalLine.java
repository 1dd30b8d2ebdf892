package io.github.imagetask;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@link FileTaskJournal}, a JSON object: a task's id, and what became of it. A begin
 * has {@code since} and {@code gateway}; a key {@code key}; an end {@code end}. A begin with a key
 * is both.
 */
final class JournalLine {
  private final Map<String, String> fields;

  private JournalLine(Map<String, String> fields) {
    this.fields = fields;
  }

  /** A begin, with the key if there is one. */
  static JournalLine begin(JournaledTask task) {
    Map<String, String> fields = new HashMap<>();
    fields.put("id", task.id());
    fields.put("since", task.since().toString());
    fields.put("gateway", task.gateway());
    put(fields, "model", task.model());
    put(fields, "tag", task.tag());
    put(fields, "trace", task.traceId());
    put(fields, "key", task.key());
    return new JournalLine(fields);
  }

  static JournalLine key(String id, TaskKey key) {
    Map<String, String> fields = new HashMap<>();
    fields.put("id", id);
    fields.put("key", key.toString());
    return new JournalLine(fields);
  }

  static JournalLine end(String id) {
    Map<String, String> fields = new HashMap<>();
    fields.put("id", id);
    fields.put("end", "");
    return new JournalLine(fields);
  }

  private static void put(Map<String, String> fields, String name, @Nullable Object value) {
    if (value != null) fields.put(name, value.toString());
  }

  static JournalLine parse(String line) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(line))) {
      reader.beginObject();
      while (reader.hasNext()) fields.put(reader.nextName(), reader.nextString());
      reader.endObject();
    }
    if (!fields.containsKey("id")) throw new IOException("it has no id");
    return new JournalLine(fields);
  }

  /** The line, without its end. */
  String text() {
    Buffer text = new Buffer();
    try (JsonWriter writer = JsonWriter.of(text)) {
      writer.beginObject();
      for (String name :
          new String[] {"id", "since", "gateway", "model", "tag", "trace", "key", "end"}) {
        String value = fields.get(name);
        if (value != null) writer.name(name).value(value);
      }
      writer.endObject();
    } catch (IOException e) {
      throw new AssertionError(e); // a Buffer doesn't fail
    }
    return text.readUtf8();
  }

  /** Changes what is open. */
  void applyTo(Map<String, JournaledTask> open) {
    String id = fields.getOrDefault("id", "");
    String key = fields.get("key");
    if (fields.containsKey("end")) {
      open.remove(id);
    } else if (fields.containsKey("since")) {
      open.put(
          id,
          new JournaledTask(
              id,
              Instant.parse(fields.getOrDefault("since", "")),
              fields.getOrDefault("gateway", ""),
              fields.get("model"),
              fields.get("tag"),
              fields.get("trace"),
              key == null ? null : TaskKey.parse(key)));
    } else if (key != null) {
      JournaledTask task = open.get(id);
      if (task != null) open.put(id, task.accepted(TaskKey.parse(key)));
    }
  }
}
