package io.github.imagetask.spi;

import com.squareup.moshi.JsonDataException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Decodes base64 out of a JSON string while it streams: the string's quotes and escapes are still
 * there. The JDK decodes, block by block, since it has the processor's own instructions for that,
 * and it is also the quickest to tell whether a block is base64 and nothing else. From the first
 * block on that isn't, the text is sifted here before: JSON's escapes ({@code \/} is common in
 * base64), blanks, the URL alphabet. A 30 MB string never stands in memory as text.
 */
final class Base64Text {
  private static final int BLOCK = 1 << 13; // a multiple of four
  private static final String STANDARD =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /** The character of the standard alphabet that a character stands for, or 0. */
  private static final byte[] PLAIN = plain();

  private static final String DATA = "data:";
  private static final String BASE64 = ";base64";
  private static final int LONGEST_HEADER = 200; // data:image/png;…;base64

  private final BufferedSource source;
  private final String path;
  private final BufferedSink out;
  private final byte[] chunk = new byte[BLOCK]; // byte by byte a BufferedSource is slow
  private int at;
  private int end;
  private final byte[] block = new byte[BLOCK];
  private int count;
  private final byte[] decoded = new byte[BLOCK / 4 * 3];
  private final long max;
  private long written;

  private Base64Text(BufferedSource source, String path, BufferedSink out, long max) {
    this.source = source;
    this.path = path;
    this.out = out;
    this.max = max;
  }

  /**
   * Reads {@code "…"} to its end: bare base64, or a {@code data:} URL. Standard and URL alphabets;
   * padding is optional, blanks and line breaks count for nothing.
   *
   * @return how many bytes went out
   * @throws TooLongException if it has more than {@code max} bytes
   * @throws JsonDataException if it is anything else than base64
   */
  static long decode(BufferedSource source, String path, BufferedSink out, long max)
      throws IOException {
    source.skip(1); // the opening quote
    return new Base64Text(source, path, out, max).decode();
  }

  /** The bytes of a text that is base64 or a {@code data:} URL, or null if it is neither. */
  static byte @Nullable [] decode(String text) {
    if (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0) return null; // no JSON any more
    Buffer quoted = new Buffer().writeByte('"').writeUtf8(text).writeByte('"');
    Buffer out = new Buffer();
    try {
      long ignored = decode(quoted, "$", out, Long.MAX_VALUE);
      return out.readByteArray();
    } catch (JsonDataException notBase64) {
      return null;
    } catch (IOException e) {
      throw new AssertionError(e); // a Buffer doesn't fail, and has the closing quote
    }
  }

  private long decode() throws IOException {
    skipDataHeader();
    decodeAsItIs();
    decodeSifted();
    return written;
  }

  /** Leaves in the chunk what the JDK's decoder doesn't take, the last characters always. */
  private void decodeAsItIs() throws IOException {
    while (true) {
      end = 0;
      while (end < BLOCK) {
        int read = source.read(chunk, end, BLOCK - end);
        if (read < 0) return;
        end += read;
      }
      int length;
      try {
        length = Base64.getDecoder().decode(chunk, decoded);
      } catch (IllegalArgumentException notOnlyBase64) {
        return; // for good: a failure a block would be dear
      }
      if (length < decoded.length) return; // padded: nothing but blanks may follow
      write(length);
    }
  }

  private void decodeSifted() throws IOException {
    boolean ended = false;
    while (true) {
      if (!ended) sift();
      if (count == BLOCK) {
        write(Base64.getDecoder().decode(block, decoded));
        count = 0;
        continue;
      }
      int c = next();
      if (c == '"') break;
      if (c == '\\') c = escaped();
      if (isBlank(c)) continue;
      if (c == '=') {
        ended = true;
        continue;
      }
      byte plain = c < PLAIN.length ? PLAIN[c] : 0;
      if (plain == 0 || ended) throw broken();
      block[count++] = plain;
    }
    if (count % 4 == 1) throw new JsonDataException("base64 cut short at path " + path);
    write(Base64.getDecoder().decode(Arrays.copyOf(block, count), decoded));
  }

  /** Takes what is base64 out of the chunk, up to anything else, or until the block is full. */
  private void sift() {
    int from = at;
    int to = count;
    int most = Math.min(end, from + BLOCK - to);
    while (from < most) {
      byte plain = PLAIN[chunk[from] & 0xff];
      if (plain == 0) break;
      block[to++] = plain;
      from++;
    }
    at = from;
    count = to;
  }

  private void write(int length) throws IOException {
    written += length;
    if (written > max) throw new TooLongException();
    out.write(decoded, 0, length);
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
    return chunk[at++] & 0xff;
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

  private static byte[] plain() {
    byte[] plain = new byte[256];
    for (int i = 0; i < 64; i++) plain[STANDARD.charAt(i)] = (byte) STANDARD.charAt(i);
    plain['-'] = '+';
    plain['_'] = '/';
    return plain;
  }

  /** The image is larger than it may be. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1;
  }
}
