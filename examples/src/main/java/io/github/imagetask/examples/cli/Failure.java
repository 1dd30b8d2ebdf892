package io.github.imagetask.examples.cli;

import io.github.imagetask.ConnectionException;
import io.github.imagetask.DownloadException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.MalformedResponseException;
import io.github.imagetask.NoImageException;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.TaskTimeoutException;
import io.github.imagetask.WaitAbortedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended that did not get what it was asked for: an exit code, a kind for programs, a
 * text for people.
 *
 * @param kind the gateway's {@link ErrorKind} where it was the gateway that said no
 * @param code the gateway's own code
 * @param message the gateway's own words if it said any, else as {@code text}
 * @param text for people
 */
record Failure(int exit, String kind, @Nullable String code, String message, String text) {
  static final int ANYTHING_ELSE = 1;
  static final int USAGE = 2;
  static final int KEY_REFUSED = 3;
  static final int TASK_FAILED = 4;
  static final int DEADLINE_PASSED = 5;
  static final int OUTCOME_UNKNOWN = 6;
  static final int CTRL_C = 130;

  static Failure of(Throwable thrown) {
    if (thrown instanceof TaskFailedException e) return of(TASK_FAILED, e.error(), e);
    if (thrown instanceof GatewayException e) {
      ErrorKind kind = e.error().kind();
      boolean refused = kind == ErrorKind.AUTHENTICATION || kind == ErrorKind.PERMISSION;
      return of(refused ? KEY_REFUSED : ANYTHING_ELSE, e.error(), e);
    }
    if (thrown instanceof NoImageException e) return of(TASK_FAILED, e.error(), e);
    if (thrown instanceof TaskTimeoutException e) {
      String text = timeout(e);
      return new Failure(DEADLINE_PASSED, "TIMEOUT", null, text, text);
    }
    if (thrown instanceof UsageException) return of(USAGE, "USAGE", thrown);
    if (thrown instanceof InvalidRequestException) return of(USAGE, "INVALID_REQUEST", thrown);
    if (thrown instanceof SubmitOutcomeUnknownException) {
      return of(OUTCOME_UNKNOWN, "OUTCOME_UNKNOWN", thrown);
    }
    if (thrown instanceof Stopped || thrown instanceof WaitAbortedException) {
      return of(CTRL_C, "INTERRUPTED", thrown);
    }
    if (thrown instanceof ConnectionException) return of(ANYTHING_ELSE, "CONNECTION", thrown);
    if (thrown instanceof DownloadException) return of(ANYTHING_ELSE, "DOWNLOAD", thrown);
    if (thrown instanceof MalformedResponseException) {
      return of(ANYTHING_ELSE, "MALFORMED_RESPONSE", thrown);
    }
    return of(ANYTHING_ELSE, "UNKNOWN", thrown);
  }

  /**
   * What to do next, one sentence a line.
   *
   * @param sameGateway the options that lead a further command to the same gateway
   */
  static List<String> advice(Throwable thrown, String sameGateway) {
    List<String> advice = new ArrayList<>();
    if (thrown instanceof InvalidRequestException e && isDocumented(e)) {
      advice.add("'imagetask models' lists what the models take; --lenient sends what a document");
      advice.add("doesn't list yet.");
    }
    if (thrown instanceof GatewayException e) {
      if (of(e).exit() == KEY_REFUSED) {
        String keys = String.join(", ", Gateways.named(e.gateway()).keyVariables());
        advice.add("Check " + keys + ": is it a key of the gateway at this address?");
      } else if (e.key() != null && e.error().kind() == ErrorKind.NOT_FOUND) {
        advice.add("The gateway doesn't know this task: is it another account's, or too old?");
        return advice;
      } else if (e.isRetryable()) {
        advice.add("This may pass: try again later.");
      }
    }
    if (thrown instanceof ConnectionException) {
      advice.add("Check the base URL and the network. To ask or submit again is safe.");
    }
    TaskKey key = key(thrown);
    if (key != null && !(thrown instanceof TaskFailedException)) {
      advice.add("Take it up again, without paying again: imagetask wait " + key + sameGateway);
    }
    return advice;
  }

  private static boolean isDocumented(InvalidRequestException e) {
    return e.violations().stream().anyMatch(violation -> violation.source() != null);
  }

  private static @Nullable TaskKey key(Throwable thrown) {
    if (thrown instanceof Stopped e) return e.key();
    return thrown instanceof ImageTaskException e ? e.key() : null;
  }

  private static Failure of(int exit, TaskError error, Throwable thrown) {
    String text = text(thrown);
    String own = error.message() == null ? text : error.message();
    return new Failure(exit, error.kind().name(), error.code(), own, text);
  }

  private static Failure of(int exit, String kind, Throwable thrown) {
    String text = text(thrown);
    return new Failure(exit, kind, null, text, text);
  }

  /** Not the exception's own message, whose advice is for programs. */
  private static String timeout(TaskTimeoutException e) {
    TaskSnapshot last = e.snapshot();
    String word = last == null ? null : last.rawStatus();
    Throwable cause = e.getCause();
    return e.key()
        + ": not finished after "
        + Text.seconds(e.elapsed())
        + " and "
        + Text.count(e.queries(), "query", "queries")
        + (last == null ? "" : "; last seen " + last.status())
        + (word == null ? "" : " (\"" + word + "\")")
        + (cause == null ? "" : ". The last query: " + text(cause));
  }

  private static String text(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }
}
