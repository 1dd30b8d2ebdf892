package com.example.lumen;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.JsonNode;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.time.Instant;
import okhttp3.HttpUrl;

/** Lumen's answers: a job, or a problem. */
final class LumenWireReader {
  // spotless:off
  private static final ErrorTable PROBLEMS =
      ErrorTable.builder()
          .refused(ErrorKind.AUTHENTICATION,  "bad_key")
          .refused(ErrorKind.INVALID_REQUEST, "bad_order")
          .refused(ErrorKind.NOT_FOUND,       "no_such_job")
          .refused(ErrorKind.QUOTA,           "empty_purse")
          .refused(ErrorKind.RATE_LIMIT,      "too_fast")
          .failed (ErrorKind.UNAVAILABLE,     "dark")
          .build();
  // spotless:on

  private LumenWireReader() {}

  static Reading read(Answer answer) throws IOException {
    JsonNode body = answer.json();
    JsonNode job = body.at("job");
    String phase = job.text("phase");
    String problem = body.at("problem").text("id");
    if (phase == null && problem != null) {
      String says = body.at("problem").text("says");
      return Reading.fault(PROBLEMS.fault(answer.status(), problem, says));
    }
    String ref = job.text("ref");
    if (phase == null || ref == null || !answer.isSuccessful()) {
      throw new JsonDataException("neither a job nor a problem at path $");
    }
    Double share = job.number("share");
    Reading.Builder reading =
        Reading.task(status(phase))
            .id(ref)
            .rawStatus(phase)
            .progress(share == null ? null : (Integer) (int) (100 * share));
    switch (status(phase)) {
      case SUCCEEDED:
        for (JsonNode each : job.at("outcome").at("pictures").items()) picture(each, reading);
        break;
      case FAILED:
        JsonNode why = job.at("problem");
        reading.error(PROBLEMS.error(answer.status(), why.text("id"), why.text("says")));
        break;
      default:
    }
    return reading.build();
  }

  /** Lumen's own words, which mean nothing elsewhere. */
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

  private static void picture(JsonNode picture, Reading.Builder reading) {
    String href = picture.text("href");
    Double until = picture.number("until");
    if (href == null || HttpUrl.parse(href) == null) return;
    Instant expiresAt = until == null ? null : Instant.ofEpochSecond(until.longValue());
    reading.addImage(Reading.Image.url(href, expiresAt));
  }
}
