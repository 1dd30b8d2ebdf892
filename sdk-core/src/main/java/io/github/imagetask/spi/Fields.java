package io.github.imagetask.spi;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request in the order in which they are written, as a JSON object or as the text
 * parts of a form.
 *
 * <p>Values are strings, numbers, booleans, lists, maps, further {@code Fields}, or anything whose
 * {@code toString()} is what goes on the wire ({@link OpenValue}, {@code AspectRatio}). Numbers
 * keep their digits.
 */
public final class Fields {
  private static final MediaType JSON = MediaType.get("application/json");

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  /** Adds a field, unless its value is null or a blank string; a set 0 or false is written. */
  public Fields add(String name, @Nullable Object value) {
    Objects.requireNonNull(name, "name == null");
    if (value == null || (value instanceof String && ((String) value).trim().isEmpty())) {
      return this;
    }
    values.put(name, value);
    return this;
  }

  /** Adds the user's own fields last, null ones too; one that is there already is replaced. */
  public Fields addExtras(Map<String, @Nullable Object> extras) {
    values.putAll(extras);
    return this;
  }

  /** The body of these fields as one JSON object. */
  public RequestBody json() {
    Buffer out = new Buffer();
    try (JsonWriter writer = JsonWriter.of(out)) {
      writer.setSerializeNulls(true);
      write(writer, this);
    } catch (IOException e) {
      throw new AssertionError(e); // a Buffer doesn't fail
    }
    return RequestBody.create(out.readByteString(), JSON);
  }

  /**
   * The beginning of a form with these fields as text parts, without a content type each, as curl
   * writes them. A list repeats its part, null is an empty part, a map is written as JSON.
   */
  public MultipartBody.Builder multipart() {
    MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
    values.forEach(
        (name, value) -> {
          for (Object each : value instanceof List ? (List<?>) value : single(value)) {
            form.addFormDataPart(name, text(each));
          }
        });
    return form;
  }

  private static List<@Nullable Object> single(@Nullable Object value) {
    return Collections.singletonList(value);
  }

  private static String text(@Nullable Object value) {
    if (value == null) return "";
    if (!(value instanceof Map || value instanceof List || value instanceof Fields)) {
      return value.toString();
    }
    Buffer out = new Buffer();
    try (JsonWriter writer = JsonWriter.of(out)) {
      writer.setSerializeNulls(true);
      write(writer, value);
    } catch (IOException e) {
      throw new AssertionError(e); // a Buffer doesn't fail
    }
    return out.readUtf8();
  }

  private static void write(JsonWriter writer, @Nullable Object value) throws IOException {
    if (value == null) {
      writer.nullValue();
    } else if (value instanceof Fields) {
      write(writer, ((Fields) value).values);
    } else if (value instanceof Map) {
      writer.beginObject();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        writer.name(String.valueOf(entry.getKey()));
        write(writer, entry.getValue());
      }
      writer.endObject();
    } else if (value instanceof List) {
      writer.beginArray();
      for (Object each : (List<?>) value) write(writer, each);
      writer.endArray();
    } else if (value instanceof Number) {
      writer.value((Number) value);
    } else if (value instanceof Boolean) {
      writer.value((Boolean) value);
    } else {
      writer.value(value.toString());
    }
  }

  /**
   * Returns an unchangeable copy of a value that the user gave for a field of her own.
   *
   * @throws IllegalArgumentException saying what JSON can't hold: another type, NaN, a map's key
   *     that is no string, more than 32 levels
   */
  static @Nullable Object copyOf(@Nullable Object value, int depth) {
    if (depth > 32) throw new IllegalArgumentException("it has more than 32 levels");
    if (value == null || value instanceof String || value instanceof Boolean) return value;
    if (value instanceof Number) return copyOf((Number) value);
    if (value instanceof List) {
      List<@Nullable Object> copy = new ArrayList<>();
      for (Object each : (List<?>) value) copy.add(copyOf(each, depth + 1));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        if (!(entry.getKey() instanceof String)) {
          throw new IllegalArgumentException("a map's keys are strings, not " + entry.getKey());
        }
        copy.put((String) entry.getKey(), copyOf(entry.getValue(), depth + 1));
      }
      return Collections.unmodifiableMap(copy);
    }
    throw new IllegalArgumentException(
        "a value is a String, Number, Boolean, null, List or Map, not a "
            + value.getClass().getName());
  }

  private static Number copyOf(Number value) {
    BigDecimal digits;
    try {
      digits = new BigDecimal(value.toString());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("JSON has no " + value, e);
    }
    return value instanceof Comparable ? value : digits; // AtomicInteger and its like change
  }
}
