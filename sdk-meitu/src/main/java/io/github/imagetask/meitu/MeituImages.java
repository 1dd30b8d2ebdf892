package io.github.imagetask.meitu;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.imagetask.spi.ImageFormat;
import io.github.imagetask.spi.Json;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * The list of images in an answer. {@code media_data} is a URL, or else the image itself in base64,
 * bare or as a {@code data:} URL; {@code media_data_type} is said to tell which, but the text tells
 * it surely. Blanks around it are left out. Based on public clients of other MTLab services.
 */
final class MeituImages {
  private static final String DATA = "data:";
  private static final String BASE64 = ";base64";
  private static final int LONGEST_DATA_HEADER = 200; // data:image/png;…;base64

  private MeituImages() {}

  /**
   * Reads the list, and leaves out what is neither a URL nor an image.
   *
   * @return whether the list has entries, usable or not
   */
  static boolean read(JsonReader reader, List<Reading.Image> images) throws IOException {
    if (reader.peek() != JsonReader.Token.BEGIN_ARRAY) {
      reader.skipValue();
      return false;
    }
    boolean hasEntries = false;
    reader.beginArray();
    while (reader.hasNext()) {
      hasEntries = true;
      Reading.Image image = readEntry(reader);
      if (image != null) images.add(image);
    }
    reader.endArray();
    return hasEntries;
  }

  private static Reading.@Nullable Image readEntry(JsonReader reader) throws IOException {
    if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
      reader.skipValue();
      return null;
    }
    Reading.Image image = null;
    reader.beginObject();
    while (reader.hasNext()) {
      if (reader.nextName().equals(MeituWire.MEDIA_DATA)) {
        image = readData(reader);
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
    return image;
  }

  private static Reading.@Nullable Image readData(JsonReader reader) throws IOException {
    if (reader.peek() != JsonReader.Token.STRING) {
      reader.skipValue();
      return null;
    }
    // The text may be 30 MB, so it is looked at as a stream: its beginning says what it is. It is
    // still JSON, in quotes and with escapes. The outer reader leaves behind what isn't read.
    try (BufferedSource text = reader.nextSource()) {
      text.skip(1); // the opening quote
      skipBlanks(text);
      if (startsWith(text, "http:") || startsWith(text, "https:")) return url(text);
      return startsWith(text, DATA) && !skipDataHeader(text) ? null : inline(text);
    }
  }

  private static void skipBlanks(BufferedSource text) throws IOException {
    while (text.request(2)) { // the closing quote is the last
      byte first = text.getBuffer().getByte(0);
      byte second = text.getBuffer().getByte(1);
      if (first == ' ') {
        text.skip(1);
      } else if (first == '\\' && (second == 'n' || second == 'r' || second == 't')) {
        text.skip(2);
      } else {
        return;
      }
    }
  }

  /** Whether a text starts so, in any case. No base64 has a colon. */
  private static boolean startsWith(BufferedSource text, String start) throws IOException {
    text.request(start.length());
    Buffer head = new Buffer();
    text.getBuffer().copyTo(head, 0, Math.min(start.length(), text.getBuffer().size()));
    return head.readUtf8().equalsIgnoreCase(start);
  }

  /** Skips {@code data:image/png;base64,}; false if it is another kind of data. */
  private static boolean skipDataHeader(BufferedSource text) throws IOException {
    long comma = text.indexOf((byte) ',', 0, LONGEST_DATA_HEADER);
    if (comma < 0) return false;
    String header = text.readUtf8(comma);
    text.skip(1);
    return header.toLowerCase(Locale.ROOT).endsWith(BASE64);
  }

  private static Reading.@Nullable Image url(BufferedSource text) throws IOException {
    Buffer quoted = new Buffer().writeByte('"');
    quoted.writeAll(text);
    String url = JsonReader.of(quoted).nextString().trim();
    return HttpUrl.parse(url) == null ? null : Reading.Image.url(url);
  }

  private static Reading.@Nullable Image inline(BufferedSource text) throws IOException {
    byte[] bytes;
    try {
      bytes = Json.base64(JsonReader.of(Okio.buffer(new Quoted(text))));
    } catch (JsonDataException | NumberFormatException notBase64) {
      return null;
    }
    // Many a word is base64 by chance: what comes of it must look like an image.
    return ImageFormat.of(bytes) == null ? null : Reading.Image.inline(bytes);
  }

  /** A text with its opening quote given back, and without blanks. */
  private static final class Quoted extends ForwardingSource {
    private final byte[] chunk = new byte[1 << 13];
    private final BufferedSource text;
    private boolean isBegun;

    Quoted(BufferedSource text) {
      super(text);
      this.text = text;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      if (!isBegun) {
        isBegun = true;
        sink.writeByte('"');
        return 1;
      }
      int kept = 0;
      while (kept == 0) { // a chunk may be all blanks
        int read = text.read(chunk, 0, (int) Math.min(byteCount, chunk.length));
        if (read < 0) return -1;
        for (int i = 0; i < read; i++) {
          if (chunk[i] != ' ') chunk[kept++] = chunk[i];
        }
      }
      sink.write(chunk, 0, kept);
      return kept;
    }
  }
}
