package io.github.imagetask.spi;

import com.squareup.moshi.JsonDataException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import okio.Buffer;
import okio.BufferedSource;

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

  private final BufferedSource source;
  private final String path;
  private final byte[] chunk = new byte[CHUNK];
  private int at;
  private int end;

  private Base64Text(BufferedSource source, String path) {
    this.source = source;
    this.path = path;
  }

  /** Reads {@code "…"} to its end. Standard and URL alphabets; padding and line breaks optional. */
  static byte[] decode(BufferedSource source, String path) throws IOException {
    source.skip(1); // the opening quote
    return new Base64Text(source, path).decode();
  }

  private byte[] decode() throws IOException {
    Buffer out = new Buffer();
    byte[] decoded = new byte[CHUNK];
    int count = 0;
    int bits = 0;
    int held = 0;
    boolean ended = false;
    for (int c = next(); c != '"'; c = next()) {
      if (c == '\\') c = escaped();
      if (c == '=' || c == '\n' || c == '\r') {
        ended |= c == '=';
        continue;
      }
      int value = value(c);
      if (value < 0 || ended) throw broken();
      bits = bits << 6 | value;
      held += 6;
      if (held < 8) continue;
      held -= 8;
      decoded[count++] = (byte) (bits >> held);
      if (count == CHUNK) {
        out.write(decoded);
        count = 0;
      }
    }
    if (held == 6) throw new JsonDataException("base64 cut short at path " + path);
    return out.write(decoded, 0, count).readByteArray();
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
}
