package io.github.imagetask.spi;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Readers of the values that gateways write in more than one way. Each reads exactly one value and
 * leaves the reader behind it.
 */
public final class Json {
  private Json() {}

  /**
   * Reads a text: a string, or a number or boolean as its text; null and blank are absent.
   *
   * @throws JsonDataException if it is an object or array
   */
  public static @Nullable String text(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case NULL:
        return reader.nextNull();
      case BOOLEAN:
        return String.valueOf(reader.nextBoolean());
      default:
        String text = reader.nextString();
        return text.trim().isEmpty() ? null : text;
    }
  }

  /** Reads a text, or the JSON text of an object or array; null and blank are absent. */
  public static @Nullable String anyText(JsonReader reader) throws IOException {
    JsonReader.Token token = reader.peek();
    if (token != JsonReader.Token.BEGIN_OBJECT && token != JsonReader.Token.BEGIN_ARRAY) {
      return text(reader);
    }
    try (BufferedSource source = reader.nextSource()) {
      return source.readUtf8();
    }
  }

  /**
   * Reads a text if it is one, and skips anything else: for fields that decide nothing.
   *
   * @return the text, or null if it is null, blank, an object or an array
   */
  public static @Nullable String textOrSkip(JsonReader reader) throws IOException {
    JsonReader.Token token = reader.peek();
    if (token == JsonReader.Token.BEGIN_OBJECT || token == JsonReader.Token.BEGIN_ARRAY) {
      reader.skipValue();
      return null;
    }
    return text(reader);
  }

  /**
   * Reads a progress: a number or a string, with or without a percent sign.
   *
   * @return 0 to 100, or null if it is anything else; progress decides nothing, so it never fails
   */
  public static @Nullable Integer progress(JsonReader reader) throws IOException {
    String text = textOrSkip(reader);
    if (text == null) return null;
    text = text.trim();
    if (text.endsWith("%")) text = text.substring(0, text.length() - 1).trim();
    try {
      double percent = Double.parseDouble(text);
      return percent >= 0 && percent <= 100 ? (Integer) (int) percent : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** Reads an error: a string, or an object with {@code code}, {@code message}, {@code type}. */
  public static @Nullable ErrorText error(JsonReader reader) throws IOException {
    if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
      String text = anyText(reader);
      return text == null ? null : new ErrorText(null, text, null);
    }
    String raw;
    try (BufferedSource source = reader.nextSource()) {
      raw = source.readUtf8();
    }
    String code = null;
    String message = null;
    String type = null;
    JsonReader object = JsonReader.of(new Buffer().writeUtf8(raw));
    object.beginObject();
    while (object.hasNext()) {
      switch (object.nextName()) {
        case "code":
          code = anyText(object);
          break;
        case "message":
          message = anyText(object);
          break;
        case "type":
          type = anyText(object);
          break;
        default:
          object.skipValue();
      }
    }
    object.endObject();
    return new ErrorText(code, message == null ? raw : message, type);
  }

  /**
   * Reads a base64 string into its bytes as it streams, without the string in between.
   *
   * @throws JsonDataException if it isn't a string of base64
   */
  public static byte[] base64(JsonReader reader) throws IOException {
    if (reader.peek() != JsonReader.Token.STRING) {
      throw new JsonDataException("expected base64 at path " + reader.getPath());
    }
    String path = reader.getPath();
    try (BufferedSource source = reader.nextSource()) {
      return Base64Text.decode(source, path);
    }
  }

  /** An error in a gateway's words. */
  public static final class ErrorText {
    private final @Nullable String code;
    private final @Nullable String message;
    private final @Nullable String type;

    private ErrorText(@Nullable String code, @Nullable String message, @Nullable String type) {
      this.code = code;
      this.message = message;
      this.type = type;
    }

    /** The code, or null. */
    public @Nullable String code() {
      return code;
    }

    /** The message; the error's whole JSON where it has no message. */
    public @Nullable String message() {
      return message;
    }

    /** The type, or null. */
    public @Nullable String type() {
      return type;
    }
  }
}
