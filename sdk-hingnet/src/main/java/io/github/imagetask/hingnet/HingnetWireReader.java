package io.github.imagetask.hingnet;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.ErrorText;
import io.github.imagetask.spi.ImageList;
import io.github.imagetask.spi.JsonNode;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.StatusWords;
import java.io.IOException;
import java.time.Instant;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Hingnet's answers: a task, whose fields come and go with its state, or an error without a task.
 * An error beside the status failed is the task's, any other the call's.
 */
final class HingnetWireReader {
  // Section "storage" has the first code, the page of the synchronous routes the second: the image
  // may have been made, only there is no place for it.
  static final String NO_STORAGE = "storage_not_configured";
  // spotless:off
  static final ErrorTable ERRORS =
      ErrorTable.builder()
          .refusedForGood(ErrorKind.UNAVAILABLE, NO_STORAGE) // none appears while a wait goes on
          .failedBehind  (ErrorKind.UNAVAILABLE, "image_url_not_available")
          // OpenAI's, of gpt-image-2; whether the prompt or the image displeased, they don't say.
          .failed        (ErrorKind.CONTENT_REJECTED, "moderation_blocked", "content_policy_violation")
          .build();
  // spotless:on

  private static final String NO_STORAGE_ADVICE =
      "the gateway's operator must configure object storage (S3 or AliOSS);"
          + " no asynchronous image task runs without it";

  private static final String ID = "id";
  private static final String TASK_ID = "task_id";
  private static final String STATUS = "status";

  // Epoch seconds; beyond this, in the year 5138, they must be milliseconds.
  private static final double MAX_SECONDS = 1e11;
  private static final double MAX_MILLIS = 1e15;

  private final HttpUrl baseUrl;

  HingnetWireReader(HttpUrl baseUrl) {
    this.baseUrl = baseUrl;
  }

  Reading submit(Answer answer) throws IOException {
    return read(answer, ID, TASK_ID);
  }

  Reading query(Answer answer) throws IOException {
    return read(answer, STATUS);
  }

  /**
   * @param required the fields of which one must be there, or the answer is no task: one that can't
   *     be named, or of which nothing is said
   */
  private Reading read(Answer answer, String... required) throws IOException {
    JsonNode task = answer.json(ImageList.NAMES);
    ErrorText error = ErrorText.of(task.at("error"));
    boolean isTask = answer.isSuccessful() && task.firstText(required) != null;
    if (isTask) return task(answer.status(), task, error);
    // A status word under an HTTP error says nothing; only an error may.
    if (error != null) {
      return Reading.fault(ERRORS.fault(answer.status(), error(answer.status(), error)));
    }
    throw answer.isSuccessful()
        ? JsonNode.nothingAt("$." + required[0])
        : new JsonDataException("no error of the gateway's own at path $.error");
  }

  private Reading task(int httpStatus, JsonNode task, @Nullable ErrorText error) {
    String word = task.text(STATUS);
    TaskStatus status = StatusWords.status(word);
    Reading.Builder reading =
        Reading.task(status)
            .id(task.firstText(TASK_ID, ID)) // both are the same (section "generations")
            .rawStatus(word)
            .progress(task.progress("progress"))
            .createdAt(instant(task.number("created_at")))
            .completedAt(instant(task.number("completed_at")));
    if (status == TaskStatus.SUCCEEDED) {
      Instant expiresAt = instant(task.number("expires_at"));
      reading.addImages(ImageList.of(baseUrl, expiresAt).add(task.at("data")).toList());
    }
    if (status == TaskStatus.FAILED) {
      reading.error(StatusWords.error(word, error(httpStatus, error)));
    }
    return reading.build();
  }

  private static @Nullable Instant instant(@Nullable Double value) {
    if (value == null || value <= 0 || value >= MAX_MILLIS) return null;
    return value > MAX_SECONDS
        ? Instant.ofEpochMilli(value.longValue())
        : Instant.ofEpochSecond(value.longValue());
  }

  private static TaskError error(int httpStatus, @Nullable ErrorText error) {
    if (error == null) return ERRORS.error(httpStatus, null, null);
    String message = error.message();
    if (NO_STORAGE.equals(error.code())) message += "; " + NO_STORAGE_ADVICE;
    return ERRORS.error(httpStatus, error.code(), message);
  }
}
