package io.github.imagetask.examples.cli;

import com.squareup.moshi.JsonReader;
import io.github.imagetask.spi.ImageRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A field of the user's own, {@code --extra name=JSON}. */
record Extra(String name, @Nullable Object value) {
  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Extra parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("it is written name=JSON, such as seed=42");
    }
    String name = text.substring(0, equals);
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text.substring(equals + 1)))) {
      Object value = read(reader);
      if (reader.peek() == JsonReader.Token.END_DOCUMENT) return new Extra(name, value);
    } catch (IOException e) {
      // said below
    }
    throw new IllegalArgumentException(
        name
            + " is followed by no JSON; a text needs its quotes, and these the shell's:"
            + " --extra 'style=\"vivid\"'");
  }

  void addTo(ImageRequest.Builder<?, ?> builder) {
    builder.extra(name, value);
  }

  private static @Nullable Object read(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) object.put(reader.nextName(), read(reader));
        reader.endObject();
        return object;
      }
      case BEGIN_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) list.add(read(reader));
        reader.endArray();
        return list;
      }
      case NUMBER -> {
        return new BigDecimal(reader.nextString()); // keeps the digits: 1 stays 1, 1.0 stays 1.0
      }
      case BOOLEAN -> {
        return reader.nextBoolean();
      }
      case NULL -> {
        return reader.nextNull();
      }
      default -> {
        return reader.nextString();
      }
    }
  }
}
