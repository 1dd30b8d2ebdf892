package io.github.imagetask.spi;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.Objects;
import okio.Buffer;

/** An HTTP answer, read whole and bounded: its status and its body. */
public final class Answer {
  private final int status;
  private final Buffer body;

  private Answer(int status, Buffer body) {
    this.status = status;
    this.body = body;
  }

  /** Returns an answer; the buffer must not be changed afterwards. */
  public static Answer of(int status, Buffer body) {
    return new Answer(status, Objects.requireNonNull(body, "body == null"));
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
   * Reads the body as one JSON document, to its very end: trailing garbage is an error, and so is a
   * document that stops short.
   */
  public <T> T json(JsonParser<T> parser) throws IOException {
    JsonReader reader = JsonReader.of(body.clone());
    T value = parser.parse(reader);
    if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
      throw new JsonDataException("the document goes on after its end at path " + reader.getPath());
    }
    return value;
  }

  /** The body's first bytes as text, at most this many. */
  public String text(long maxBytes) {
    Buffer head = new Buffer();
    body.copyTo(head, 0, Math.min(maxBytes, body.size()));
    return head.readUtf8();
  }

  /**
   * Reads a value from JSON.
   *
   * @param <T> what is read
   */
  public interface JsonParser<T> {
    /** Reads one value and leaves the reader behind it. */
    T parse(JsonReader reader) throws IOException;
  }
}
