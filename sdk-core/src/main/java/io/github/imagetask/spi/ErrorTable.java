package io.github.imagetask.spi;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's error codes and HTTP statuses with their kinds: by code first, then by status, else
 * {@link ErrorKind#UNKNOWN}. The kinds of the statuses that mean the same everywhere are built in.
 *
 * <p>The table also knows what a code says of the money. Only {@link Builder#refused} says that a
 * call wasn't processed; a code that isn't listed says nothing, whatever it looks like: a proxy
 * writes JSON with a code as well.
 */
public final class ErrorTable {
  private final Map<String, Row> codes;
  private final Map<Integer, ErrorKind> statuses;

  private ErrorTable(Builder builder) {
    this.codes = new HashMap<>(builder.codes);
    this.statuses = new HashMap<>(builder.statuses);
  }

  /** Returns a builder of an empty table. */
  public static Builder builder() {
    return new Builder();
  }

  /** The kind of an HTTP status by HTTP's own meaning. */
  public static ErrorKind kindOfStatus(int httpStatus) {
    switch (httpStatus) {
      case 401:
        return ErrorKind.AUTHENTICATION;
      case 402:
        return ErrorKind.QUOTA;
      case 403:
        return ErrorKind.PERMISSION;
      case 404:
      case 410:
        return ErrorKind.NOT_FOUND;
      case 400:
      case 405:
      case 413:
      case 415:
      case 422:
        return ErrorKind.INVALID_REQUEST;
      case 429:
        return ErrorKind.RATE_LIMIT;
      case 408:
        return ErrorKind.UNAVAILABLE;
      default:
        return httpStatus >= 500 && httpStatus < 600 ? ErrorKind.UNAVAILABLE : ErrorKind.UNKNOWN;
    }
  }

  /**
   * Whether an answer of this status says by itself that the call may succeed later. An interim one
   * that was taken for the answer does: the answer was still to come.
   */
  public static boolean isRetryableStatus(int httpStatus) {
    return httpStatus < 200
        || httpStatus == 408
        || httpStatus == 425
        || httpStatus == 429
        || (httpStatus >= 500 && httpStatus < 600);
  }

  /**
   * Whether a call that met an error of this kind may succeed later: rate limits and unavailability
   * pass; an error of unknown kind passes if its status does.
   */
  public static boolean isRetryable(ErrorKind kind, int httpStatus) {
    if (kind == ErrorKind.UNKNOWN) return isRetryableStatus(httpStatus);
    return kind == ErrorKind.RATE_LIMIT || kind == ErrorKind.UNAVAILABLE;
  }

  /**
   * Whether a status, of HTTP or as a gateway's code, tells of a time-out behind whoever wrote it:
   * what stands there may have done the work.
   */
  public static boolean isTimeout(int status) {
    return status == 408
        || status == 502
        || status == 504
        || (status >= 520 && status <= 527)
        || status == 598
        || status == 599;
  }

  /** Whether the table has a code. */
  public boolean knows(@Nullable String code) {
    return code != null && codes.containsKey(code);
  }

  /** The kind of a code, or null if the table doesn't have it. */
  public @Nullable ErrorKind kindOfCode(@Nullable String code) {
    Row row = code == null ? null : codes.get(code);
    return row == null ? null : row.kind;
  }

  /** The kind of an HTTP status at this gateway. */
  public ErrorKind kindOf(int httpStatus) {
    ErrorKind own = statuses.get(httpStatus);
    return own != null ? own : kindOfStatus(httpStatus);
  }

  /**
   * Returns the error with its kind, by code first.
   *
   * @param httpStatus the answer's status; a 2xx has no kind of its own
   */
  public TaskError error(int httpStatus, @Nullable String code, @Nullable String message) {
    ErrorKind kind = kindOfCode(code);
    return TaskError.of(kind != null ? kind : kindOf(httpStatus), code, message);
  }

  /** Returns the fault of a call that met this error. */
  public Fault fault(int httpStatus, @Nullable String code, @Nullable String message) {
    return fault(httpStatus, error(httpStatus, code, message));
  }

  /** Returns the fault of a call that met this error, whose kind is known already. */
  public Fault fault(int httpStatus, TaskError error) {
    Row row = error.code() == null ? null : codes.get(error.code());
    boolean isRetryable = isRetryable(error.kind(), httpStatus) && (row == null || !row.isLasting);
    Fault.Processed processed = row == null ? byWord(error.code()) : row.processed;
    return Fault.of(error, isRetryable, processed);
  }

  /** What a code that isn't listed says: gateways pass time-outs on under words of any sort. */
  private static Fault.Processed byWord(@Nullable String code) {
    if (code == null) return Fault.Processed.UNSAID;
    String word = code.toLowerCase(Locale.ROOT);
    boolean isTimeout = word.contains("timeout") || word.contains("timed_out");
    isTimeout |= word.contains("deadline");
    isTimeout |= word.length() == 3 && isDigits(word) && isTimeout(Integer.parseInt(word));
    return isTimeout ? Fault.Processed.MAYBE : Fault.Processed.UNSAID;
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
    }
    return true;
  }

  /** What the table knows of a code. */
  private static final class Row {
    final ErrorKind kind;
    final Fault.Processed processed;
    final boolean isLasting;

    Row(ErrorKind kind, Fault.Processed processed, boolean isLasting) {
      this.kind = Objects.requireNonNull(kind, "kind == null");
      this.processed = processed;
      this.isLasting = isLasting;
    }
  }

  /** Builds an {@link ErrorTable}. */
  public static final class Builder {
    private final Map<String, Row> codes = new HashMap<>();
    private final Map<Integer, ErrorKind> statuses = new HashMap<>();

    private Builder() {}

    /** Adds codes by which the gateway itself refuses a call: nothing was processed. */
    public Builder refused(ErrorKind kind, String... codes) {
      return add(new Row(kind, Fault.Processed.NO, false), codes);
    }

    /** Adds codes of refusals that don't pass, whatever their kind says. */
    public Builder refusedForGood(ErrorKind kind, String... codes) {
      return add(new Row(kind, Fault.Processed.NO, true), codes);
    }

    /** Adds codes of refusals that cost a fee. */
    public Builder refusedForAFee(ErrorKind kind, String... codes) {
      return add(new Row(kind, Fault.Processed.FEE, true), codes);
    }

    /** Adds codes of what failed behind the gateway: the call may have been processed. */
    public Builder failedBehind(ErrorKind kind, String... codes) {
      return add(new Row(kind, Fault.Processed.MAYBE, false), codes);
    }

    /** Adds codes that don't say whether the call was processed. */
    public Builder failed(ErrorKind kind, String... codes) {
      return add(new Row(kind, Fault.Processed.UNSAID, false), codes);
    }

    private Builder add(Row row, String... codes) {
      for (String code : codes) {
        if (this.codes.put(code, row) != null) {
          throw new AssertionError("error code twice: " + code);
        }
      }
      return this;
    }

    /** Sets the kind of HTTP statuses that this gateway uses in a way of its own. */
    public Builder statuses(ErrorKind kind, int... statuses) {
      for (int status : statuses) {
        this.statuses.put(status, Objects.requireNonNull(kind, "kind == null"));
      }
      return this;
    }

    /** Returns the table. */
    public ErrorTable build() {
      return new ErrorTable(this);
    }
  }
}
