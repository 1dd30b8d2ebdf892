package io.github.imagetask;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP answers with the gateway's reader and says what they mean: for a query an {@link
 * Outcome}, for a submit a {@link Verdict}.
 */
final class Answers {
  /** Larger bodies of errors are pages of somebody else's. */
  private static final long MAX_ERROR_BYTES = 1 << 16;

  /** How long the body of an error may take: some proxies announce no length and never end it. */
  private static final long ERROR_SECONDS = 2;

  private final Gateway<?> gateway;
  private final Texts texts;
  private final Snapshots snapshots;

  Answers(Gateway<?> gateway, Texts texts, Snapshots snapshots) {
    this.gateway = gateway;
    this.texts = texts;
    this.snapshots = snapshots;
  }

  /** Makes a bound snapshot of a task's reading. */
  interface Snapshots {
    TaskSnapshot bind(TaskKey key, Reading reading);
  }

  /** What a query's answer means. */
  Outcome query(TaskKey key, Response response) throws IOException {
    int status = response.code();
    Duration retryAfter = RetryAfter.of(response);
    if (isRedirect(status)) {
      return Outcome.failure(Outcome.Kind.FATAL, redirected(key, response));
    }
    Answer answer = read(response);
    Reading reading;
    try {
      reading = gateway.readQuery(key, answer);
    } catch (IOException | RuntimeException e) {
      if (!answer.isSuccessful()) return refusedByStatus(key, answer, retryAfter);
      MalformedResponseException failure = malformed(key, answer, e);
      // What isn't JSON comes from something in between, or was cut short: that passes.
      Outcome.Kind kind =
          e instanceof IOException ? Outcome.Kind.TRANSIENT : Outcome.Kind.MALFORMED;
      return Outcome.failure(kind, failure);
    }
    if (reading.isFault()) {
      return refused(key, answer, fault(reading), reading.isPassing(), retryAfter);
    }
    if (reading.status() == TaskStatus.SUCCEEDED && reading.images().isEmpty()) {
      String text = "the task succeeded without an image";
      return Outcome.failure(
          Outcome.Kind.MALFORMED,
          new MalformedResponseException(
              key.gateway(), key, howToGoOn(text), null, body(answer), null));
    }
    return Outcome.reading(snapshots.bind(key, reading), retryAfter);
  }

  /** What it means that a query got no answer. */
  Outcome queryFailed(TaskKey key, IOException failure) {
    Outcome.Kind kind = isCertificateFailure(failure) ? Outcome.Kind.FATAL : Outcome.Kind.TRANSIENT;
    String text = howToGoOn("the query got no answer: " + texts.failure(failure));
    return Outcome.failure(
        kind, new ConnectionException(key.gateway(), key, text, texts.cause(failure)));
  }

  /** What a submit's answer means. */
  Verdict submit(Response response, Submission submission) {
    int status = response.code();
    String traceId = submission.traceId();
    Duration retryAfter = RetryAfter.of(response);
    if (isRedirect(status)) return Verdict.refused(redirected(null, response));
    Answer answer;
    try {
      answer = read(response);
    } catch (IOException e) {
      // As far as it came: the task's id may stand in it.
      Answer begun = Answer.of(status, response.body().source().getBuffer());
      String why = "its answer can't be read: " + texts.failure(e);
      return Verdict.unknown(unknown(why, status, traceId, begun, e));
    }
    Reading reading = null;
    Exception unreadable = null;
    try {
      reading = gateway.readSubmit(answer);
    } catch (IOException | RuntimeException e) {
      unreadable = e;
    }
    boolean own = reading != null && reading.isFault();
    boolean maybeProcessed = reading != null && reading.isMaybeProcessed();
    if (answer.isSuccessful()) {
      if (reading == null) {
        String why = "its answer can't be read: " + texts.failure(unreadable);
        return Verdict.unknown(unknown(why, status, traceId, answer, unreadable));
      }
      if (own && !maybeProcessed) return Verdict.refused(refusal(answer, reading, retryAfter));
      String id = reading.id();
      if (own || id == null) {
        String why = own ? "its error was passed through" : "its answer has no task id";
        return Verdict.unknown(unknown(why, status, traceId, answer, null));
      }
      try {
        return Verdict.accepted(TaskKey.of(gateway.name(), submission.kind(), id), reading);
      } catch (IllegalArgumentException e) {
        String why = "its answer has no usable task id: " + texts.failure(e);
        return Verdict.unknown(unknown(why, status, traceId, answer, e));
      }
    }
    GatewayException refusal = refusal(answer, own ? reading : null, retryAfter);
    boolean deferred = status == 429 || (status == 503 && retryAfter != null);
    boolean passing = refusal.isPassing(); // a used-up quota under 429 doesn't
    if (deferred && passing && !maybeProcessed) return Verdict.deferred(refusal);
    if (status == 408 || (status >= 500 && (!own || maybeProcessed))) {
      String why = "HTTP " + status + " doesn't tell whether a task was made";
      return Verdict.unknown(unknown(why, status, traceId, answer, null));
    }
    return Verdict.refused(refusal);
  }

