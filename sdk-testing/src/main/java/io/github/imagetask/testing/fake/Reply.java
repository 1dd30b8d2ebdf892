package io.github.imagetask.testing.fake;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP answer before it is put on the wire. Immutable, but for the bytes, which are shared. */
public final class Reply {
  final int status;
  final @Nullable String contentType;
  final byte[] body;
  final Map<String, String> headers;

  private Reply(
      int status, @Nullable String contentType, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
  }

  /**
   * Returns an answer in JSON.
   *
   * @param json what {@link Json#write} takes
   */
  public static Reply json(int status, Object json) {
    return text(status, "application/json; charset=utf-8", Json.write(json));
  }

  /** Returns an answer of any other type, or of none. */
  public static Reply text(int status, @Nullable String contentType, String body) {
    return new Reply(
        status, contentType, body.getBytes(StandardCharsets.UTF_8), Collections.emptyMap());
  }

  static Reply bytes(String contentType, byte[] body) {
    return new Reply(200, contentType, body, Collections.emptyMap());
  }

  Reply with(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Reply(status, contentType, body, all);
  }

  Reply body(byte[] other) {
    return new Reply(status, contentType, other, headers);
  }

  boolean isImage() {
    return contentType != null && contentType.startsWith("image/");
  }
}
