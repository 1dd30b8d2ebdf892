package io.github.imagetask;

import io.github.imagetask.spi.ImageFormat;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/**
 * An image's content, checked while it is read: that it is an image, whole, and not too large. What
 * it is, its first bytes say; labels are asked only where these say nothing.
 */
final class ImageBody {
  private static final int LOOK = 1_024;
  private static final int LAYERS = 3;

  private static final Pattern RANGE =
      Pattern.compile(
          "bytes[ =]+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)", Pattern.CASE_INSENSITIVE);

  private final Checked checked;
  private final BufferedSource source;
  private final @Nullable ImageFormat format;

  private ImageBody(Checked checked, @Nullable ImageFormat format) {
    this.checked = checked;
    this.source = Okio.buffer(checked);
    this.format = format;
  }

  /** The content of an inline image. */
  static ImageBody of(byte[] bytes, long max) throws IOException {
    if (bytes.length == 0) throw new NotAnImageException("it is empty");
    if (bytes.length > max) throw tooLarge(max);
    Buffer source = new Buffer().write(bytes);
    byte[] head = head(source);
    ImageFormat format = ImageFormat.of(head);
    if (format == null && TextLook.isText(head)) throw new NotAnImageException("it is text");
    return new ImageBody(new Checked(source, bytes.length, max, null), format);
  }

  /** The content of a successful answer, which it closes when it is closed. */
  static ImageBody of(Response response, long max) throws IOException {
    ResponseBody body = response.body();
    if (body == null) throw new IOException("the answer has no body");
    long length = Math.max(body.contentLength(), total(response));
    if (length > max) throw tooLarge(max);
    BufferedSource content = body.source();
    byte[] head = head(content);
    int layers = 0;
    while (layers < LAYERS && ContentEncoding.isGzip(head)) { // in spite of "identity"
      content = Okio.buffer(new GzipSource(content));
      head = head(content);
      layers++;
      length = -1; // of what is packed, whose own end shows that it is whole
    }
    if (head.length == 0) throw new IOException("the answer is empty");
    ImageFormat format = ImageFormat.of(head);
    if (format == null) {
      try {
        checkLabels(head, media(body), ContentEncoding.left(response, layers));
      } catch (NotAnImageException e) {
        boolean later = response.code() == 202 || isUnfinished(head, content);
        throw later ? new NotYetException(e) : e;
      }
    }
    boolean told = length >= 0 || layers > 0 || isFramed(response);
    return new ImageBody(new Checked(content, length, max, ImageEnd.of(format, told)), format);
  }

  /** The bytes; reading them fails if they end early or go on too long. */
  BufferedSource source() {
    return source;
  }

  /** The extension that the first bytes ask for; {@code img} for a format that isn't known. */
  String extension() {
    return format == null ? "img" : format.extension();
  }

  /** The media type that the first bytes ask for. */
  String contentType() {
    return format == null ? "application/octet-stream" : format.mediaType();
  }

  /** How many bytes it has, or -1 if that isn't known yet. */
  long contentLength() {
    return checked.length;
  }

  /** How many of them were read. */
  long count() {
    return checked.count;
  }

  private static byte[] head(BufferedSource source) throws IOException {
    source.request(LOOK);
    Buffer head = new Buffer();
    source.getBuffer().copyTo(head, 0, Math.min(LOOK, source.getBuffer().size()));
    return head.readByteArray();
  }

  /**
   * The length of the whole by {@code Content-Range}, which only an answer to a {@code Range}
   * should have, or -1 if it says nothing.
   */
  private static long total(Response response) throws IOException {
    String range = response.header("Content-Range", "");
    Matcher parts = RANGE.matcher(range);
    if (!parts.matches()) {
      if (response.code() != 206) return -1;
      throw new IOException("the answer is a part that doesn't say of what");
    }
    String total = parts.group(3);
    boolean all =
        Long.parseLong(parts.group(1)) == 0
            && !total.equals("*")
            && Long.parseLong(parts.group(2)) == Long.parseLong(total) - 1;
    if (!all) throw new IOException("the answer is a part: " + range);
    return Long.parseLong(total);
  }

  /** Judges bytes that no format is told from. */
  private static void checkLabels(byte[] head, String media, @Nullable String encoding)
      throws NotAnImageException {
    boolean svg = media.equals("image/svg+xml") && TextLook.isSvg(head);
    if (isTextType(media)) throw new NotAnImageException("the answer is " + media);
    if (TextLook.isText(head) && !svg) throw new NotAnImageException("it is text");
    if (encoding != null) throw new NotAnImageException("it is encoded as " + encoding);
    if (!mayBeImage(media)) throw new NotAnImageException("the answer is " + media);
  }

  private static boolean isUnfinished(byte[] head, BufferedSource content) {
    return TextLook.isJson(head) && Unfinished.isSaidIn(AnswerReader.beginning(content));
  }

  private static String media(ResponseBody body) {
    MediaType type = body.contentType();
    return type == null ? "" : (type.type() + "/" + type.subtype()).toLowerCase(Locale.ROOT);
  }

  private static boolean isTextType(String media) {
    return media.startsWith("text/")
        || media.equals("application/json")
        || media.endsWith("+json")
        || media.equals("application/xml")
        || media.equals("application/xhtml+xml");
  }

  private static boolean mayBeImage(String media) {
    return media.isEmpty() || media.startsWith("image/") || media.endsWith("/octet-stream");
  }

  /** Whether HTTP itself tells the end of a body without a length. */
  private static boolean isFramed(Response response) {
    return response.protocol() == Protocol.HTTP_2
        || response.protocol() == Protocol.H2_PRIOR_KNOWLEDGE
        || "chunked".equalsIgnoreCase(response.header("Transfer-Encoding"));
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

  /** What came says that the image is still being made. */
  static final class NotYetException extends IOException {
    private static final long serialVersionUID = 1;

    NotYetException(NotAnImageException why) {
      super("the image isn't ready: " + why.getMessage(), why);
    }
  }

  /** Counts, and looks for the image's own end. */
  private static final class Checked extends ForwardingSource {
    private final long length;
    private final long max;
    private final @Nullable ImageEnd end;
    private volatile long count; // for who looks from outside

    Checked(Source source, long length, long max, @Nullable ImageEnd end) {
      super(source);
      this.length = length;
      this.max = max;
      this.end = end;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long read = super.read(sink, byteCount);
      if (read == -1) {
        if (count < length) {
          throw new IOException("the image ended after " + count + " of " + length + " bytes");
        }
        if (end != null && !end.hasCome()) throw new IOException("the image is cut short");
        return -1;
      }
      long now = count + read;
      count = now;
      if (now > max) throw tooLarge(max);
      if (end != null) end.look(sink, read);
      return read;
    }
  }
}
