package io.github.imagetask.spi;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * What gateways have in common that are built on the open-source gateway new-api: the envelope
 * {@code {"code":"success","message":"","data":{…}}} around a task, which may be missing; two
 * shapes of errors, {@code {"error":{…}}} and the envelope with another code; and the codes. Their
 * own documents list no codes: these were seen in new-api's sources.
 */
public final class NewApi {
  private static final String SUCCESS = "success";
  private static final String MODEL_NOT_FOUND = "model_not_found";
  private static final String PASSED_THROUGH = "upstream_error";

  private final ErrorTable errors;

  private NewApi(ErrorTable errors) {
    this.errors = errors;
  }

  /** Returns the dialect as it is. */
  public static NewApi create() {
    return of(errors().build());
  }

  /** Returns the dialect with a table that has a gateway's own rows beside {@link #errors()}. */
  public static NewApi of(ErrorTable errors) {
    return new NewApi(errors);
  }

  /** Returns a builder with new-api's codes. */
  public static ErrorTable.Builder errors() {
    // spotless:off
    return ErrorTable.builder()
        .refused     (ErrorKind.PERMISSION,       "access_denied")
        .refused     (ErrorKind.QUOTA,            "insufficient_user_quota", "pre_consume_token_quota_failed", "quota_not_enough")
        .refused     (ErrorKind.RATE_LIMIT,       "token_concurrency_limit_reached")
        .refused     (ErrorKind.INVALID_REQUEST,  "invalid_request", "invalid_parameter", "param_error", "build_request_failed",
                                                  "convert_request_failed", "bad_request_body", "read_request_body_failed",
                                                  "invalid_api_type", "invalid_api_platform", "model_price_error")
        .refused     (ErrorKind.NOT_FOUND,        "task_not_exist", "task_not_found")
        .refused     (ErrorKind.CONTENT_REJECTED, "sensitive_words_detected", "prompt_blocked")
        .refusedForAFee(ErrorKind.CONTENT_REJECTED, "violation_fee.grok.csam")
        .refused     (ErrorKind.UNAVAILABLE,      MODEL_NOT_FOUND, "get_channel_failed")
        // The call to what stands behind the gateway went wrong, before or after that had it.
        .failedBehind(ErrorKind.UNAVAILABLE,      "do_request_failed", "bad_response_status_code", "fail_to_fetch_task");
    // spotless:on
  }

  /** The table. */
  public ErrorTable table() {
    return errors;
  }

  /** The task of an answer: in the envelope, if there is one, or the answer itself. */
  public static JsonNode task(JsonNode body) {
    JsonNode data = body.at("data").object();
    if (!data.isPresent()) return body;
    // A flat task's own "data" is what the gateway heard from behind: not ours to read.
    boolean isFlat = body.firstText("task_id", "id", "status") != null;
    if (!isFlat) return data;
    boolean isTask = data.firstText("task_id", "id", "status") != null;
    return body.at("code").isString() && isTask ? data : body;
  }

  /**
   * The fault that an answer tells of, or null if it is a task's.
   *
   * @param isTask whether the answer says of a task what such an answer must say
   * @throws JsonDataException if the answer is neither
   */
  public @Nullable Reading fault(Answer answer, JsonNode body, boolean isTask) {
    int status = answer.status();
    JsonNode task = task(body);
    ErrorText error = ErrorText.of(body.at("error"));
    String code = code(body);
    if (!answer.isSuccessful()) {
      // A status word under such an answer says nothing; only an error may.
      if (code == null && error == null) {
        throw new JsonDataException("no error of the gateway's own at path $.error");
      }
      return Reading.fault(fault(status, code, error, body.text("message")));
    }
    // A code that new-api doesn't have is no error beside a task: "0", "ok" and "accepted" say so.
    if (code != null && (errors.knows(code) || !isTask)) {
      Fault fault = fault(status, code, error, body.text("message"));
      return Reading.fault(fault, task.firstText("task_id", "id"));
    }
    if (isTask) return null;
    ErrorText inTask = error != null ? error : ErrorText.of(task.at("error"));
    return inTask == null ? null : Reading.fault(fault(status, null, inTask, null));
  }

  /** The error of a task that failed. */
  public TaskError error(int httpStatus, JsonNode task) {
    ErrorText error = ErrorText.of(task.at("error"));
    String message = error == null ? task.at("fail_reason").textOrJson() : error.message();
    if (message == null) message = task.text("message");
    String code = error == null ? null : error.code();
    return StatusWords.error(task.text("status"), errors.error(httpStatus, code, message));
  }

  /** How far a task is. */
  public static TaskStatus status(JsonNode task) {
    return StatusWords.status(task.text("status"));
  }

  /** The path of a task's field, for messages. */
  public static String path(JsonNode body, String field) {
    boolean isWrapped = task(body) != body || body.at("code").isString();
    return (isWrapped ? "$.data." : "$.") + field;
  }

  /** The envelope's code if it is another than success; a number says nothing that is known. */
  private static @Nullable String code(JsonNode body) {
    JsonNode code = body.at("code");
    String word = code.isString() ? code.text() : null;
    return SUCCESS.equalsIgnoreCase(word) ? null : word;
  }

  private Fault fault(
      int httpStatus, @Nullable String code, @Nullable ErrorText error, @Nullable String text) {
    String type = null;
    if (error != null) {
      if (error.code() != null) code = error.code();
      text = error.message();
      type = error.type();
    }
    TaskError known = errors.error(httpStatus, code, text);
    if (MODEL_NOT_FOUND.equals(code) && httpStatus >= 400 && httpStatus < 500) {
      known = TaskError.of(ErrorKind.NOT_FOUND, code, text); // with 503: no channel for it now
    }
    Fault fault = errors.fault(httpStatus, known);
    return PASSED_THROUGH.equals(type) ? fault.maybeProcessed() : fault;
  }
}
