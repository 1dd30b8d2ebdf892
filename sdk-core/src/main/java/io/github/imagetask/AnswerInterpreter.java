package io.github.imagetask;

import com.squareup.moshi.JsonEncodingException;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.AnswerLimitException;
import io.github.imagetask.spi.DirectEntry;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Says what HTTP answers mean: for a query a {@link QueryOutcome}, for a submit a {@link
 * SubmitOutcome}. An answer is first made a task's {@link Reading} or a {@link Fault}, whoever
 * wrote it; then it is decided what that means; {@link Failures} words it last.
 */
final class AnswerInterpreter {
  private final Gateway<?> gateway;
  private final Failures failures;
  private final Snapshots snapshots;
  private final AnswerReader answers;

  AnswerInterpreter(
      Gateway<?> gateway, Failures failures, Snapshots snapshots, AnswerReader answers) {
    this.gateway = gateway;
    this.failures = failures;
    this.snapshots = snapshots;
    this.answers = answers;
  }

  // Queries.

  /**
   * What a query's answer means.
   *
   * @throws IOException if it broke off
   */
  QueryOutcome query(TaskKey key, Response response) throws IOException {
    int status = response.code();
    if (isRedirect(status)) {
      return QueryOutcome.failure(QueryOutcome.Kind.FATAL, failures.redirected(key, response));
    }
    Answer answer = answers.read(response);
    Duration retryAfter = RetryAfter.of(response);
    Reading reading;
    try {
      reading = gateway.readQuery(key, answer);
    } catch (IOException | RuntimeException e) {
      if (!answer.isSuccessful()) return page(key, answer, retryAfter);
      if (e instanceof IOException && !isOfItsContent(e)) throw e;
      return QueryOutcome.failure(kindOf(e), failures.malformed(key, answer, e));
    }
    Fault fault = reading.fault();
    if (fault != null) return refused(key, answer, fault, kindOf(fault), retryAfter);
    if (reading.status() == TaskStatus.SUCCEEDED && reading.images().isEmpty()) {
      return QueryOutcome.failure(QueryOutcome.Kind.MALFORMED, failures.withoutImage(key, answer));
    }
    return QueryOutcome.reading(snapshots.bind(key, reading), retryAfter);
  }

  /** What it means that a query got no answer. */
  QueryOutcome queryFailed(TaskKey key, IOException failure) {
    QueryOutcome.Kind kind =
        isCertificateFailure(failure) ? QueryOutcome.Kind.FATAL : QueryOutcome.Kind.TRANSIENT;
    return QueryOutcome.failure(kind, failures.noAnswer(key, failure));
  }

  /** An answer in which nobody of the gateway's speaks: a proxy, a firewall, a wrong address. */
  private QueryOutcome page(TaskKey key, Answer answer, @Nullable Duration retryAfter) {
    Fault fault = byStatus(answer.status());
    QueryOutcome.Kind kind = kindOf(fault);
    if (kind == QueryOutcome.Kind.FATAL) kind = QueryOutcome.Kind.DOUBTFUL;
    return refused(key, answer, fault, kind, retryAfter);
  }

  private QueryOutcome refused(
      TaskKey key,
      Answer answer,
      Fault fault,
      QueryOutcome.Kind kind,
      @Nullable Duration retryAfter) {
    boolean rateLimited =
        kind == QueryOutcome.Kind.TRANSIENT
            && (answer.status() == 429
                || (answer.status() == 503 && retryAfter != null)
                || fault.error().kind() == ErrorKind.RATE_LIMIT);
    GatewayException failure = failures.queryRefused(key, answer, fault, retryAfter);
    return QueryOutcome.failure(kind, failure, retryAfter, rateLimited);
  }

  private static QueryOutcome.Kind kindOf(Fault fault) {
    if (fault.isRetryable()) return QueryOutcome.Kind.TRANSIENT;
    return fault.error().kind() == ErrorKind.NOT_FOUND
        ? QueryOutcome.Kind.NOT_FOUND
        : QueryOutcome.Kind.FATAL;
  }

  /** What isn't JSON comes from something in between, or was cut short: that passes. */
  private static QueryOutcome.Kind kindOf(Exception unreadable) {
    if (unreadable instanceof AnswerLimitException) return QueryOutcome.Kind.FATAL;
    return unreadable instanceof IOException
        ? QueryOutcome.Kind.TRANSIENT
        : QueryOutcome.Kind.MALFORMED;
  }

  private static boolean isOfItsContent(Exception e) {
    return e instanceof JsonEncodingException || e instanceof AnswerLimitException;
  }

  // Submits.

  /** What a submit's answer means. */
  SubmitOutcome submit(Response response, Submission submission) {
    return judge(response, submission, answers, gateway::readSubmit, this::accepted);
  }

  /** What the answer to a direct call means. */
  SubmitOutcome direct(
      DirectEntry<?> entry, Response response, Submission submission, AnswerReader answers) {
    return judge(response, submission, answers, entry::read, this::answered);
  }

  /** Reads an answer. */
  private interface Reader {
    Reading read(Answer answer) throws IOException;
  }

