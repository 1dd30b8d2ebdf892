package io.github.imagetask.micrometer;

import io.github.imagetask.ConnectionException;
import io.github.imagetask.DownloadException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.MalformedResponseException;
import io.github.imagetask.NoImageException;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskTimeoutException;
import io.github.imagetask.WaitAbortedException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What things ended with, in the few words that tags may have. */
enum Outcomes {
  // What a submit that ends with it has done must be certain: unless it is, "unknown".
  // spotless:off
  //                                                         a submit    a wait     error; null: the kind that the gateway reported
  REFUSED         (GatewayException.class,                   "refused",  "error",   null),
  UNREACHED       (ConnectionException.class,                "not_sent", "error",   "connection"),
  OUTCOME_UNKNOWN (SubmitOutcomeUnknownException.class,      "unknown",  "error",   "outcome_unknown"),
  NO_IMAGE        (NoImageException.class,                   "no_image", "error",   null),
  MALFORMED       (MalformedResponseException.class,         "unknown",  "error",   "malformed"),
  TASK_FAILED     (TaskFailedException.class,                "unknown",  "failed",  null),
  TIMEOUT         (TaskTimeoutException.class,               "unknown",  "timeout", "timeout"),
  ABORTED         (WaitAbortedException.class,               "not_sent", "aborted", "aborted"),
  NOT_FETCHED     (DownloadException.class,                  "unknown",  "error",   "download"),
  OTHER           (Exception.class,                          "unknown",  "error",   "other");
  // spotless:on

  static final String ACCEPTED = "accepted";
  static final String GENERATED = "generated";
  private static final String SUCCEEDED = "succeeded";

  private final Class<? extends Exception> type;
  private final String submit;
  private final String wait;
  private final @Nullable String error;

  Outcomes(Class<? extends Exception> type, String submit, String wait, @Nullable String error) {
    this.type = type;
    this.submit = submit;
    this.wait = wait;
    this.error = error;
  }

  private static Outcomes of(Exception failure) {
    for (Outcomes each : values()) {
      if (each.type.isInstance(failure)) return each;
    }
    return OTHER;
  }

  /** Of a submit or a direct call that failed. */
  static String ofSubmit(Exception failure) {
    return of(failure).submit;
  }

  /** Of a wait that ended with this, or well. */
  static String ofWait(@Nullable Exception failure) {
    return failure == null ? SUCCEEDED : of(failure).wait;
  }

  /** Of a download that ended with this, or well. */
  static String ofDownload(@Nullable Exception failure) {
    if (failure == null) return SUCCEEDED;
    return of(failure) == ABORTED ? "aborted" : "failed";
  }

  /** What failed. */
  static String error(Exception failure) {
    String word = of(failure).error;
    return word != null ? word : kind(failure).name().toLowerCase(Locale.ROOT);
  }

  private static ErrorKind kind(Exception failure) {
    if (failure instanceof GatewayException) return ((GatewayException) failure).error().kind();
    if (failure instanceof NoImageException) return ((NoImageException) failure).error().kind();
    if (failure instanceof TaskFailedException) {
      return ((TaskFailedException) failure).error().kind();
    }
    return ErrorKind.UNKNOWN;
  }
}
