package io.github.imagetask.examples.cli;

import com.squareup.moshi.JsonWriter;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --json} prints of a task. Every field is there, if need be as null.
 *
 * @param announcedImages how many the gateway says there are, or null
 * @param queries null if the wait ended in a way that doesn't tell
 * @param nanos how long the command took, from the submit to the last file
 */
record Report(
    @Nullable TaskKey key,
    @Nullable TaskStatus status,
    List<SavedImage> images,
    @Nullable Integer announcedImages,
    @Nullable Integer queries,
    long nanos,
    @Nullable String traceId,
    @Nullable Failure failure) {

  String json() {
    return object(
        json -> {
          json.name("key").value(key == null ? null : key.toString());
          json.name("status").value(status == null ? null : status.name());
          json.name("images").beginArray();
          for (SavedImage image : images) write(json, image);
          json.endArray();
          json.name("announcedImages").value(announcedImages);
          json.name("queries").value(queries);
          json.name("seconds").value(BigDecimal.valueOf(nanos / 1_000_000, 3));
          if (traceId != null) json.name("traceId").value(traceId);
          if (failure != null) {
            write(json, failure.kind(), failure.code(), failure.message());
          }
        });
  }

  static void write(JsonWriter json, TaskError error) throws IOException {
    write(json, error.kind().name(), error.code(), error.message());
  }

  /** Writes one object, on one line. */
  static String object(Body body) {
    Buffer out = new Buffer();
    try (JsonWriter json = JsonWriter.of(out)) {
      json.setSerializeNulls(true);
      json.beginObject();
      body.write(json);
      json.endObject();
    } catch (IOException e) {
      throw new AssertionError(e); // a Buffer doesn't fail
    }
    return out.readUtf8();
  }

  private static void write(JsonWriter json, SavedImage image) throws IOException {
    Path path = image.path();
    json.beginObject();
    json.name("url").value(image.url());
    json.name("path").value(path == null ? null : path.toAbsolutePath().normalize().toString());
    json.name("bytes").value(image.bytes());
    json.name("width").value(image.width());
    json.name("height").value(image.height());
    json.endObject();
  }

  private static void write(
      JsonWriter json, String kind, @Nullable String code, @Nullable String message)
      throws IOException {
    json.name("error").beginObject();
    json.name("kind").value(kind);
    json.name("code").value(code);
    json.name("message").value(message);
    json.endObject();
  }

  /** The fields of an object. */
  interface Body {
    void write(JsonWriter json) throws IOException;
  }
}
