package io.github.imagetask;

import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP answers with the gateway's reader and says what they mean: for a query an {@link
 * QueryOutcome}, for a submit a {@link SubmitOutcome}.
 */
final class AnswerInterpreter {
  /** Larger bodies of errors are pages of somebody else's. */
  private static final long MAX_ERROR_BYTES = 1 << 16;

  /** How long the body of an error may take: some proxies announce no length and never end it. */
  private static final long ERROR_SECONDS = 2;

  private final Gateway<?> gateway;
  private final Redactor texts;
  private final Failures failures;
  private final Snapshots snapshots;

  AnswerInterpreter(Gateway<?> gateway, Redactor texts, Failures failures, Snapshots snapshots) {
    this.gateway = gateway;
    this.texts = texts;
    this.failures = failures;
    this.snapshots = snapshots;
  }

  /** What a query's answer means. */
  QueryOutcome query(TaskKey key, Response response) throws IOException {
    int status = response.code();
    Duration retryAfter = RetryAfter.of(response);
    if (isRedirect(status)) {
      return QueryOutcome.failure(QueryOutcome.Kind.FATAL, failures.redirected(key, response));
    }
    Answer answer = read(response);
    Reading reading;
    try {
      reading = gateway.readQuery(key, answer);
    } catch (IOException | RuntimeException e) {
      if (!answer.isSuccessful()) return refused(key, answer, null, retryAfter);
      MalformedResponseException failure = failures.malformed(key, answer, e);
      // What isn't JSON comes from something in between, or was cut short: that passes.
      QueryOutcome.Kind kind =
          e instanceof IOException ? QueryOutcome.Kind.TRANSIENT : QueryOutcome.Kind.MALFORMED;
      return QueryOutcome.failure(kind, failure);
    }
    if (reading.isFault()) return refused(key, answer, reading, retryAfter);
    if (reading.status() == TaskStatus.SUCCEEDED && reading.images().isEmpty()) {
      return QueryOutcome.failure(QueryOutcome.Kind.MALFORMED, failures.withoutImage(key, answer));
    }
    return QueryOutcome.reading(snapshots.bind(key, reading), retryAfter);
  }

  /** What it means that a query got no answer. */
  QueryOutcome queryFailed(TaskKey key, IOException failure) {
    QueryOutcome.Kind kind =
        isCertificateFailure(failure) ? QueryOutcome.Kind.FATAL : QueryOutcome.Kind.TRANSIENT;
    String why = ": " + texts.failure(failure);
    return QueryOutcome.failure(kind, failures.noAnswer(key, why, failure));
  }

  /** What a submit's answer means. */
  SubmitOutcome submit(Response response, Submission submission) {
    int status = response.code();
    String traceId = submission.traceId();
    Duration retryAfter = RetryAfter.of(response);
    if (isRedirect(status)) return SubmitOutcome.refused(failures.redirected(null, response));
    Answer answer;
    try {
      answer = read(response);
    } catch (IOException e) {
      // As far as it came: the task's id may stand in it.
      Answer begun = Answer.of(status, response.body().source().getBuffer());
      String why = "its answer can't be read: " + texts.failure(e);
      return SubmitOutcome.unknown(failures.unknown(why, status, traceId, begun, e));
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
        return SubmitOutcome.unknown(failures.unknown(why, status, traceId, answer, unreadable));
      }
      if (own && !maybeProcessed)
        return SubmitOutcome.refused(failures.submitRefused(answer, reading, retryAfter));
      String id = reading.id();
      if (own || id == null) {
        String why = own ? "its error was passed through" : "its answer has no task id";
        return SubmitOutcome.unknown(failures.unknown(why, status, traceId, answer, null));
      }
      try {
        return SubmitOutcome.accepted(TaskKey.of(gateway.name(), submission.kind(), id), reading);
      } catch (IllegalArgumentException e) {
        String why = "its answer has no usable task id: " + texts.failure(e);
        return SubmitOutcome.unknown(failures.unknown(why, status, traceId, answer, e));
      }
    }
    GatewayException refusal = failures.submitRefused(answer, own ? reading : null, retryAfter);
    boolean deferred = status == 429 || (status == 503 && retryAfter != null);
    boolean retryable = refusal.isRetryable(); // a used-up quota under 429 doesn't
    if (deferred && retryable && !maybeProcessed) return SubmitOutcome.deferred(refusal);
    if (maybeProcessed || status == 408 || (status >= 500 && !own)) {
      String why = "HTTP " + status + " doesn't tell whether a task was made";
      return SubmitOutcome.unknown(failures.unknown(why, status, traceId, answer, null));
    }
    return SubmitOutcome.refused(refusal);
  }

  /** What it means that a sent submit's answer broke off, or never came: status 0. */
  SubmitOutcome submitBroke(
      int status, @Nullable String traceId, String why, @Nullable IOException failure) {
    boolean refused = status >= 300 && status < 500 && status != 408; // by the status alone
    if (!refused)
      return SubmitOutcome.unknown(failures.unknown(why, status, traceId, null, failure));
    Answer empty = Answer.of(status, new Buffer());
    return SubmitOutcome.refused(failures.submitRefused(empty, null, null));
  }

  static boolean isCertificateFailure(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SSLPeerUnverifiedException || each instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private QueryOutcome refused(
      TaskKey key, Answer answer, @Nullable Reading fault, @Nullable Duration retryAfter) {
    GatewayException failure = failures.queryRefused(key, answer, fault, retryAfter);
    if (!failure.isRetryable()) {
      boolean missing = failure.error().kind() == ErrorKind.NOT_FOUND;
      return QueryOutcome.failure(
          missing ? QueryOutcome.Kind.NOT_FOUND : QueryOutcome.Kind.FATAL,
          failure,
          retryAfter,
          false);
    }
    boolean rateLimited =
        answer.status() == 429
            || (answer.status() == 503 && retryAfter != null)
            || failure.error().kind() == ErrorKind.RATE_LIMIT;
    return QueryOutcome.failure(QueryOutcome.Kind.TRANSIENT, failure, retryAfter, rateLimited);
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

  private static boolean isRedirect(int status) {
    return status >= 300 && status < 400;
  }
}
