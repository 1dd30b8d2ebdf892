package io.github.imagetask;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Credentials;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.Fields;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Json;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.spi.Urls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
 * good, {@code upstream} unavailable and maybe processed.
 */
final class TestGateway implements Gateway<String> {
  static final String KEY = "test-key-core-0123456789";

  private static final ErrorTable ERRORS =
      ErrorTable.builder()
          .codes(ErrorKind.RATE_LIMIT, "limit")
          .codes(ErrorKind.AUTHENTICATION, "key")
          .codes(ErrorKind.NOT_FOUND, "gone")
          .codes(ErrorKind.UNAVAILABLE, "busy", "never", "upstream")
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
    return answer.json(reader -> read(answer.status(), reader));
  }

  private static Reading read(int httpStatus, JsonReader reader) throws IOException {
    String id = null;
    String word = null;
    String fault = null;
    String message = null;
    Integer progress = null;
    Json.ErrorText error = null;
    List<Reading.Image> images = new ArrayList<>();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "id" -> id = Json.text(reader);
        case "status" -> word = Json.text(reader);
        case "progress" -> progress = Json.progress(reader);
        case "fault" -> fault = Json.text(reader);
        case "message" -> message = Json.text(reader);
        case "error" -> error = Json.error(reader);
        case "inline" -> images.add(Reading.Image.inline(Json.base64(reader)));
        case "images" -> {
          reader.beginArray();
          while (reader.hasNext()) images.add(Reading.Image.url(reader.nextString()));
          reader.endArray();
        }
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    if (fault != null) {
      TaskError what = ERRORS.error(httpStatus, fault, message);
      boolean retryable = !fault.equals("never") && ErrorTable.isRetryable(what.kind(), httpStatus);
      return Reading.fault(what, retryable, fault.equals("upstream"));
    }
    if (word == null && id == null) throw new JsonDataException("neither task nor fault at path $");
    TaskStatus status =
        switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
          case "queued" -> TaskStatus.QUEUED;
          case "running" -> TaskStatus.RUNNING;
          case "done" -> TaskStatus.SUCCEEDED;
          case "failed" -> TaskStatus.FAILED;
          default -> TaskStatus.UNKNOWN;
        };
    TaskError failed =
        error == null ? null : TaskError.of(ErrorKind.UNKNOWN, error.code(), error.message());
    return Reading.task(status)
        .id(id)
        .rawStatus(word)
        .progress(progress)
        .addImages(images)
        .error(failed)
        .build();
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
