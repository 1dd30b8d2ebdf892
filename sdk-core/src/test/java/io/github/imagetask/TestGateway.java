package io.github.imagetask;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Credentials;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.ErrorText;
import io.github.imagetask.spi.Fields;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.JsonNode;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.StatusWords;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.spi.Urls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * The gateway of core's own tests. Its request is the prompt; it submits {@code {"prompt":…}} to
 * {@code /tasks} and queries {@code /tasks/{id}}. An answer is
 *
 * <pre>{@code {"id": "t1", "status": "running", "progress": "50%", "images": ["http://…"],
 *  "inline": "base64", "error": {"code": "x", "message": "y"}}}</pre>
 *
 * or a fault, {@code {"fault": "code", "message": "…"}}: {@code limit} is a rate limit, {@code key}
 * a wrong key, {@code gone} not found, {@code busy} unavailable, {@code never} unavailable for
 * good, {@code upstream} unavailable and maybe processed, {@code vague} unavailable and nobody
 * knows, {@code fee} refused for a fee. A fault may have an id, too.
 */
final class TestGateway implements Gateway<String> {
  static final String KEY = "test-key-core-0123456789";

  static final ErrorTable ERRORS =
      ErrorTable.builder()
          .refused(ErrorKind.RATE_LIMIT, "limit")
          .refused(ErrorKind.AUTHENTICATION, "key")
          .refused(ErrorKind.NOT_FOUND, "gone")
          .refused(ErrorKind.UNAVAILABLE, "busy")
          .refusedForGood(ErrorKind.UNAVAILABLE, "never")
          .refusedForAFee(ErrorKind.CONTENT_REJECTED, "fee")
          .failedBehind(ErrorKind.UNAVAILABLE, "upstream")
          .failed(ErrorKind.UNAVAILABLE, "vague")
          .build();

  private final HttpUrl base;
  private final Credentials credentials;

  TestGateway(HttpUrl base) {
    this.base = base;
    this.credentials = new OriginCredentials(base);
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public HttpUrl address() {
    return base;
  }

  @Override
  public PollPolicy pollPolicy() {
    return PollPolicy.ofDefaults();
  }

  @Override
  public List<ModelInfo> models() {
    return Collections.emptyList();
  }

  @Override
  public Submission submit(String prompt) {
    Request request =
        new Request.Builder()
            .url(base.newBuilder().addPathSegment("tasks").build())
            .post(new Fields().add("prompt", prompt).json())
            .build();
    return Submission.of(request, null, "trace-" + prompt.length());
  }

  @Override
  public Request query(TaskKey key) {
    if (key.kind() != null) throw new IllegalArgumentException("no kind " + key.kind());
    return new Request.Builder()
        .url(base.newBuilder().addPathSegment("tasks").addPathSegment(key.id()).build())
        .build();
  }

  @Override
  public Reading readSubmit(Answer answer) throws IOException {
    return read(answer);
  }

  @Override
  public Reading readQuery(TaskKey key, Answer answer) throws IOException {
    return read(answer);
  }

  /** Everything at the gateway's origin gets the key, results included. */
  @Override
  public Credentials credentials() {
    return credentials;
  }

  private static Reading read(Answer answer) throws IOException {
    JsonNode body = answer.json(Set.of("inline"));
    String fault = body.text("fault");
    if (fault != null) {
      return Reading.fault(
          ERRORS.fault(answer.status(), fault, body.text("message")), body.text("id"));
    }
    String word = body.text("status");
    if (word == null && body.text("id") == null) {
      throw new JsonDataException("neither task nor fault at path $");
    }
    ErrorText error = ErrorText.of(body.at("error"));
    TaskError failed =
        error == null ? null : TaskError.of(ErrorKind.UNKNOWN, error.code(), error.message());
    List<Reading.Image> images = new ArrayList<>();
    for (JsonNode each : body.at("images").items()) {
      images.add(Reading.Image.url(each.text() == null ? "" : each.text()));
    }
    byte[] inline = inline(body.at("inline"));
    if (inline != null) images.add(Reading.Image.inline(inline));
    return Reading.task(StatusWords.status(word))
        .id(body.text("id"))
        .rawStatus(word)
        .progress(body.progress("progress"))
        .addImages(images)
        .error(failed)
        .build();
  }

  /** Core's tests put in what they like, images or not. */
  private static byte[] inline(JsonNode node) {
    String text = node.text();
    return text == null ? node.bytes() : Base64.getDecoder().decode(text);
  }

  /** A key for all that the origin has. */
  private record OriginCredentials(HttpUrl base) implements Credentials {
    @Override
    public boolean owns(HttpUrl url) {
      return Urls.sameOrigin(url, base);
    }

    @Override
    public Request authorize(Request request) {
      return request.newBuilder().header("Authorization", "Bearer " + KEY).build();
    }

    @Override
    public List<String> secrets() {
      return Collections.singletonList(KEY);
    }
  }
}
