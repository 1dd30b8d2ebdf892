package com.example.lumen;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.Json;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lumen's answers: a job, or a problem. */
final class LumenWireReader {
  // spotless:off
  private static final ErrorTable PROBLEMS =
      ErrorTable.builder()
          .codes(ErrorKind.AUTHENTICATION,  "bad_key")
          .codes(ErrorKind.INVALID_REQUEST, "bad_order")
          .codes(ErrorKind.NOT_FOUND,       "no_such_job")
          .codes(ErrorKind.QUOTA,           "empty_purse")
          .codes(ErrorKind.RATE_LIMIT,      "too_fast")
          .codes(ErrorKind.UNAVAILABLE,     "dark")
          .build();
  // spotless:on

  private @Nullable String ref;
  private @Nullable String phase;
  private @Nullable Integer percent;
  private @Nullable String problem;
  private @Nullable String says;
  private final List<Reading.Image> images = new ArrayList<>();

  private LumenWireReader() {}

  static Reading read(Answer answer) throws IOException {
    LumenWireReader parts = new LumenWireReader();
    answer.json(
        reader -> {
          parts.fields(reader);
          return parts;
        });
    return parts.reading(answer);
  }

  private Reading reading(Answer answer) {
    if (phase == null && problem != null) {
      TaskError error = PROBLEMS.error(answer.status(), problem, says);
      return Reading.fault(error, ErrorTable.isRetryable(error.kind(), answer.status()));
    }
    if (phase == null || ref == null || !answer.isSuccessful()) {
      throw new JsonDataException("neither a job nor a problem at path $");
    }
    TaskStatus status = status(phase);
    Reading.Builder job = Reading.task(status).id(ref).rawStatus(phase).progress(percent);
    if (status == TaskStatus.SUCCEEDED) job.addImages(images);
    if (status == TaskStatus.FAILED) job.error(PROBLEMS.error(answer.status(), problem, says));
    return job.build();
  }

  private static TaskStatus status(String phase) {
    switch (phase) {
      case "waiting":
        return TaskStatus.QUEUED;
      case "drawing":
        return TaskStatus.RUNNING;
      case "drawn":
        return TaskStatus.SUCCEEDED;
      case "spoiled":
        return TaskStatus.FAILED;
      default:
        return TaskStatus.UNKNOWN;
    }
  }

  /** The answer, its job, the job's outcome and problem: no name means two things. */
  private void fields(JsonReader reader) throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "job":
        case "outcome":
        case "problem":
          if (reader.peek() == JsonReader.Token.BEGIN_OBJECT) fields(reader);
          else reader.skipValue();
          break;
        case "ref":
          ref = Json.textOrSkip(reader);
          break;
        case "phase":
          phase = Json.textOrSkip(reader);
          break;
        case "share":
          percent = (int) (100 * reader.nextDouble());
          break;
        case "id":
          problem = Json.textOrSkip(reader);
          break;
        case "says":
          says = Json.textOrSkip(reader);
          break;
        case "pictures":
          pictures(reader);
          break;
        default:
          reader.skipValue();
      }
    }
    reader.endObject();
  }

  private void pictures(JsonReader reader) throws IOException {
    reader.beginArray();
    while (reader.hasNext()) {
      String href = null;
      Instant until = null;
      reader.beginObject();
      while (reader.hasNext()) {
        switch (reader.nextName()) {
          case "href":
            href = Json.textOrSkip(reader);
            break;
          case "until":
            until = Instant.ofEpochSecond(reader.nextLong());
            break;
          default:
            reader.skipValue();
        }
      }
      reader.endObject();
      if (href != null) images.add(Reading.Image.url(href, until));
    }
    reader.endArray();
  }
}
