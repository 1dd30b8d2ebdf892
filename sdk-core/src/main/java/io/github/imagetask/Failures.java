package io.github.imagetask;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.AnswerLimitException;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.Gateway;
import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Words the exceptions of submits and queries: what happened, how to go on, and no secret. What
 * they mean is decided before, by {@link AnswerInterpreter}.
 */
final class Failures {
  private final Gateway<?> gateway;
  private final Redactor redactor;
  private final CallKind kind;

  Failures(Gateway<?> gateway, Redactor redactor, CallKind kind) {
    this.gateway = gateway;
    this.redactor = redactor;
    this.kind = kind;
  }

  // A submit that may have made a task.

  /** An answer under 2xx that can't be read. */
  SubmitOutcomeUnknownException unreadable(@Nullable String traceId, Answer answer, Exception e) {
    String why = "its answer can't be read: " + redactor.failure(e);
    return unknown(traceId, why, answer, e);
  }

  /** An answer under 2xx that is a task without a name. */
  SubmitOutcomeUnknownException withoutId(@Nullable String traceId, Answer answer) {
    return unknown(traceId, "its answer has no task id", answer, null);
  }

  /** An answer under 2xx whose task has a name that makes no key. */
  SubmitOutcomeUnknownException unusableId(
      @Nullable String traceId, Answer answer, IllegalArgumentException e) {
    String why = "its answer has no usable task id: " + redactor.failure(e);
    return unknown(traceId, why, answer, e);
  }

  /** An answer under 2xx that names a task beside an error. */
  SubmitOutcomeUnknownException namesTask(
      @Nullable String traceId, Answer answer, String id, Fault fault) {
    String why =
        "its answer names the task "
            + redactor.message(id)
            + " beside an error: "
            + redactor.error(fault.error());
    return unknown(traceId, why, answer, null);
  }

  /** An answer that doesn't tell. */
  SubmitOutcomeUnknownException undecided(@Nullable String traceId, Answer answer, Fault fault) {
    int status = answer.status();
    String why =
        answer.isSuccessful()
            ? "its error was passed through: " + redactor.error(fault.error())
            : status == 303
                ? "HTTP 303 says that it was processed, but not what became of it"
                : "HTTP " + status + " doesn't tell whether " + kind.made();
    return unknown(traceId, why, answer, null);
  }

  /** No whole answer came; status 0 if not even its beginning. */
  SubmitOutcomeUnknownException noAnswer(
      @Nullable String traceId, int status, String why, @Nullable IOException e) {
    return unknown(traceId, why, AnswerReader.empty(status), e);
  }

  private SubmitOutcomeUnknownException unknown(
      @Nullable String traceId, String why, Answer answer, @Nullable Throwable cause) {
    String text =
        kind.what()
            + " was sent, but "
            + why
            + ". "
            + kind.risk()
            + (traceId == null ? "" : "; its trace id is " + traceId);
    return new SubmitOutcomeUnknownException(
        gateway.name(), text, answer.status(), traceId, body(answer), redactor.cause(cause));
  }

  /** A caller that left; what was sent is left to finish. */
  SubmitOutcomeUnknownException left(@Nullable String traceId) {
    String why = "its caller stopped waiting; it is left to finish, and " + kind.whereItGoes();
    return noAnswer(traceId, 0, why, null);
  }

  /** A call that was given up before anything was sent. */
  WaitAbortedException givenUp() {
    return unsent(kind.what() + " was given up before it was sent");
  }

  /** A call that its client's end met before anything was sent. */
  WaitAbortedException closedBefore() {
    return unsent("the client was closed before " + kind.what() + " was sent");
  }

  /** A thread that had been told to stop before it called. */
  WaitAbortedException interruptedBefore() {
    String text = "the thread was interrupted before " + kind.what() + "; nothing was sent";
    return new WaitAbortedException(gateway.name(), null, text, null);
  }

  private WaitAbortedException unsent(String why) {
    return new WaitAbortedException(gateway.name(), null, why + "; nothing is billed", null);
  }

  // A direct call.

