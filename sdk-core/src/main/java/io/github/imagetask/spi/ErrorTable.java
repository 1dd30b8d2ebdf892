package io.github.imagetask.spi;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's error codes and HTTP statuses with their kinds: by code first, then by status, else
 * {@link ErrorKind#UNKNOWN}. The kinds of the statuses that mean the same everywhere are built in.
 */
public final class ErrorTable {
  private final Map<String, ErrorKind> codes;
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

  /** Whether an answer of this status says by itself that the call may succeed later. */
  public static boolean isRetryableStatus(int httpStatus) {
    return httpStatus == 408
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

  /** The kind of a code, or null if the table doesn't have it. */
  public @Nullable ErrorKind kindOfCode(@Nullable String code) {
    return code == null ? null : codes.get(code);
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

  /** Builds an {@link ErrorTable}. */
  public static final class Builder {
    private final Map<String, ErrorKind> codes = new HashMap<>();
    private final Map<Integer, ErrorKind> statuses = new HashMap<>();

    private Builder() {}

    /** Adds codes of one kind. */
    public Builder codes(ErrorKind kind, String... codes) {
      for (String code : codes) {
        if (this.codes.put(code, Objects.requireNonNull(kind, "kind == null")) != null) {
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
