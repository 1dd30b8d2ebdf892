package io.github.imagetask;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The name of one paid task, to be stored and taken up again in another process: {@code
 * uniall:task_abc}, {@code hingnet:edits/image_01K…}.
 *
 * <p>A key holds the gateway, where a gateway has several kinds of task the kind, and the gateway's
 * own id, percent-encoded. It holds no secret and no address, and is at most {@value #MAX_LENGTH}
 * characters long, so that it fits a database column:
 *
 * <pre>{@code
 * String saved = task.key().toString();
 * ImageTask again = client.task(TaskKey.parse(saved));
 * }</pre>
 */
public final class TaskKey implements Serializable {
  /** The longest text of a key, in characters. */
  public static final int MAX_LENGTH = 256;

  private static final long serialVersionUID = 1;
  private static final int MAX_WORD = 32;
  private static final String UNRESERVED = "-._~";

  private final String gateway;
  private final @Nullable String kind;
  private final String id;

  private TaskKey(String gateway, @Nullable String kind, String id) {
    this.gateway = gateway;
    this.kind = kind;
    this.id = id;
  }

  /**
   * Returns the key of a task at a gateway that has one kind of task.
   *
   * @throws IllegalArgumentException if the id is blank, {@code .}, {@code ..}, no valid text, or
   *     makes a key longer than {@value #MAX_LENGTH} characters
   */
  public static TaskKey of(String gateway, String id) {
    return of(gateway, null, id);
  }

  /**
   * Returns the key of a task of the given kind.
   *
   * @param gateway lower-case letters and digits, such as {@code hingnet}
   * @param kind lower-case letters and digits, such as {@code edits}; null where there is only one
   * @param id the gateway's own id, as it stands in its answers
   * @throws IllegalArgumentException as {@link #of(String, String)}
   */
  public static TaskKey of(String gateway, @Nullable String kind, String id) {
    Objects.requireNonNull(gateway, "gateway == null");
    Objects.requireNonNull(id, "id == null");
    checkWord("gateway", gateway);
    if (kind != null) checkWord("kind", kind);
    if (id.trim().isEmpty()) throw new IllegalArgumentException("a task's id must not be blank");
    if (id.equals(".") || id.equals("..")) {
      throw new IllegalArgumentException("\"" + id + "\" is no task's id but a step in a path");
    }
    TaskKey key = new TaskKey(gateway, kind, id);
    int length = gateway.length() + 1 + (kind == null ? 0 : kind.length() + 1) + encodedLength(id);
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a task key has at most " + MAX_LENGTH + " characters, this one " + length);
    }
    return key;
  }

  /**
   * Returns the key that {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException if the text is no key
   */
  public static TaskKey parse(String text) {
    Objects.requireNonNull(text, "text == null");
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a task key has at most " + MAX_LENGTH + " characters, this text " + text.length());
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "no task key: \"" + text + "\" (a key looks like uniall:task_abc)");
    }
    int slash = text.indexOf('/', colon);
    String kind = slash < 0 ? null : text.substring(colon + 1, slash);
    String id = decode(text.substring(Math.max(colon, slash) + 1));
    return of(text.substring(0, colon), kind, id);
  }

  /** The gateway's name, such as {@code uniall}. */
  public String gateway() {
    return gateway;
  }

  /** The kind of task, or null where the gateway has only one. */
  public @Nullable String kind() {
    return kind;
  }

  /** The gateway's own id, decoded. */
  public String id() {
    return id;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof TaskKey)) return false;
    TaskKey that = (TaskKey) other;
    return gateway.equals(that.gateway) && Objects.equals(kind, that.kind) && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return (gateway.hashCode() * 31 + Objects.hashCode(kind)) * 31 + id.hashCode();
  }

  /** The text to store; {@link #parse} reads it. */
  @Override
  public String toString() {
    return gateway + ":" + (kind == null ? "" : kind + "/") + encode(id);
  }

  private static void checkWord(String what, String word) {
    boolean isWord = !word.isEmpty() && word.length() <= MAX_WORD && isLetter(word.charAt(0));
    for (int i = 1; isWord && i < word.length(); i++) {
      isWord = isLetter(word.charAt(i)) || isDigit(word.charAt(i));
    }
    if (!isWord) {
      throw new IllegalArgumentException(
          "a task key's " + what + " is lower-case letters and digits, not \"" + word + "\"");
    }
  }

  private static int encodedLength(String id) {
    int length = 0;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean isPair = i + 1 < id.length() && Character.isSurrogatePair(c, id.charAt(++i));
        if (!isPair) {
          throw new IllegalArgumentException(
              "a task's id holds half a character (a lone surrogate)");
        }
        length += 3 * 4; // four bytes of UTF-8
      } else {
        length += isUnreserved(c) ? 1 : 3 * (c < 0x80 ? 1 : c < 0x800 ? 2 : 3);
      }
    }
    return length;
  }

  private static String encode(String id) {
    StringBuilder out = new StringBuilder(id.length());
    for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c)) {
        out.append(c);
      } else {
        out.append('%').append(hex(b >> 4)).append(hex(b));
      }
    }
    return out.toString();
  }

  private static boolean isUnreserved(char c) {
    return isLetter(c) || (c >= 'A' && c <= 'Z') || isDigit(c) || UNRESERVED.indexOf(c) >= 0;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static char hex(int value) {
    return Character.toUpperCase(Character.forDigit(value & 0xf, 16));
  }

  private static String decode(String text) {
    Buffer bytes = new Buffer();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnreserved(c)) {
        bytes.writeByte(c);
      } else if (c == '%' && i + 2 < text.length() && isHex(text, i + 1)) {
        bytes.writeByte(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        throw new IllegalArgumentException(
            "no task key: \"" + text + "\" has a character that a key writes as %XX");
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.readByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("no task key: \"" + text + "\" isn't UTF-8", e);
    }
  }

  private static boolean isHex(String text, int at) {
    return isHex(text.charAt(at)) && isHex(text.charAt(at + 1));
  }

  private static boolean isHex(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0; // beyond ASCII there are digits too
  }
}