  /** An answer without an image, which may be billed all the same. */
  NoImageException noImage(Answer answer, @Nullable TaskError error, @Nullable String said) {
    TaskError why =
        redactor.error(error == null ? TaskError.of(ErrorKind.UNKNOWN, null, said) : error);
    String text =
        "the answer holds no image: "
            + sentence(describe(answer, why))
            + " It may be billed all the same; it was not sent again";
    return new NoImageException(gateway.name(), text, why, body(answer));
  }

  /** Images that came and couldn't be saved. */
  SubmitOutcomeUnknownException unsaved(
      @Nullable String traceId, Answer answer, SaveFailedException failure) {
    String why = "its images can't be saved: " + ofThisSide(failure);
    return unknown(traceId, why, answer, failure.getCause());
  }

  /** What failed on this side, where a message names no more than a file. */
  static String ofThisSide(IOException failure) {
    Throwable cause =
        failure instanceof SaveFailedException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  // A submit that made none.

  /** A submit that was refused. */
  GatewayException submitRefused(Answer answer, Fault fault, @Nullable Duration retryAfter) {
    boolean isCharged = fault.processed() == Fault.Processed.FEE;
    String bill = isCharged ? "; the gateway charges a fee for it" : "; nothing is billed";
    TaskError error = redactor.error(fault.error());
    String text = "refused " + kind.what() + ": " + describe(answer, error) + bill;
    return refused(null, text, answer, fault.withError(error), retryAfter);
  }

  /** A submit of which nothing went out; {@code when} is null or a clause such as "within 5 s". */
  ConnectionException notSent(@Nullable String when, @Nullable IOException cause) {
    String text =
        kind.what()
            + " could not be sent"
            + (when == null ? "" : " " + when)
            + ", so nothing is billed"
            + (cause == null ? "" : ": " + redactor.failure(cause));
    return new ConnectionException(gateway.name(), null, text, redactor.cause(cause));
  }

  // A query.

  /** A query that was refused. */
  GatewayException queryRefused(
      TaskKey key, Answer answer, Fault fault, @Nullable Duration retryAfter) {
    TaskError error = redactor.error(fault.error());
    String text = "the query was refused: " + describe(answer, error);
    if (error.kind() != ErrorKind.NOT_FOUND) text = howToGoOn(text); // who knows if it does
    return refused(key, text, answer, fault.withError(error), retryAfter);
  }

  /** A query whose call failed. */
  ConnectionException noAnswer(TaskKey key, IOException failure) {
    return noAnswer(key, ": " + redactor.failure(failure), failure);
  }

  /** A query that got no answer, and why as the end of the sentence. */
  ConnectionException noAnswer(TaskKey key, String why, @Nullable Throwable cause) {
    String text = howToGoOn("the query got no answer" + why);
    return new ConnectionException(key.gateway(), key, text, redactor.cause(cause));
  }

  /** An answer that says success and names no image. */
  MalformedResponseException withoutImage(TaskKey key, Answer answer) {
    String text = howToGoOn("the task succeeded without an image");
    return new MalformedResponseException(key.gateway(), key, text, null, body(answer), null);
  }

  /** An answer that is no task, or breaks a bound. */
  MalformedResponseException malformed(TaskKey key, Answer answer, Exception e) {
    String reason = redactor.failure(e);
    int at = reason.indexOf("at path ");
    String path = at < 0 ? null : reason.substring(at + "at path ".length()).trim();
    String text =
        e instanceof AnswerLimitException
            ? reason
            : e instanceof JsonDataException
                ? "the answer is JSON, but no task: " + reason
                : "the answer is not the gateway's JSON: " + reason;
    return new MalformedResponseException(
        key.gateway(), key, howToGoOn(text), path, body(answer), redactor.cause(e));
  }

  // Either.

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
      Fault fault,
      @Nullable Duration retryAfter) {
    return new GatewayException(
        gateway.name(),
        key,
        text,
        answer.status(),
        fault.error(),
        body(answer),
        fault.isRetryable(),
        retryAfter);
  }

  private static String howToGoOn(String text) {
    return text
        + (text.endsWith("?") ? "" : ".")
        + " The task goes on at the gateway, and its key takes it up again";
  }

  /** With one full stop, which the gateway's own words may have brought. */
  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private static String describe(Answer answer, TaskError error) {
    return "HTTP " + answer.status() + ", " + error;
  }

  private @Nullable String body(Answer answer) {
    return redactor.body(answer.text(4 * Redactor.MAX_BODY));
  }
}