  /** What it means that a sent submit's answer broke off, or never came: status 0. */
  Verdict submitBroke(
      int status, @Nullable String traceId, String why, @Nullable IOException failure) {
    boolean refused = status >= 300 && status < 500 && status != 408; // by the status alone
    if (!refused) return Verdict.unknown(unknown(why, status, traceId, null, failure));
    Answer empty = Answer.of(status, new Buffer());
    return Verdict.refused(refusal(empty, null, null));
  }

  /** The exception of a submit that may have made a task. */
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

  static boolean isCertificateFailure(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SSLPeerUnverifiedException || each instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private GatewayException refusal(
      Answer answer, @Nullable Reading fault, @Nullable Duration retryAfter) {
    int status = answer.status();
    TaskError error = fault == null ? byStatus(answer) : fault(fault);
    boolean passing = fault == null ? isPassing(status) : fault.isPassing();
    String text = "refused the submit: " + describe(status, error) + "; nothing is billed";
    return gatewayException(null, text, answer, error, passing, retryAfter);
  }

  private Outcome refusedByStatus(TaskKey key, Answer answer, @Nullable Duration retryAfter) {
    boolean passing = isPassing(answer.status());
    return refused(key, answer, byStatus(answer), passing, retryAfter);
  }

  private Outcome refused(
      TaskKey key, Answer answer, TaskError error, boolean passing, @Nullable Duration retryAfter) {
    int status = answer.status();
    String text = howToGoOn("the query was refused: " + describe(status, error));
    GatewayException failure = gatewayException(key, text, answer, error, passing, retryAfter);
    boolean rateLimited =
        status == 429
            || (status == 503 && retryAfter != null)
            || error.kind() == ErrorKind.RATE_LIMIT;
    Outcome.Kind kind =
        passing
            ? Outcome.Kind.TRANSIENT
            : error.kind() == ErrorKind.NOT_FOUND ? Outcome.Kind.NOT_FOUND : Outcome.Kind.FATAL;
    return Outcome.failure(kind, failure, retryAfter, rateLimited && passing);
  }

  private GatewayException redirected(@Nullable TaskKey key, Response response) {
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
    return new GatewayException(gateway.name(), key, text, status, error, null, false, null);
  }

  private GatewayException gatewayException(
      @Nullable TaskKey key,
      String text,
      Answer answer,
      TaskError error,
      boolean passing,
      @Nullable Duration retryAfter) {
    return new GatewayException(
        gateway.name(), key, text, answer.status(), error, body(answer), passing, retryAfter);
  }

  private MalformedResponseException malformed(TaskKey key, Answer answer, Exception e) {
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

  private static String howToGoOn(String text) {
    return text + ". The task goes on at the gateway, and its key takes it up again";
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
    return texts.body(answer.text(4L * Texts.MAX_BODY));
  }

  private Answer read(Response response) throws IOException {
    ResponseBody body = response.body();
    if (body == null) return Answer.of(response.code(), new Buffer());
    if (!response.isSuccessful()) {
      // Tolerantly: what the status says stands, even if the body breaks off or never ends.
      Buffer head = new Buffer();
      BufferedSource source = body.source();
      try {
        source.timeout().deadline(ERROR_SECONDS, TimeUnit.SECONDS);
        source.request(MAX_ERROR_BYTES);
      } catch (IOException cut) {
        // What came before is still there.
      }
      head.write(source.getBuffer(), Math.min(MAX_ERROR_BYTES, source.getBuffer().size()));
      return Answer.of(response.code(), head);
    }
    long max = gateway.maxAnswerBytes();
    BufferedSource source = body.source();
    if (source.request(max + 1)) {
      throw new IOException("the answer is larger than " + max + " bytes");
    }
    return Answer.of(response.code(), source.getBuffer()); // whole, and after decompression
  }

  private boolean isPassing(int status) {
    return ErrorTable.isPassing(gateway.kindOf(status), status);
  }

  private static boolean isRedirect(int status) {
    return status >= 300 && status < 400;
  }
}
