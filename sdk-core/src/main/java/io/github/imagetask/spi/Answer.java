package io.github.imagetask.spi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer: its status, and its body, which is read once, as it streams. Its beginning is
 * kept for messages.
 */
public final class Answer {
  /** How much of the beginning is kept, in bytes. */
  private static final int HEAD = 1 << 13;

  private static final long DEFAULT_MAX_IMAGE_BYTES = 64L << 20;

  private final int status;
  private final BufferedSource body;
  private final long maxImageBytes;
  private final @Nullable ImageSink sink;
  private byte @Nullable [] head; // of one that is read as it streams
  private @Nullable JsonNode json;

  private Answer(int status, Source body, long maxImageBytes, @Nullable ImageSink sink) {
    this.status = status;
    this.body = body instanceof BufferedSource ? (BufferedSource) body : Okio.buffer(body);
    this.maxImageBytes = maxImageBytes;
    this.sink = sink;
  }

  /**
   * Returns an answer.
   *
   * @param body read at most once, and closed by whoever opened it
   * @param maxImageBytes how large an image in it may be
   */
  public static Answer of(int status, Source body, long maxImageBytes) {
    return of(status, body, maxImageBytes, null);
  }

  /**
   * Returns an answer whose images are too large for the memory.
   *
   * @param sink takes them as they come; null keeps them
   */
  public static Answer of(int status, Source body, long maxImageBytes, @Nullable ImageSink sink) {
    return new Answer(status, Objects.requireNonNull(body, "body == null"), maxImageBytes, sink);
  }

  /** Returns an answer whose images may have 64 MiB each. */
  public static Answer of(int status, Source body) {
    return of(status, body, DEFAULT_MAX_IMAGE_BYTES);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the status is 2xx. */
  public boolean isSuccessful() {
    return status >= 200 && status < 300;
  }

  /**
   * Reads the body as one JSON object, to its very end. Texts longer than 64 KiB are left out, but
   * under these names, where an image in base64 may stand: {@link JsonNode#bytes()}.
   *
   * @throws AnswerLimitException if it has too many values, or too large an image
   * @throws com.squareup.moshi.JsonDataException if it is JSON, but no object
   * @throws IOException if it is no JSON, or can't be read to its end
   */
  public JsonNode json(Set<String> imageNames) throws IOException {
    JsonNode read = json;
    if (read == null) {
      if (body.request(JsonTree.MAX_TEXT + 1)) {
        head = beginning();
        read = JsonTree.read(body, imageNames, maxImageBytes, sink);
      } else {
        read = small(imageNames);
      }
      json = read;
    }
    return read;
  }

  /** Reads the body of an answer in which no image may stand; see {@link #json(Set)}. */
  public JsonNode json() throws IOException {
    return json(Collections.emptySet());
  }

  /**
   * Reads an answer of which all is there, and leaves it for {@link #text}. From a copy: a buffer
   * that shares its segments would keep them from their pool.
   */
  private JsonNode small(Set<String> imageNames) throws IOException {
    Buffer copy = new Buffer();
    try {
      body.getBuffer().copyTo(copy.outputStream(), 0, body.getBuffer().size());
      return JsonTree.read(copy, imageNames, maxImageBytes, sink);
    } finally {
      copy.clear();
    }
  }

  /** The body's first bytes as text, at most this many, and no more than 8 KiB. */
  public String text(int maxBytes) {
    byte[] bytes = head == null ? beginning() : head;
    return new String(bytes, 0, Math.min(maxBytes, bytes.length), StandardCharsets.UTF_8);
  }

  /** The first bytes, as far as they come; nothing has been read yet. */
  private byte[] beginning() {
    try {
      boolean unused = body.request(HEAD);
    } catch (IOException cut) {
      // What came before is still there.
    }
    Buffer all = body.getBuffer();
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    try {
      all.copyTo(first, 0, Math.min(HEAD, all.size()));
    } catch (IOException e) {
      throw new AssertionError(e); // an array doesn't fail
    }
    return first.toByteArray();
  }
}
