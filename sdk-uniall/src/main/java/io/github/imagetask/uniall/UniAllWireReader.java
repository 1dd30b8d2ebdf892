package io.github.imagetask.uniall;

import static java.util.Arrays.asList;

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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * UniAll's answers: a task, with the envelope of section 7 or without it as in section 6, or an
 * error in new-api's two shapes, {@code {"error": {…}}} and the envelope with another code than
 * success.
 */
final class UniAllWireReader {
  private static final String SUCCESS = "success";

  // The document lists no error codes: these are new-api's.
  private static final String MODEL_NOT_FOUND = "model_not_found";
  // spotless:off
  private static final ErrorTable ERRORS =
      ErrorTable.builder()
          .codes(ErrorKind.PERMISSION,       "access_denied")
          .codes(ErrorKind.QUOTA,            "insufficient_user_quota", "pre_consume_token_quota_failed", "quota_not_enough")
          .codes(ErrorKind.INVALID_REQUEST,  "invalid_request", "invalid_parameter", "param_error", "build_request_failed",
                                             "read_request_body_failed", "invalid_api_platform", "model_price_error")
          .codes(ErrorKind.NOT_FOUND,        "task_not_exist", "task_not_found")
          .codes(ErrorKind.CONTENT_REJECTED, "sensitive_words_detected", "prompt_blocked")
          .codes(ErrorKind.UNAVAILABLE,      MODEL_NOT_FOUND, "get_channel_failed", "do_request_failed", "bad_response_status_code", "fail_to_fetch_task")
          .build();
  // spotless:on

  // Passed through from what stands behind the gateway, which may have done the work all the same.
  private static final Set<String> PASSED_THROUGH =
      new HashSet<>(asList("fail_to_fetch_task", "bad_response_status_code"));
  private static final String PASSED_THROUGH_TYPE = "upstream_error";

  private final HttpUrl baseUrl;

  UniAllWireReader(HttpUrl baseUrl) {
    this.baseUrl = baseUrl;
  }

  Reading submit(Answer answer) throws IOException {
    return read(answer, true);
  }

  Reading query(Answer answer) throws IOException {
    return read(answer, false);
  }

  private Reading read(Answer answer, boolean isSubmit) throws IOException {
    Part body = answer.json(reader -> Part.read(reader, true));
    String code = SUCCESS.equalsIgnoreCase(body.codeWord) ? null : body.codeWord;
    boolean isEnvelope = body.codeWord != null || (body.id == null && body.word == null);
    Part task = isEnvelope && body.data != null ? body.data : body;

    Json.ErrorText error = body.error != null ? body.error : task.error;
    if (!answer.isSuccessful()) {
      // A status word under such an answer says nothing; only an error may. A bare string under 5xx
      // could be any proxy's, and then the submit isn't known to be refused.
      boolean isOwn = body.error != null && (body.isErrorObject || answer.status() < 500);
      if (code != null || isOwn) return fault(answer.status(), code, body.error, body.message);
      throw new JsonDataException("no error of the gateway's own at path $.error");
    }
    if (code != null) return fault(answer.status(), code, body.error, body.message);
    if ((isSubmit ? task.id : task.word) == null) {
      // A task that can't be named, or of which nothing is said.
      if (error != null) return fault(answer.status(), null, error, null);
      String path = task == body && body.codeWord == null ? "$." : "$.data.";
      throw new JsonDataException("nothing at path " + path + (isSubmit ? "task_id" : "status"));
    }
    return task(answer.status(), task);
  }

  private Reading task(int httpStatus, Part task) {
    TaskStatus status = status(task.word);
    Reading.Builder reading =
        Reading.task(status).id(task.id).rawStatus(task.word).progress(task.progress);
    if (status == TaskStatus.SUCCEEDED) reading.addImages(images(task));
    if (status == TaskStatus.FAILED) {
      String code = task.error == null ? null : task.error.code();
      String message = task.error == null ? task.failReason : task.error.message();
      reading.error(ERRORS.error(httpStatus, code, message));
    }
    return reading.build();
  }

  /** The four words of section 6, and the long ones that new-api has for the same. */
  private static TaskStatus status(@Nullable String word) {
    switch (word == null ? "" : word.trim().toLowerCase(Locale.ROOT)) {
      case "queued":
      case "not_start":
      case "submitted":
        return TaskStatus.QUEUED;
      case "processing":
      case "in_progress":
        return TaskStatus.RUNNING;
      case "succeeded":
      case "success":
        return TaskStatus.SUCCEEDED;
      case "failed":
      case "failure":
        return TaskStatus.FAILED;
      default:
        return TaskStatus.UNKNOWN;
    }
  }

