package io.github.imagetask.spi;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.ByteString;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer into a tree while it streams. What is kept is bounded, what is skipped isn't:
 * texts up to {@value #MAX_TEXT} bytes are kept, a longer one only where an image may stand, and
 * then decoded as it comes. Read as other clients read: a byte order mark is skipped, {@code NaN}
 * in a field does no harm, and of a name that stands twice the last counts.
 */
final class JsonTree {
  static final int MAX_TEXT = 1 << 16;
  static final int MAX_NODES = 100_000;

  /** Deeper than this nobody asks; Moshi itself refuses more than 255. */
  static final int MAX_DEPTH = 32;

  /** All inline images of one answer together may have so many times the bytes of one. */
  static final int MAX_IMAGES = 8;

  private static final ByteString BYTE_ORDER_MARK = ByteString.decodeHex("efbbbf");

  private final Set<String> imageNames;
  private final long maxImageBytes;
  private final @Nullable ImageSink sink;
  private final @Nullable Guard guard; // of a large one
  private final JsonReader reader;
  private final JsonNames names = JsonNames.known();
  private final List<String> unknown = new ArrayList<>(0);
  private int nodes;
  private long inlineBytes;
  private int streamed;

  private JsonTree(
      BufferedSource source, Set<String> imageNames, long maxImageBytes, @Nullable ImageSink sink)
      throws IOException {
    this.sink = sink;
    this.imageNames = imageNames;
    this.maxImageBytes = maxImageBytes;
    // A small answer has no long text: then the reader's own, quicker ways are safe.
    boolean isLarge = source.request(MAX_TEXT + 1);
    this.guard = isLarge ? new Guard(source, maxImageBytes) : null;
    this.reader = JsonReader.of(guard == null ? source : Okio.buffer(guard));
  }

  /**
   * Reads one document to its very end.
   *
   * @throws AnswerLimitException if it breaks a bound
   * @throws JsonDataException if it is JSON, but no object
   * @throws IOException if it is no JSON, or stops short
   */
  static JsonNode read(
      BufferedSource source, Set<String> imageNames, long maxImageBytes, @Nullable ImageSink sink)
      throws IOException {
    if (source.rangeEquals(0, BYTE_ORDER_MARK)) source.skip(BYTE_ORDER_MARK.size());
    JsonTree tree = new JsonTree(source, imageNames, maxImageBytes, sink);
    try {
      return tree.document();
    } catch (EOFException e) {
      String path = tree.reader.getPath();
      throw new JsonEncodingException(
          path.equals("$") ? "it is empty" : "it stops short at path " + path);
    } catch (JsonEncodingException e) { // Moshi's words are advice to a programmer
      boolean isCut = String.valueOf(e.getMessage()).startsWith("Unterminated string");
      String what = isCut ? "it stops short" : "it is malformed";
      throw new JsonEncodingException(what + " at path " + tree.reader.getPath());
    }
  }

  private JsonNode document() throws IOException {
    JsonReader.Token token = reader.peek(); // strict as yet: a page must not be read as a word
    if (token != JsonReader.Token.BEGIN_OBJECT) {
      throw new JsonDataException("it is no object, but " + name(token) + " at path $");
    }
    reader.setLenient(true);
    JsonNode document;
    try {
      document = object(0);
    } catch (JsonDataException tooDeep) { // all that a reader which skips can meet
      throw new AnswerLimitException("the answer is nested deeper than 255 levels");
    }
    if (!unknown.isEmpty()) JsonNames.learn(unknown);
    reader.setLenient(false);
    JsonReader.Token ignored = reader.peek(); // strict again: fails if anything follows
    return document;
  }

  private JsonNode value(String name, int depth) throws IOException {
    if (++nodes > MAX_NODES) {
      throw new AnswerLimitException("the answer has more than " + MAX_NODES + " values");
    }
    bound();
    switch (reader.peek()) {
      case BEGIN_OBJECT:
        return depth < MAX_DEPTH ? object(depth) : skip();
      case BEGIN_ARRAY:
        return depth < MAX_DEPTH ? list(name, depth) : skip();
      case STRING:
        return guard != null ? string(name) : JsonNode.string(reader.nextString());
      case NUMBER:
        return JsonNode.digits(reader.nextString());
      case BOOLEAN:
        return JsonNode.bool(reader.nextBoolean());
      default:
        return skip();
    }
  }

  private JsonNode object(int depth) throws IOException {
    JsonFields fields = new JsonFields();
    reader.beginObject();
    while (hasNext()) {
      String name = names.next(reader, unknown);
      fields.put(name, value(name, depth + 1));
    }
    reader.endObject();
    return JsonNode.object(fields);
  }

  private JsonNode list(String name, int depth) throws IOException {
    List<JsonNode> items = Collections.emptyList();
    reader.beginArray();
    while (hasNext()) {
      if (items.isEmpty()) items = new ArrayList<>();
      items.add(value(name, depth + 1));
    }
    reader.endArray();
    return JsonNode.list(items);
  }

  private boolean hasNext() throws IOException {
    bound();
    return reader.hasNext();
  }

  private JsonNode skip() throws IOException {
    unbound();
    reader.skipValue();
    return JsonNode.ABSENT;
  }

  /** A text of an answer that may hold long ones. It is still JSON, in quotes and with escapes. */
  private JsonNode string(String name) throws IOException {
    unbound();
    String path = reader.getPath();
    try (BufferedSource text = reader.nextSource()) {
      if (!text.request(MAX_TEXT + 1)) {
        JsonReader again = JsonReader.of(new Buffer().write(text.readByteArray()));
        again.setLenient(true); // as the answer itself is read
        return JsonNode.string(again.nextString());
      }
      JsonNode image = imageNames.contains(name) ? image(text, path) : JsonNode.ABSENT;
      long ignored = text.readAll(Okio.blackhole()); // the reader would skip it in its next step
      return image;
    }
  }

  private JsonNode image(BufferedSource text, String path) throws IOException {
    long left = Math.min(maxImageBytes, MAX_IMAGES * maxImageBytes - inlineBytes);
    try {
      ImageSink to = sink;
      if (to != null) return streamed(text, path, to);
      Buffer image = new Buffer();
      inlineBytes += Base64Text.decode(text, path, image, left);
      return JsonNode.inline(image.readByteArray());
    } catch (JsonDataException notBase64) {
      return JsonNode.ABSENT;
    } catch (Base64Text.TooLongException e) {
      boolean isLast = left < maxImageBytes; // it fits by itself, but not beside the others
      throw new AnswerLimitException(
          isLast
              ? "the answer's images together are larger than "
                  + MAX_IMAGES
                  + " times maxImageBytes"
              : "the answer's images are larger than " + maxImageBytes + " bytes (maxImageBytes)");
    }
  }

  /** Bounded one by one only: what goes to a file or a consumer fills no memory. */
  private JsonNode streamed(BufferedSource text, String path, ImageSink to) throws IOException {
    StreamedImage image = new StreamedImage(to, streamed, path);
    BufferedSink buffered = Okio.buffer(image);
    long ignored = Base64Text.decode(text, path, buffered, maxImageBytes);
    buffered.emit(); // not close(), which closes what is behind it even if this fails
    image.close();
    return JsonNode.streamed(streamed++);
  }

  private void bound() {
    if (guard != null) guard.bound();
  }

  private void unbound() {
    if (guard != null) guard.unbound();
  }

  private static String name(JsonReader.Token token) {
    switch (token) {
      case BEGIN_ARRAY:
        return "a list";
      case STRING:
        return "a text";
      case NUMBER:
        return "a number";
      case BOOLEAN:
        return "true or false";
      default:
        return "null";
    }
  }

  /**
   * Keeps names and numbers bounded, which the reader wants whole before it gives them out, and the
   * whole answer: what is skipped may be longer than all images together, but has an end.
   */
  private static final class Guard extends ForwardingSource {
    private static final int AHEAD = 1 << 13; // what a read may bring beyond what was asked for

    private final long maxImageBytes;
    private long left = Long.MAX_VALUE;
    private long count;

    Guard(BufferedSource source, long maxImageBytes) {
      super(source);
      this.maxImageBytes = maxImageBytes;
    }

    void bound() {
      left = MAX_TEXT + AHEAD;
    }

    void unbound() {
      left = Long.MAX_VALUE;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      if (left <= 0) {
        throw new AnswerLimitException(
            "the answer has a name or number longer than " + MAX_TEXT + " bytes");
      }
      long read = super.read(sink, byteCount);
      if (read > 0) left -= read;
      count += read;
      if (count > 2 * MAX_IMAGES * maxImageBytes + MAX_TEXT) { // base64 takes a third more
        throw new AnswerLimitException(
            "the answer is larger than " + 2 * MAX_IMAGES + " images (maxImageBytes)");
      }
      return read;
    }
  }
}
