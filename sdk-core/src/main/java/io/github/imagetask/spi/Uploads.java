package io.github.imagetask.spi;

import io.github.imagetask.ReferenceImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** Reference images that are sent with a task, and how a form holds them. */
public final class Uploads {
  private static final MediaType UNKNOWN = MediaType.get("application/octet-stream");

  private Uploads() {}

  /** Those of the images that are uploads. */
  public static List<ReferenceImage> of(List<ReferenceImage> images) {
    List<ReferenceImage> uploads = new ArrayList<>();
    for (ReferenceImage image : images) {
      if (image.isUpload()) uploads.add(image);
    }
    return uploads;
  }

  /** The first upload among the images, or null: for a gateway that takes one alone. */
  public static @Nullable ReferenceImage first(List<ReferenceImage> images) {
    List<ReferenceImage> uploads = of(images);
    return uploads.isEmpty() ? null : uploads.get(0);
  }

  /** The URLs of those of the images that are none. */
  public static List<String> urls(List<ReferenceImage> images) {
    List<String> urls = new ArrayList<>();
    for (ReferenceImage image : images) {
      String url = image.url();
      if (url != null) urls.add(url);
    }
    return urls;
  }

  /**
   * Adds an image as a file part named {@code image.<ext>}, with the media type that its first
   * bytes ask for. A file is streamed while it is sent, not held.
   *
   * @throws IOException if it can't be read
   */
  public static void add(MultipartBody.Builder form, String part, ReferenceImage image)
      throws IOException {
    ImageFormat format = format(image);
    String name = "image." + (format == null ? "bin" : format.extension());
    MediaType type = format == null ? UNKNOWN : MediaType.get(format.mediaType());
    form.addFormDataPart(part, name, body(image, type, image.length()));
  }

  /**
   * The format that an upload's first bytes are those of, or null if they are of none that is
   * known.
   *
   * @throws IOException if it can't be read
   */
  public static @Nullable ImageFormat format(ReferenceImage image) throws IOException {
    return ImageFormat.of(head(image));
  }

  private static byte[] head(ReferenceImage image) throws IOException {
    try (InputStream in = image.open()) {
      byte[] head = new byte[ImageFormat.HEAD];
      int read = 0;
      while (read < head.length) {
        int more = in.read(head, read, head.length - read);
        if (more < 0) break;
        read += more;
      }
      return Arrays.copyOf(head, read);
    }
  }

  private static RequestBody body(ReferenceImage image, MediaType type, long length) {
    return new RequestBody() {
      @Override
      public @Nullable MediaType contentType() {
        return type;
      }

      @Override
      public long contentLength() {
        return length;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        try (Source source = Okio.source(image.open())) {
          // Exactly the announced length: a file that grows or shrinks meanwhile must not shift
          // what follows it on the connection.
          sink.write(source, length);
        } catch (EOFException e) {
          throw new IOException("the image became shorter while it was sent: " + image, e);
        }
      }
    };
  }
}
