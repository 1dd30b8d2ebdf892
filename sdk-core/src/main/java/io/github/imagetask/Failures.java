package io.github.imagetask;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Words the exceptions of submits and queries: what happened, how to go on, and no secret. */
final class Failures {
  private final Gateway<?> gateway;
  private final Redactor texts;

  Failures(Gateway<?> gateway, Redactor texts) {
    this.gateway = gateway;
    this.texts = texts;
  }

  // Of a submit.

  /** A submit that may have made a task. */
  SubmitOutcomeUnknownException unknown(
      String why,
      int status,
      @Nullable String traceId,
      @Nullable Answer answer,
      @Nullable Throwable cause) {
    String text =
        "the submit was sent, but "
            + why
            + ". The task may exist and be billed; it was not sent again. Look for it at the"
            + " gateway before you submit again"
            + (traceId == null ? "" : "; its trace id is " + traceId);
    String body = answer == null ? null : body(answer);
    return new SubmitOutcomeUnknownException(
        gateway.name(), text, status, traceId, body, texts.cause(cause));
  }

  /** A submit that made no task; {@code fault} is null if the body says no error of its own. */
  GatewayException submitRefused(
      Answer answer, @Nullable Reading fault, @Nullable Duration retryAfter) {
    int status = answer.status();
    TaskError error = fault == null ? byStatus(answer) : fault(fault);
    boolean retryable = fault == null ? isRetryable(status) : fault.isRetryable();
    String text = "refused the submit: " + describe(status, error) + "; nothing is billed";
    return refused(null, text, answer, error, retryable, retryAfter);
  }

  /** A submit of which nothing went out; {@code when} is null or a clause such as "within 5 s". */
  ConnectionException notSent(@Nullable String when, @Nullable IOException cause) {
    String text =
        "the submit could not be sent"
            + (when == null ? "" : " " + when)
            + ", so nothing is billed"
            + (cause == null ? "" : ": " + texts.failure(cause));
    return new ConnectionException(gateway.name(), null, text, texts.cause(cause));
  }

  // Of a query.

  /** A query that was refused; {@code fault} is null if the body says no error of its own. */
  GatewayException queryRefused(
      TaskKey key, Answer answer, @Nullable Reading fault, @Nullable Duration retryAfter) {
    int status = answer.status();
    TaskError error = fault == null ? byStatus(answer) : fault(fault);
    boolean retryable = fault == null ? isRetryable(status) : fault.isRetryable();
    String text = "the query was refused: " + describe(status, error);
    if (error.kind() != ErrorKind.NOT_FOUND) text = howToGoOn(text); // who knows if it does
    return refused(key, text, answer, error, retryable, retryAfter);
  }

  /** A query that got no answer. */
  ConnectionException noAnswer(TaskKey key, String why, @Nullable Throwable cause) {
    String text = howToGoOn("the query got no answer" + why);
    return new ConnectionException(key.gateway(), key, text, texts.cause(cause));
  }

  /** An answer that says success and names no image. */
  MalformedResponseException withoutImage(TaskKey key, Answer answer) {
    String text = howToGoOn("the task succeeded without an image");
    return new MalformedResponseException(key.gateway(), key, text, null, body(answer), null);
  }

  /** An answer that is no task. */
  MalformedResponseException malformed(TaskKey key, Answer answer, Exception e) {
    String reason = texts.failure(e);
    int at = reason.indexOf("at path ");
    String path = at < 0 ? null : reason.substring(at + "at path ".length()).trim();
    String text =
        e instanceof JsonDataException
            ? "the answer is JSON, but no task: " + reason
            : "the answer is not the gateway's JSON: " + reason;
    return new MalformedResponseException(
        key.gateway(), key, howToGoOn(text), path, body(answer), texts.cause(e));
  }

  // Of either.

  /** A redirect, which is never followed. */
  GatewayException redirected(@Nullable TaskKey key, Response response) {
    String location = response.header("Location");
    HttpUrl target = location == null ? null : response.request().url().resolve(location);
    int status = response.code();
    TaskError error = TaskError.of(ErrorKind.INVALID_REQUEST, null, "redirect");
    String text =
        "HTTP "
            + status
            + " redirects to "
            + (target == null ? "nowhere" : target.redact())
            + ", which is never followed: it would take the key elsewhere. Is the base URL right?";
    if (key != null) text = howToGoOn(text);
    return new GatewayException(gateway.name(), key, text, status, error, null, false, null);
  }

  private GatewayException refused(
      @Nullable TaskKey key,
      String text,
      Answer answer,
      TaskError error,
      boolean retryable,
      @Nullable Duration retryAfter) {
    return new GatewayException(
        gateway.name(), key, text, answer.status(), error, body(answer), retryable, retryAfter);
  }

  private static String howToGoOn(String text) {
    return text
        + (text.endsWith("?") ? "" : ".")
        + " The task goes on at the gateway, and its key takes it up again";
  }

  private TaskError fault(Reading reading) {
    TaskError error = reading.error();
    return texts.error(error == null ? TaskError.of(ErrorKind.UNKNOWN, null, null) : error);
  }

  private TaskError byStatus(Answer answer) {
    return TaskError.of(gateway.kindOf(answer.status()), null, null);
  }

  private static String describe(int status, TaskError error) {
    return "HTTP " + status + ", " + error;
  }

  private @Nullable String body(Answer answer) {
    return texts.body(answer.text(4L * Redactor.MAX_BODY));
  }

  private boolean isRetryable(int status) {
    return ErrorTable.isRetryable(gateway.kindOf(status), status);
  }
}
