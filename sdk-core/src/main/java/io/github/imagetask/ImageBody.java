package io.github.imagetask;

import io.github.imagetask.spi.ImageFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.GzipSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** An image's content, checked while it is read: that it is an image, whole, and not too large. */
final class ImageBody {
  private static final int LOOK = 512;
  private static final int TAIL = 64;

  private final BufferedSource source;
  private final @Nullable ImageFormat format;

  private ImageBody(BufferedSource source, @Nullable ImageFormat format) {
    this.source = source;
    this.format = format;
  }

  /** The content of an inline image. */
  static ImageBody of(byte[] bytes, long max) throws IOException {
    Buffer source = new Buffer().write(bytes);
    if (bytes.length > max) throw tooLarge(max);
    byte[] head = head(source);
    ImageFormat format = ImageFormat.of(head);
    if (format == null && isText(head)) throw new NotAnImageException("it is text");
    return new ImageBody(source, format);
  }

  /** The content of a successful answer, which it closes when it is closed. */
  static ImageBody of(Response response, long max) throws IOException {
    ResponseBody body = response.body();
    if (body == null) throw new IOException("the answer has no body");
    MediaType type = body.contentType();
    String media =
        type == null ? "" : (type.type() + "/" + type.subtype()).toLowerCase(Locale.ROOT);
    if (isTextType(media)) throw new NotAnImageException("the answer is " + media);
    long length = body.contentLength();
    if (length > max) throw tooLarge(max);
    BufferedSource content = body.source();
    String encoding = response.header("Content-Encoding", "identity");
    boolean packed = "gzip".equalsIgnoreCase(encoding);
    if (packed) { // in spite of "identity"; its own end shows that it is whole
      content = Okio.buffer(new GzipSource(content));
      length = -1;
    } else if (!"identity".equalsIgnoreCase(encoding)) {
      throw new NotAnImageException("it is encoded as " + encoding);
    }
    byte[] head = head(content);
    if (head.length == 0) throw new IOException("the answer is empty");
    ImageFormat format = ImageFormat.of(head);
    if (format == null && isText(head) && !media.equals("image/svg+xml")) {
      throw new NotAnImageException("it is text");
    }
    if (format == null && !mayBeImage(media)) {
      throw new NotAnImageException("the answer is " + media);
    }
    boolean endShows = length >= 0 || packed || isFramed(response);
    Source checked =
        endShows
            ? new Checked(content, length, max, null)
            : new Checked(content, riffLength(format, head), max, format);
    return new ImageBody(Okio.buffer(checked), format);
  }

  /** The bytes; reading them fails if they end early or go on too long. */
  BufferedSource source() {
    return source;
  }

  /** The extension that the first bytes ask for; {@code img} for a format that isn't known. */
  String extension() {
    return format == null ? "img" : format.extension();
  }

  private static byte[] head(BufferedSource source) throws IOException {
    source.request(LOOK);
    Buffer head = new Buffer();
    source.getBuffer().copyTo(head, 0, Math.min(LOOK, source.getBuffer().size()));
    return head.readByteArray();
  }

  private static boolean isTextType(String media) {
    return media.startsWith("text/")
        || media.equals("application/json")
        || media.endsWith("+json")
        || media.equals("application/xml")
        || media.equals("application/xhtml+xml");
  }

  /** Whether bytes that no format is told from may be an image all the same. */
  private static boolean mayBeImage(String media) {
    return media.isEmpty() || media.startsWith("image/") || media.endsWith("/octet-stream");
  }

  /** Whether content begins like text: no image format does that we know of. */
  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') return false;
    }
    // Without control characters, and not broken as UTF-8 but for a character cut at the end.
    String text = new String(head, StandardCharsets.UTF_8);
    int broken = text.indexOf('\ufffd');
    return broken < 0 || broken >= text.length() - 3;
  }

  /** Whether HTTP itself tells the end of a body without a length. */
  private static boolean isFramed(Response response) {
    return response.protocol() == Protocol.HTTP_2
        || response.protocol() == Protocol.H2_PRIOR_KNOWLEDGE
        || "chunked".equalsIgnoreCase(response.header("Transfer-Encoding"));
  }

  /** The length that a WebP says it has, or -1. */
  private static long riffLength(@Nullable ImageFormat format, byte[] head) throws IOException {
    if (format != ImageFormat.WEBP) return -1;
    return 8 + (new Buffer().write(head, 4, 4).readIntLe() & 0xffffffffL);
  }

  private static NotAnImageException tooLarge(long max) {
    return new NotAnImageException("it is larger than " + max + " bytes (maxImageBytes)");
  }

  /** What came is no image that will do; trying again changes nothing. */
  static final class NotAnImageException extends IOException {
    private static final long serialVersionUID = 1;

    NotAnImageException(String message) {
      super(message);
    }
  }

  /** Counts, and looks at the end where only the image itself can show that it is whole. */
  private static final class Checked extends ForwardingSource {
    private final long length;
    private final long max;
    private final @Nullable ImageFormat endOf;
    private final Buffer tail = new Buffer();
    private long count;

    Checked(Source source, long length, long max, @Nullable ImageFormat endOf) {
      super(source);
      this.length = length;
      this.max = max;
      this.endOf = endOf;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long read = super.read(sink, byteCount);
      if (read == -1) {
        if (count < length) {
          throw new IOException("the image ended after " + count + " of " + length + " bytes");
        }
        if (!endsWell()) throw new IOException("the image is cut short");
        return -1;
      }
      count += read;
      if (count > max) throw tooLarge(max);
      if (endOf != null) {
        sink.copyTo(tail, sink.size() - read, read);
        if (tail.size() > TAIL) tail.skip(tail.size() - TAIL);
      }
      return read;
    }

    private boolean endsWell() {
      if (endOf == ImageFormat.PNG) return has("IEND");
      if (endOf == ImageFormat.JPEG) return has("\u00ff\u00d9");
      if (endOf == ImageFormat.GIF) return endsWith((byte) ';');
      return true; // WebP has a length of its own
    }

    /** Whether the last byte is this one; zeros after it are padding. */
    private boolean endsWith(byte last) {
      long at = tail.size() - 1;
      while (at >= 0 && tail.getByte(at) == 0) at--;
      return at >= 0 && tail.getByte(at) == last;
    }

    private boolean has(String marker) {
      return tail.snapshot().string(StandardCharsets.ISO_8859_1).contains(marker);
    }
  }
}
