package io.github.imagetask.zexi;

import static java.util.Arrays.asList;

import com.squareup.moshi.JsonDataException;
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
 * Zexi's answers: a task, flat as section "answers" shows it for a submit or in the envelope that
 * it shows for a query, or an error in new-api's two shapes, {@code {"error": {…}}} and the
 * envelope with another code than success.
 */
final class ZexiWireReader {
  private static final String SUCCESS = "success";

  // The document lists no error codes: these are new-api's, whose type new_api_error was seen here.
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
          .statuses(ErrorKind.UNAVAILABLE,   424) // "line busy", as seen on the site's video side
          .build();
  // spotless:on

  // Passed through from what stands behind the gateway, which may have done the work all the same.
  private static final Set<String> PASSED_THROUGH =
      new HashSet<>(asList("fail_to_fetch_task", "bad_response_status_code"));
  private static final String PASSED_THROUGH_TYPE = "upstream_error";

  private final HttpUrl baseUrl;
  private final HttpUrl tasks;

  ZexiWireReader(HttpUrl baseUrl, HttpUrl tasks) {
    this.baseUrl = baseUrl;
    this.tasks = tasks;
  }

  Reading submit(Answer answer) throws IOException {
    return read(null, answer);
  }

  Reading query(String id, Answer answer) throws IOException {
    return read(id, answer);
  }

  static ErrorKind kindOf(int httpStatus) {
    return ERRORS.kindOf(httpStatus);
  }

  /**
   * @param asked the id of the task that was asked for, or null for a submit's answer
   */
  private Reading read(@Nullable String asked, Answer answer) throws IOException {
    ZexiWirePart body = answer.json(reader -> ZexiWirePart.read(reader, 0));
    String code = SUCCESS.equalsIgnoreCase(body.codeWord) ? null : body.codeWord;
    ZexiWirePart task = unwrap(body);

    Json.ErrorText error = body.error != null ? body.error : task.error;
    if (!answer.isSuccessful()) {
      // A status word under such an answer says nothing; only an error may. A bare string under 5xx
      // could be any proxy's, and then the submit isn't known to be refused.
      boolean isOwn = body.error != null && (body.isErrorObject || answer.status() < 500);
      if (code != null || isOwn) return fault(answer.status(), code, body.error, body.message);
      throw new JsonDataException("no error of the gateway's own at path $.error");
    }
    if (code != null) return fault(answer.status(), code, body.error, body.message);
    String id = asked == null ? task.id : asked;
    boolean isTold = asked == null || task.word != null || task.pending != null;
    if (id == null || !isTold) {
      // A task that can't be named, or of which nothing is said.
      if (error != null) return fault(answer.status(), null, error, null);
      String path = task == body && body.codeWord == null ? "$." : "$.data.";
      throw new JsonDataException(
          "nothing at path " + path + (asked == null ? "task_id" : "status"));
    }
    return task(answer.status(), id, task);
  }

  /** The task in the envelope, or the flat one, whose own "data" may hold an id and a word too. */
  private static ZexiWirePart unwrap(ZexiWirePart body) {
    ZexiWirePart data = body.data;
    if (data == null) return body;
    if (body.id == null && body.word == null) return data;
    return body.codeWord != null && (data.id != null || data.word != null) ? data : body;
  }

  private Reading task(int httpStatus, String id, ZexiWirePart task) {
    TaskStatus status = status(task);
    Reading.Builder reading =
        Reading.task(status).id(task.id).rawStatus(task.word).progress(task.progress);
    if (status == TaskStatus.SUCCEEDED) reading.addImages(images(id, task));
    if (status == TaskStatus.FAILED) {
      String code = task.error == null ? null : task.error.code();
      String message = task.error == null ? task.failReason : task.error.message();
      reading.error(ERRORS.error(httpStatus, code, message == null ? task.message : message));
    }
    return reading.build();
  }

  /**
   * The two words of section "answers", those that public clients of this gateway know, and
   * new-api's. Where the word is none of them, the flags of a flat answer may say that it is over.
   */
  private static TaskStatus status(ZexiWirePart task) {
    // spotless:off
    switch (task.word == null ? "" : task.word.trim().toLowerCase(Locale.ROOT)) {
      case "queued": case "pending": case "submitted": case "not_start":
        return TaskStatus.QUEUED;
      case "running": case "processing": case "in_progress":
        return TaskStatus.RUNNING;
      case "success": case "succeeded": case "completed": case "complete": case "done": case "finished":
        return TaskStatus.SUCCEEDED;
      case "failed": case "failure": case "fail": case "error": case "canceled": case "cancelled":
      case "timeout": case "expired": case "rejected":
        return TaskStatus.FAILED;
      default:
        boolean isOver = "false".equals(task.success) && "false".equals(task.pending);
        return isOver ? TaskStatus.FAILED : TaskStatus.UNKNOWN;
    }
    // spotless:on
  }

  /**
   * The task's list of images, else {@code result_url}; both are the document's, which shows them
   * for one image. With neither, the content that the API has under the task's own address.
   */
  private List<Reading.Image> images(String id, ZexiWirePart task) {
    List<Reading.Image> images = new ArrayList<>();
    for (String each : task.urls) addImage(id, each, images);
    if (images.isEmpty() && task.data != null) {
      for (String each : task.data.urls) addImage(id, each, images);
    }
    if (images.isEmpty()) addImage(id, task.resultUrl, images);
    if (images.isEmpty()) {
      HttpUrl first = content(id).newBuilder().addQueryParameter("index", "0").build();
      images.add(Reading.Image.url(first.toString()));
    }
    return images;
  }

  private void addImage(String id, @Nullable String text, List<Reading.Image> images) {
    if (text == null) return;
    // new-api writes an error text here at times; a path would be meant from the gateway's root.
    HttpUrl url = text.startsWith("/") ? baseUrl.resolve(text) : HttpUrl.parse(text);
    if (url == null) return;
    if (isContent(id, url)) {
      // The API's own content, perhaps by another name of the host: without "www.", by http, or
      // without the base URL's own path. It wants the key, which goes to the base URL alone.
      url = content(id).newBuilder().encodedQuery(url.encodedQuery()).build();
    }
    // Whatever lies elsewhere is fetched as it is, without the key.
    boolean isAsWritten = url.equals(HttpUrl.parse(text));
    images.add(Reading.Image.url(isAsWritten ? text : url.toString()));
  }

  /** Where the API serves a task's images: section "basics", row 结果下载. */
  private HttpUrl content(String id) {
    return tasks.newBuilder().addPathSegment(id).addPathSegment("content").build();
  }

  /** Whether a URL, on whatever host, has the path at which the API serves a task's images. */
  private static boolean isContent(String id, HttpUrl url) {
    List<String> path = url.pathSegments();
    int start = path.size() - 5;
    return start >= 0
        && path.subList(start, path.size()).equals(asList("v1", "images", "tasks", id, "content"));
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
}
