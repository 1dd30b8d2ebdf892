package io.github.imagetask.spi;

import org.jspecify.annotations.Nullable;

/** An error in a gateway's words: a text, or an object with code, message and type. */
public final class ErrorText {
  private final @Nullable String code;
  private final @Nullable String message;
  private final @Nullable String type;

  private ErrorText(@Nullable String code, @Nullable String message, @Nullable String type) {
    this.code = code;
    this.message = message;
    this.type = type;
  }

  /** Reads an error; null if there is none. An object without a message is its own message. */
  public static @Nullable ErrorText of(JsonNode node) {
    String text = node.textOrJson();
    if (text == null) return null;
    if (!node.isObject()) return new ErrorText(null, text, null);
    String message = node.at("message").textOrJson();
    return new ErrorText(
        node.at("code").textOrJson(),
        message == null ? text : message,
        node.at("type").textOrJson());
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