  /** {@code metadata.result_urls} where there are several images, else {@code result_url}. */
  private List<Reading.Image> images(Part task) {
    List<Reading.Image> images = new ArrayList<>();
    for (String each : task.resultUrls) addImage(each, images);
    if (images.isEmpty()) addImage(task.resultUrl, images);
    return images;
  }

  private void addImage(@Nullable String text, List<Reading.Image> images) {
    if (text == null) return;
    // new-api writes an error text here at times; a path would be meant from the gateway's root.
    if (HttpUrl.parse(text) != null) {
      images.add(Reading.Image.url(text));
    } else if (text.startsWith("/")) {
      HttpUrl resolved = baseUrl.resolve(text);
      if (resolved != null) images.add(Reading.Image.url(resolved.toString()));
    }
  }

  private static Reading fault(
      int httpStatus,
      @Nullable String code,
      Json.@Nullable ErrorText error,
      @Nullable String text) {
    String type = null;
    if (error != null) {
      if (error.code() != null) code = error.code();
      text = error.message();
      type = error.type();
    }
    TaskError known = ERRORS.error(httpStatus, code, text);
    if (MODEL_NOT_FOUND.equals(code) && httpStatus >= 400 && httpStatus < 500) {
      known = TaskError.of(ErrorKind.NOT_FOUND, code, text); // with 503: no channel for it now
    }
    boolean isRetryable = ErrorTable.isRetryable(known.kind(), httpStatus);
    boolean isMaybeProcessed = PASSED_THROUGH.contains(code) || PASSED_THROUGH_TYPE.equals(type);
    return Reading.fault(known, isRetryable, isMaybeProcessed);
  }

  /** What an answer's object says: a flat task, an envelope, the task in an envelope, an error. */
  private static final class Part {
    @Nullable String id;
    @Nullable String word;
    @Nullable Integer progress;
    @Nullable String resultUrl;
    List<String> resultUrls = new ArrayList<>();
    Json.@Nullable ErrorText error;
    boolean isErrorObject;
    @Nullable String failReason;
    @Nullable String codeWord; // a string; a number as code is nothing that the document knows
    @Nullable String message;
    @Nullable Part data;

    static Part read(JsonReader reader, boolean isOutermost) throws IOException {
      Part part = new Part();
      reader.beginObject();
      while (reader.hasNext()) {
        switch (reader.nextName()) {
          case "task_id":
            part.id = Json.textOrSkip(reader);
            break;
          case "status":
            part.word = Json.textOrSkip(reader);
            break;
          case "progress":
            part.progress = Json.progress(reader);
            break;
          case "result_url":
            part.resultUrl = Json.textOrSkip(reader);
            break;
          case "metadata":
            part.readMetadata(reader);
            break;
          case "error":
            part.isErrorObject = reader.peek() == JsonReader.Token.BEGIN_OBJECT;
            part.error = Json.error(reader);
            break;
          case "fail_reason":
            part.failReason = Json.anyText(reader);
            break;
          case "code":
            boolean isWord = reader.peek() == JsonReader.Token.STRING;
            String text = Json.textOrSkip(reader);
            part.codeWord = isWord ? text : null;
            break;
          case "message":
            part.message = Json.textOrSkip(reader);
            break;
          case "data":
            // A task's own "data" is the upstream's raw answer: not ours to read.
            if (isOutermost && reader.peek() == JsonReader.Token.BEGIN_OBJECT) {
              part.data = read(reader, false);
            } else {
              reader.skipValue();
            }
            break;
          default:
            reader.skipValue();
        }
      }
      reader.endObject();
      return part;
    }

    private void readMetadata(JsonReader reader) throws IOException {
      if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
        reader.skipValue();
        return;
      }
      reader.beginObject();
      while (reader.hasNext()) {
        boolean isResults = reader.nextName().equals("result_urls");
        if (!isResults || reader.peek() != JsonReader.Token.BEGIN_ARRAY) {
          reader.skipValue();
          continue;
        }
        reader.beginArray();
        while (reader.hasNext()) {
          String url = Json.textOrSkip(reader);
          if (url != null) resultUrls.add(url);
        }
        reader.endArray();
      }
      reader.endObject();
    }
  }
}
