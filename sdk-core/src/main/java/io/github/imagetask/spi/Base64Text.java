package io.github.imagetask.spi;

import com.squareup.moshi.JsonDataException;
import java.io.IOException;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Decodes base64 out of a JSON string while it streams: the string's quotes and escapes are still
 * there. Own code because the JDK's streaming decoder doesn't know JSON's escapes ({@code \/} is
 * common in base64), and because a 30 MB string would stand in memory twice.
 */
final class Base64Text {
  private Base64Text() {}

  /** Reads {@code "…"} to its end. Standard and URL alphabets; padding and line breaks optional. */
  static byte[] decode(BufferedSource source, String path) throws IOException {
    Buffer out = new Buffer();
    int bits = 0;
    int held = 0;
    boolean ended = false;
    source.skip(1); // the opening quote
    for (byte b = source.readByte(); b != '"'; b = source.readByte()) {
      int c = b == '\\' ? escaped(source, path) : b;
      if (c == '=' || c == '\n' || c == '\r') {
        ended |= c == '=';
        continue;
      }
      int value = value(c);
      if (value < 0 || ended) throw new JsonDataException("not base64 at path " + path);
      bits = bits << 6 | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        out.writeByte(bits >> held);
      }
    }
    if (held == 6) throw new JsonDataException("base64 cut short at path " + path);
    return out.readByteArray();
  }

  private static int escaped(BufferedSource source, String path) throws IOException {
    int c = source.readByte();
    switch (c) {
      case '/':
        return '/';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 'u':
        return Integer.parseInt(source.readUtf8(4), 16);
      default:
        throw new JsonDataException("not base64 at path " + path);
    }
  }

  private static int value(int c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '+' || c == '-') return 62;
    if (c == '/' || c == '_') return 63;
    return -1;
  }
}
