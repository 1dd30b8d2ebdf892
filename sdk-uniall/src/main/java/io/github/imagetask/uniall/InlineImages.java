package io.github.imagetask.uniall;

import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.ByteString;
import okio.Okio;

/** JSON with images in base64, which are read and encoded while it is sent: files aren't held. */
final class InlineImages extends RequestBody {
  /** The media type of what isn't known. */
  static final String UNKNOWN = "application/octet-stream";

  private static final MediaType JSON = MediaType.get("application/json");
  private static final int CHUNK = 3 << 12; // of three bytes each four characters come

  private final List<ByteString> texts;
  private final List<ReferenceImage> images;
  private final long[] lengths;

  private InlineImages(List<ByteString> texts, List<ReferenceImage> images) throws IOException {
    this.texts = texts;
    this.images = images;
    this.lengths = new long[images.size()];
    for (int i = 0; i < lengths.length; i++) lengths[i] = images.get(i).length();
  }

  /**
   * Returns the body of these fields.
   *
   * @param place stands in the fields where an image does, for each of them once
   * @throws IOException if an image can't be read
   */
  static RequestBody body(Fields fields, String place, List<ReferenceImage> images)
      throws IOException {
    Buffer json = new Buffer();
    fields.json().writeTo(json);
    ByteString mark = ByteString.encodeUtf8(place);
    List<ByteString> texts = new ArrayList<>();
    for (long at = json.indexOf(mark); at >= 0; at = json.indexOf(mark)) {
      texts.add(json.readByteString(at));
      json.skip(mark.size());
    }
    texts.add(json.readByteString());
    return new InlineImages(texts, images.subList(0, texts.size() - 1));
  }

  @Override
  public MediaType contentType() {
    return JSON;
  }

  @Override
  public long contentLength() {
    long length = 0;
    for (ByteString text : texts) length += text.size();
    for (long bytes : lengths) length += (bytes + 2) / 3 * 4;
    return length;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    for (int i = 0; i < texts.size(); i++) {
      sink.write(texts.get(i));
      if (i < lengths.length) write(images.get(i), lengths[i], sink);
    }
  }

  /** Exactly the announced length: what follows on the connection must not be shifted. */
  private static void write(ReferenceImage image, long length, BufferedSink sink)
      throws IOException {
    try (BufferedSource source = Okio.buffer(Okio.source(image.open()))) {
      for (long left = length; left > 0; left -= CHUNK) {
        int next = (int) Math.min(CHUNK, left);
        if (!source.request(next)) {
          throw new IOException("the image became shorter while it was sent: " + image);
        }
        sink.write(Base64.getEncoder().encode(source.readByteArray(next)));
      }
    }
  }
}
