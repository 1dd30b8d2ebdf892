package io.github.imagetask.spi;

import com.squareup.moshi.JsonDataException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Decodes base64 out of a JSON string while it streams: the string's quotes and escapes are still
 * there. Own code because the JDK's streaming decoder doesn't know JSON's escapes ({@code \/} is
 * common in base64), and because a 30 MB string would stand in memory twice.
 */
final class Base64Text {
  private static final int CHUNK = 1 << 13; // arrays: byte by byte a BufferedSource is slow
  private static final String STANDARD =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final byte[] VALUES = values();
  private static final String DATA = "data:";
  private static final String BASE64 = ";base64";
  private static final int LONGEST_HEADER = 200; // data:image/png;…;base64

  private final BufferedSource source;
  private final String path;
  private final long max;
  private final byte[] chunk = new byte[CHUNK];
  private int at;
  private int end;

  private Base64Text(BufferedSource source, String path, long max) {
    this.source = source;
    this.path = path;
    this.max = max;
  }

  /**
   * Reads {@code "…"} to its end: bare base64, or a {@code data:} URL. Standard and URL alphabets;
   * padding is optional, blanks and line breaks count for nothing.
   *
   * @throws TooLongException if it has more than {@code max} bytes
   * @throws JsonDataException if it is anything else than base64
   */
  static byte[] decode(BufferedSource source, String path, long max) throws IOException {
    source.skip(1); // the opening quote
    return new Base64Text(source, path, max).decode();
  }

  /** The bytes of a text that is base64 or a {@code data:} URL, or null if it is neither. */
  static byte @Nullable [] decode(String text) {
    if (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0) return null; // no JSON any more
    Buffer quoted = new Buffer().writeByte('"').writeUtf8(text).writeByte('"');
    try {
      return decode(quoted, "$", Long.MAX_VALUE);
    } catch (JsonDataException notBase64) {
      return null;
    } catch (IOException e) {
      throw new AssertionError(e); // a Buffer doesn't fail, and has the closing quote
    }
  }

  private byte[] decode() throws IOException {
    Buffer out = new Buffer();
    byte[] decoded = new byte[CHUNK];
    int count = 0;
    int bits = 0;
    int held = 0;
    boolean ended = false;
    skipDataHeader();
    for (int c = next(); c != '"'; c = next()) {
      if (c == '\\') c = escaped();
      if (isBlank(c)) continue;
      if (c == '=') {
        ended = true;
        continue;
      }
      int value = value(c);
      if (value < 0 || ended) throw broken();
      bits = bits << 6 | value;
      held += 6;
      if (held < 8) continue;
      held -= 8;
      decoded[count++] = (byte) (bits >> held);
      if (count < CHUNK) continue;
      out.write(decoded);
      count = 0;
      if (out.size() > max) throw new TooLongException();
    }
    if (held == 6) throw new JsonDataException("base64 cut short at path " + path);
    if (out.size() + count > max) throw new TooLongException();
    return out.write(decoded, 0, count).readByteArray();
  }

  /** Skips blanks and {@code data:image/png;base64,}, if it begins so; other data fails. */
  private void skipDataHeader() throws IOException {
    skipBlanks();
    source.request(DATA.length());
    Buffer head = new Buffer();
    source.getBuffer().copyTo(head, 0, Math.min(DATA.length(), source.getBuffer().size()));
    if (!head.readUtf8().equalsIgnoreCase(DATA)) return; // no base64 has a colon
    long comma = source.indexOf((byte) ',', 0, LONGEST_HEADER);
    if (comma < 0) throw broken();
    String header = source.readUtf8(comma);
    if (!header.toLowerCase(Locale.ROOT).endsWith(BASE64)) throw broken();
    source.skip(1);
  }

  private void skipBlanks() throws IOException {
    while (source.request(2)) { // the closing quote is the last
      byte first = source.getBuffer().getByte(0);
      byte second = source.getBuffer().getByte(1);
      if (isBlank(first)) {
        source.skip(1);
      } else if (first == '\\' && (second == 'n' || second == 'r' || second == 't')) {
        source.skip(2);
      } else {
        return;
      }
    }
  }

  private int next() throws IOException {
    if (at == end) {
      at = 0;
      end = source.read(chunk);
      if (end < 0) throw new EOFException("the string has no end at path " + path);
    }
    return chunk[at++];
  }

  private int escaped() throws IOException {
    int c = next();
    switch (c) {
      case '/':
        return '/';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(next(), 16);
          if (digit < 0) throw broken();
          code = code << 4 | digit;
        }
        return code;
      default:
        throw broken();
    }
  }

  private JsonDataException broken() {
    return new JsonDataException("not base64 at path " + path);
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static int value(int c) {
    return c >= 0 && c < VALUES.length ? VALUES[c] : -1;
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < 64; i++) values[STANDARD.charAt(i)] = (byte) i;
    values['-'] = 62;
    values['_'] = 63;
    return values;
  }

  /** The image is larger than it may be. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1;
  }
}
