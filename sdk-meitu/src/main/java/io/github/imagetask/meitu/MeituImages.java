package io.github.imagetask.meitu;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.imagetask.spi.ImageFormat;
import io.github.imagetask.spi.Json;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The list of images in an answer. {@code media_data} is a URL, or else the image itself in base64;
 * {@code media_data_type} is said to tell which, but the text tells it surely. Based on public
 * clients of other MTLab services.
 */
final class MeituImages {
  private static final int LOOK = "\"https:".length();

  private MeituImages() {}

  /** Reads the list, and leaves out what is neither a URL nor an image. */
  static List<Reading.Image> read(JsonReader reader) throws IOException {
    List<Reading.Image> images = new ArrayList<>();
    if (reader.peek() != JsonReader.Token.BEGIN_ARRAY) {
      reader.skipValue();
      return images;
    }
    reader.beginArray();
    while (reader.hasNext()) {
      Reading.Image image = readEntry(reader);
      if (image != null) images.add(image);
    }
    reader.endArray();
    return images;
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
    // The text may be 30 MB, so it is looked at as a stream: its beginning says what it is.
    try (BufferedSource value = reader.nextSource()) {
      return startsLikeUrl(value) ? url(JsonReader.of(value)) : inline(JsonReader.of(value));
    }
  }

  /** Whether a string, still in its quotes, starts like a URL. No base64 has a colon. */
  private static boolean startsLikeUrl(BufferedSource value) throws IOException {
    value.request(LOOK);
    Buffer head = new Buffer();
    value.getBuffer().copyTo(head, 0, Math.min(LOOK, value.getBuffer().size()));
    String start = head.readUtf8().toLowerCase(Locale.ROOT);
    return start.startsWith("\"http:") || start.startsWith("\"https:");
  }

  private static Reading.@Nullable Image url(JsonReader value) throws IOException {
    String url = value.nextString();
    return HttpUrl.parse(url) == null ? null : Reading.Image.url(url);
  }

  private static Reading.@Nullable Image inline(JsonReader value) throws IOException {
    byte[] bytes;
    try {
      bytes = Json.base64(value);
    } catch (JsonDataException | NumberFormatException notBase64) {
      return null; // the outer reader leaves the rest of the value behind by itself
    }
    // Many a word is base64 by chance: what comes of it must look like an image.
    return ImageFormat.of(bytes) == null ? null : Reading.Image.inline(bytes);
  }
}
