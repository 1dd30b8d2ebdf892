package io.github.imagetask.spi;

import com.squareup.moshi.JsonDataException;
import java.io.IOException;
import okio.Buffer;
import okio.Sink;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * An image on its way into an {@link ImageSink}, which is asked for a place only once the first
 * bytes are those of an image: many a long text is base64 by chance.
 */
final class StreamedImage implements Sink {
  private final ImageSink images;
  private final int number;
  private final String path;
  private final Buffer head = new Buffer();
  private @Nullable Sink place;

  StreamedImage(ImageSink images, int number, String path) {
    this.images = images;
    this.number = number;
    this.path = path;
  }

  @Override
  public void write(Buffer source, long byteCount) throws IOException {
    Sink begun = place;
    if (begun != null) {
      begun.write(source, byteCount);
      return;
    }
    head.write(source, byteCount);
    if (head.size() >= ImageFormat.HEAD) begin();
  }

  /** To be called only if all of it was written: what isn't closed was cut short. */
  @Override
  public void close() throws IOException {
    Sink begun = place;
    if (begun == null) begun = begin();
    begun.close();
  }

  @Override
  public void flush() {}

  @Override
  public Timeout timeout() {
    return Timeout.NONE;
  }

  private Sink begin() throws IOException {
    if (ImageFormat.of(head.peek().readByteArray(Math.min(head.size(), ImageFormat.HEAD)))
        == null) {
      throw new JsonDataException("no image at path " + path);
    }
    Sink begun = images.next(number);
    place = begun;
    begun.write(head, head.size());
    return begun;
  }
}
