package io.github.imagetask.spi;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A value of an answer, as a tolerant tree: whoever asks for what is missing, or of another kind,
 * gets {@link #ABSENT} or null and never a failure. So a gateway's reader is a page of questions.
 *
 * <pre>{@code
 * JsonNode task = body.at("data").object();
 * String word = task.text("status");
 * for (JsonNode each : task.at("images").items()) …
 * }</pre>
 */
public final class JsonNode {
  /** What isn't there. */
  public static final JsonNode ABSENT = new JsonNode(null, false);

  /** Not shown: bytes may be an image of many MB. */
  private static final String INLINE = "…";

  /**
   * A String, Boolean, List, JsonFields, {@code byte[]}, the Integer of what was streamed, or null.
   */
  private final @Nullable Object value;

  private final boolean isNumber;

  private JsonNode(@Nullable Object value, boolean isNumber) {
    this.value = value;
    this.isNumber = isNumber;
  }

  static JsonNode string(String text) {
    return new JsonNode(text, false);
  }

  static JsonNode digits(String digits) {
    return new JsonNode(digits, true);
  }

  static JsonNode bool(boolean value) {
    return new JsonNode(value, false);
  }

  static JsonNode list(List<JsonNode> items) {
    return new JsonNode(items, false);
  }

  static JsonNode object(JsonFields fields) {
    return new JsonNode(fields, false);
  }

  static JsonNode inline(byte[] bytes) {
    return new JsonNode(bytes, false);
  }

  static JsonNode streamed(int number) {
    return new JsonNode(number, false);
  }

  /** Whether there is a value at all; null is none. */
  public boolean isPresent() {
    return value != null;
  }

  /** Whether this is an object. */
  public boolean isObject() {
    return value instanceof JsonFields;
  }

  /** Whether this is a list. */
  public boolean isList() {
    return value instanceof List;
  }

  /** Whether this is a text in quotes, not a number's digits. */
  public boolean isString() {
    return value instanceof String && !isNumber;
  }

  /** This if it is an object, else {@link #ABSENT}. */
  public JsonNode object() {
    return isObject() ? this : ABSENT;
  }

  /** The field of an object; the last one where a name stands twice. */
  public JsonNode at(String name) {
    if (!(value instanceof JsonFields)) return ABSENT;
    JsonNode field = ((JsonFields) value).get(name);
    return field == null ? ABSENT : field;
  }

  /** The first of these fields of an object that isn't blank. */
  public @Nullable String firstText(String... names) {
    for (String name : names) {
      String text = text(name);
      if (text != null) return text;
    }
    return null;
  }

  /** What the items of a list have under this name, each text once and on a line; or null. */
  public @Nullable String texts(String name) {
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode item : items()) {
      String text = item.text(name);
      if (text != null) texts.add(text);
    }
    return texts.isEmpty() ? null : String.join("\n", texts);
  }

  /** The items of a list; of anything else none. */
  @SuppressWarnings("unchecked") // only list(..) puts a list in
  public List<JsonNode> items() {
    return value instanceof List ? (List<JsonNode>) value : Collections.<JsonNode>emptyList();
  }

  /** A string, or a number or boolean as its text; null if it is blank or anything else. */
  public @Nullable String text() {
    if (value instanceof Boolean) return value.toString();
    if (!(value instanceof String)) return null;
    String text = (String) value;
    return text.trim().isEmpty() ? null : text;
  }

  /** The text of an object's field; see {@link #text()}. */
  public @Nullable String text(String name) {
    return at(name).text();
  }

  /** The text, or the JSON of an object or list. */
  public @Nullable String textOrJson() {
    return value instanceof JsonFields || value instanceof List ? toString() : text();
  }

  /**
   * A progress: a number or a string, with or without a percent sign.
   *
   * @return 0 to 100, or null if it is anything else
   */
  public @Nullable Integer progress() {
    String text = text();
    if (text == null) return null;
    text = text.trim();
    int end = text.length() - (text.endsWith("%") ? 1 : 0);
    int plain = digits(text, end);
    if (plain >= 0) return plain <= 100 ? plain : null;
    Double percent = finite(text.substring(0, end));
    return percent != null && percent >= 0 && percent <= 100 ? (Integer) percent.intValue() : null;
  }

  /** The progress in an object's field; see {@link #progress()}. */
  public @Nullable Integer progress(String name) {
    return at(name).progress();
  }

  /** The number in an object's field, or in a string there; null if it is none, or not finite. */
  public @Nullable Double number(String name) {
    String text = text(name);
    return text == null ? null : finite(text.trim());
  }

  /**
   * The bytes of a text that was too long to be kept and stood under a name where the gateway says
   * an image may stand: decoded from base64 while it came. Not copied.
   */
  public byte @Nullable [] bytes() {
    return value instanceof byte[] ? (byte[]) value : null;
  }

  /** The number of an image that went into an {@link ImageSink} as it came, or null. */
  public @Nullable Integer streamed() {
    return value instanceof Integer ? (Integer) value : null;
  }

  /** What a reader throws that finds nothing where a task must have something. */
  public static JsonDataException nothingAt(String path) {
    return new JsonDataException("nothing at path " + path);
  }

  /** The JSON. */
  @Override
  public String toString() {
    Buffer out = new Buffer();
    try (JsonWriter writer = JsonWriter.of(out)) {
      writer.setLenient(true); // at the top, too, any value
      writer.setSerializeNulls(true);
      write(writer, this);
    } catch (IOException e) {
      throw new AssertionError(e); // a Buffer doesn't fail
    }
    return out.readUtf8();
  }

  /** The number that a text's beginning is, if it is digits and no more; else less than 0. */
  private static int digits(String text, int end) {
    int number = end == 0 || end > 9 ? -1 : 0;
    for (int i = 0; number >= 0 && i < end; i++) {
      char c = text.charAt(i);
      number = c >= '0' && c <= '9' ? 10 * number + c - '0' : -1;
    }
    return number;
  }

  private static @Nullable Double finite(String text) {
    int plain = digits(text, text.length());
    if (plain >= 0) return (double) plain;
    try {
      double number = Double.parseDouble(text.trim());
      return Double.isNaN(number) || Double.isInfinite(number) ? null : (Double) number;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static void write(JsonWriter writer, JsonNode node) throws IOException {
    Object value = node.value;
    if (value == null) {
      writer.nullValue();
    } else if (value instanceof JsonFields) {
      JsonFields fields = (JsonFields) value;
      writer.beginObject();
      for (int i = 0; i < fields.size(); i++) {
        writer.name(fields.name(i));
        write(writer, fields.value(i));
      }
      writer.endObject();
    } else if (value instanceof List) {
      writer.beginArray();
      for (JsonNode each : node.items()) write(writer, each);
      writer.endArray();
    } else if (value instanceof Boolean) {
      writer.value((Boolean) value);
    } else if (node.isNumber) {
      writer.valueSink().writeUtf8((String) value).close(); // as it was written
    } else {
      writer.value(value instanceof String ? (String) value : INLINE);
    }
  }
}
