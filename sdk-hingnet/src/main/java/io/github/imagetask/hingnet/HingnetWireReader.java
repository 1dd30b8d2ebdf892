package io.github.imagetask.hingnet;

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
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Hingnet's answers: a task, whose fields come and go with its state, or an error without a task.
 * An error beside the status failed is the task's, any other the call's.
 */
final class HingnetWireReader {
  // Section "storage" has the first code, the page of the synchronous routes the second.
  private static final String NO_STORAGE = "storage_not_configured";
  // spotless:off
  private static final ErrorTable ERRORS =
      ErrorTable.builder()
          .codes(ErrorKind.UNAVAILABLE, NO_STORAGE, "image_url_not_available")
          .build();
  // spotless:on

  private static final String NO_STORAGE_ADVICE =
      "the gateway's operator must configure object storage (S3 or AliOSS);"
          + " no asynchronous image task runs without it";

  // Epoch seconds; beyond this, in the year 5138, they must be milliseconds.
  private static final double MAX_SECONDS = 1e11;
  private static final double MAX_MILLIS = 1e15;

  Reading submit(Answer answer) throws IOException {
    return read(answer, true);
  }

  Reading query(Answer answer) throws IOException {
    return read(answer, false);
  }

  private Reading read(Answer answer, boolean isSubmit) throws IOException {
    Part task = answer.json(Part::read);
    Json.ErrorText error = task.error;
    if (!answer.isSuccessful()) {
      // A status word under such an answer says nothing; only an error may. A bare string under 5xx
      // could be any proxy's, and then the submit isn't known to be refused.
      boolean isOwn = task.isErrorObject || answer.status() < 500;
      if (error != null && isOwn) return fault(answer.status(), error);
      throw new JsonDataException("no error of the gateway's own at path $.error");
    }
    if ((isSubmit ? task.id() : task.word) == null) {
      // A task that can't be named, or of which nothing is said.
      if (error != null) return fault(answer.status(), error);
      throw new JsonDataException("nothing at path $." + (isSubmit ? "id" : "status"));
    }
    return task(answer.status(), task);
  }

  private static Reading task(int httpStatus, Part task) {
    TaskStatus status = status(task.word);
    Reading.Builder reading =
        Reading.task(status).id(task.id()).rawStatus(task.word).progress(task.progress);
    if (status == TaskStatus.SUCCEEDED) reading.addImages(images(task));
    if (status == TaskStatus.FAILED) reading.error(error(httpStatus, task.error));
    return reading.build();
  }

  /** The four words of section "polling", and the one that "Sora style" has for the first. */
  private static TaskStatus status(@Nullable String word) {
    switch (word == null ? "" : word.trim().toLowerCase(Locale.ROOT)) {
      case "pending":
      case "queued":
        return TaskStatus.QUEUED;
      case "in_progress":
        return TaskStatus.RUNNING;
      case "completed":
        return TaskStatus.SUCCEEDED;
      case "failed":
        return TaskStatus.FAILED;
      default:
        return TaskStatus.UNKNOWN;
    }
  }

  private static List<Reading.Image> images(Part task) {
    Instant expiresAt = expiry(task.expiresAt);
    List<Reading.Image> images = new ArrayList<>();
    for (String each : task.urls) {
      if (HttpUrl.parse(each) != null) images.add(Reading.Image.url(each, expiresAt));
    }
    return images;
  }

  private static @Nullable Instant expiry(@Nullable String text) {
    if (text == null) return null;
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
    if (!(value > 0 && value < MAX_MILLIS)) return null; // NaN isn't either
    return value > MAX_SECONDS
        ? Instant.ofEpochMilli((long) value)
        : Instant.ofEpochSecond((long) value);
  }

  private static Reading fault(int httpStatus, Json.ErrorText error) {
    TaskError known = error(httpStatus, error);
    // A storage isn't configured while a wait goes on.
    boolean isRetryable =
        ErrorTable.isRetryable(known.kind(), httpStatus) && !NO_STORAGE.equals(known.code());
    return Reading.fault(known, isRetryable);
  }

  private static TaskError error(int httpStatus, Json.@Nullable ErrorText error) {
    if (error == null) return ERRORS.error(httpStatus, null, null);
    String message = error.message();
    if (NO_STORAGE.equals(error.code())) message += "; " + NO_STORAGE_ADVICE;
    return ERRORS.error(httpStatus, error.code(), message);
  }

  /** What an answer's object says: a task, an error, or both. */
  private static final class Part {
    @Nullable String taskId;
    @Nullable String ownId;
    @Nullable String word;
    @Nullable Integer progress;
    @Nullable String expiresAt;
    List<String> urls = new ArrayList<>();
    Json.@Nullable ErrorText error;
    boolean isErrorObject;

    /** Both are the same (section "generations"), so that one of them is enough. */
    @Nullable String id() {
      return taskId != null ? taskId : ownId;
    }

    static Part read(JsonReader reader) throws IOException {
      Part part = new Part();
      reader.beginObject();
      while (reader.hasNext()) {
        switch (reader.nextName()) {
          case "task_id":
            part.taskId = Json.textOrSkip(reader);
            break;
          case "id":
            part.ownId = Json.textOrSkip(reader);
            break;
          case "status":
            part.word = Json.textOrSkip(reader);
            break;
          case "progress":
            part.progress = Json.progress(reader);
            break;
          case "expires_at":
            part.expiresAt = Json.textOrSkip(reader);
            break;
          case "data":
            part.readData(reader);
            break;
          case "error":
            part.isErrorObject = reader.peek() == JsonReader.Token.BEGIN_OBJECT;
            part.error = Json.error(reader);
            break;
          default:
            reader.skipValue();
        }
      }
      reader.endObject();
      return part;
    }

    private void readData(JsonReader reader) throws IOException {
      if (reader.peek() != JsonReader.Token.BEGIN_ARRAY) {
        reader.skipValue();
        return;
      }
      reader.beginArray();
      while (reader.hasNext()) {
        if (reader.peek() == JsonReader.Token.BEGIN_OBJECT) {
          readImage(reader);
        } else {
          reader.skipValue();
        }
      }
      reader.endArray();
    }

    private void readImage(JsonReader reader) throws IOException {
      reader.beginObject();
      while (reader.hasNext()) {
        if (!reader.nextName().equals("url")) {
          reader.skipValue();
          continue;
        }
        String url = Json.textOrSkip(reader);
        if (url != null) urls.add(url);
      }
      reader.endObject();
    }
  }
}