  /** Says what an answer under 2xx means that tells of no fault. */
  private interface Success {
    SubmitOutcome of(Submission submission, Answer answer, Reading reading);
  }

  private SubmitOutcome judge(
      Response response,
      Submission submission,
      AnswerReader answers,
      Reader reader,
      Success success) {
    int status = response.code();
    Duration retryAfter = RetryAfter.of(response);
    if (isRedirect(status) && status != 303) {
      return SubmitOutcome.refused(failures.redirected(null, response));
    }
    Answer answer = answers.read(response);
    String traceId = submission.traceId();
    Reading reading;
    try {
      reading = reader.read(answer);
    } catch (ImageTarget.FailedException e) {
      return SubmitOutcome.unknown(failures.unsaved(traceId, answer, e));
    } catch (IOException | RuntimeException e) {
      return answer.isSuccessful()
          ? SubmitOutcome.unknown(failures.unreadable(traceId, answer, e))
          : judge(traceId, answer, byStatus(status), retryAfter);
    }
    Fault fault = reading.fault();
    String id = reading.id();
    if (fault == null && !answer.isSuccessful()) fault = byStatus(status);
    if (fault == null) return success.of(submission, answer, reading);
    if (answer.isSuccessful() && id != null) {
      return SubmitOutcome.unknown(failures.namesTask(traceId, answer, id, fault));
    }
    return judge(traceId, answer, fault, retryAfter);
  }

  /** A direct call was answered: with images, with a task that it became, or with neither. */
  private SubmitOutcome answered(Submission submission, Answer answer, Reading reading) {
    if (!reading.images().isEmpty()) return SubmitOutcome.accepted(null, reading);
    boolean isTask = reading.id() != null && !reading.status().isTerminal();
    if (isTask) return accepted(submission, answer, reading);
    return SubmitOutcome.unknown(failures.noImage(answer, reading.error(), reading.text()));
  }

  /** What it means that an answer of this status broke off: what the status says stands. */
  SubmitOutcome submitBroke(
      @Nullable String traceId, int status, String why, @Nullable IOException e) {
    Fault fault = byStatus(status);
    return status < 300 || decide(status, fault, null) == SubmitOutcome.Kind.UNKNOWN
        ? SubmitOutcome.unknown(failures.noAnswer(traceId, status, why, e))
        : SubmitOutcome.refused(failures.submitRefused(AnswerReader.empty(status), fault, null));
  }

  private SubmitOutcome accepted(Submission submission, Answer answer, Reading reading) {
    String id = reading.id();
    if (id == null) return SubmitOutcome.unknown(failures.withoutId(submission.traceId(), answer));
    try {
      return SubmitOutcome.accepted(TaskKey.of(gateway.name(), submission.kind(), id), reading);
    } catch (IllegalArgumentException e) {
      return SubmitOutcome.unknown(failures.unusableId(submission.traceId(), answer, e));
    }
  }

  private SubmitOutcome judge(
      @Nullable String traceId, Answer answer, Fault fault, @Nullable Duration retryAfter) {
    switch (decide(answer.status(), fault, retryAfter)) {
      case REFUSED:
        return SubmitOutcome.refused(failures.submitRefused(answer, fault, retryAfter));
      case DEFERRED:
        return SubmitOutcome.deferred(failures.submitRefused(answer, fault, retryAfter));
      default:
        return SubmitOutcome.unknown(failures.undecided(traceId, answer, fault));
    }
  }

  /**
   * Whether a submit that made no task by its answer certainly made none. A status up to 499 says
   * so, whoever wrote it, since a task is made behind it; one from 500 on only in the gateway's own
   * words, which its table knows as not processed.
   */
  static SubmitOutcome.Kind decide(int status, Fault fault, @Nullable Duration retryAfter) {
    boolean isAnswer = status >= 200 && status != 303; // 303: processed, look elsewhere
    if (!isAnswer || ErrorTable.isTimeout(status)) return SubmitOutcome.Kind.UNKNOWN;
    if (fault.processed() == Fault.Processed.MAYBE) return SubmitOutcome.Kind.UNKNOWN;
    if (status >= 500 && fault.processed() == Fault.Processed.UNSAID) {
      return SubmitOutcome.Kind.UNKNOWN;
    }
    boolean isDeferred = status == 429 || (status == 503 && retryAfter != null);
    // A used-up quota under 429 doesn't pass.
    return isDeferred && fault.isRetryable()
        ? SubmitOutcome.Kind.DEFERRED
        : SubmitOutcome.Kind.REFUSED;
  }

  // Either.

  /** The fault of an answer that says nothing but its status. */
  private Fault byStatus(int status) {
    ErrorKind kind = gateway.kindOf(status);
    boolean isRetryable = ErrorTable.isRetryable(kind, status);
    return Fault.of(TaskError.of(kind, null, null), isRetryable, Fault.Processed.UNSAID);
  }

  static boolean isCertificateFailure(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SSLPeerUnverifiedException || each instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRedirect(int status) {
    return status >= 300 && status < 400;
  }
}
