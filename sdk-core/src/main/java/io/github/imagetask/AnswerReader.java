package io.github.imagetask;

import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ImageSink;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Makes an {@link Answer} of an HTTP response, which stays open while the answer is read. */
final class AnswerReader {
  /** Larger bodies of errors are pages of somebody else's. */
  private static final long MAX_ERROR_BYTES = 1 << 16;

  /** How long the body of an error may take: some proxies announce no length and never end it. */
  private static final long ERROR_SECONDS = 2;

  private final long maxImageBytes;
  private final @Nullable ImageSink sink;

  /**
   * @param maxImageBytes how large an image in an answer may be
   * @param sink takes large ones as they come; null keeps them
   */
  AnswerReader(long maxImageBytes, @Nullable ImageSink sink) {
    this.maxImageBytes = maxImageBytes;
    this.sink = sink;
  }

  /** An answer of which nothing but the status came. */
  static Answer empty(int status) {
    return Answer.of(status, new Buffer());
  }

  /** What a response holds: of a success as it streams, of an error its beginning. */
  Answer read(Response response) {
    ResponseBody body = response.body();
    if (body == null) return empty(response.code());
    if (response.isSuccessful()) {
      return Answer.of(response.code(), body.source(), maxImageBytes, sink);
    }
    return Answer.of(
        response.code(), inUtf8(beginning(body.source()), body.contentType()), maxImageBytes);
  }

  /**
   * The beginning of a body that nothing else is read of, tolerantly: what the status says stands,
   * even if the body breaks off or never ends.
   */
  static Buffer beginning(BufferedSource source) {
    Buffer head = new Buffer();
    try {
      source.timeout().deadline(ERROR_SECONDS, TimeUnit.SECONDS);
      source.request(MAX_ERROR_BYTES);
    } catch (IOException cut) {
      // What came before is still there.
    }
    head.write(source.getBuffer(), Math.min(MAX_ERROR_BYTES, source.getBuffer().size()));
    return head;
  }

  /** An error's text in the charset that it declares: a page in front may well write GBK. */
  private static Buffer inUtf8(Buffer body, @Nullable MediaType type) {
    Charset charset = type == null ? null : type.charset();
    if (charset == null || charset.equals(StandardCharsets.UTF_8)) return body;
    return new Buffer().writeUtf8(body.readString(charset));
  }
}
