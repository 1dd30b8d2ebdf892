package io.github.imagetask;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The gateway, or something in front of it, refused a call. On a submit or a direct call, without a
 * {@link #key}: no task and no image was made, and nothing is billed but a fee that the message
 * speaks of. On a query, with one: the task goes on, and its key takes it up again.
 */
public final class GatewayException extends ImageTaskException {
  private static final long serialVersionUID = 1;

  private final int httpStatus;
  private final TaskError error;
  private final @Nullable String body;
  private final boolean retryable;
  private final @Nullable Duration retryAfter;

  GatewayException(
      String gateway,
      @Nullable TaskKey key,
      String message,
      int httpStatus,
      TaskError error,
      @Nullable String body,
      boolean retryable,
      @Nullable Duration retryAfter) {
    super(gateway, key, message, null);
    this.httpStatus = httpStatus;
    this.error = error;
    this.body = body;
    this.retryable = retryable;
    this.retryAfter = retryAfter;
  }

  /** The HTTP status; 200 where a gateway reports errors under it. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The error in the gateway's own words, with its kind. */
  public TaskError error() {
    return error;
  }

  /** The beginning of the answer's body without secrets, at most 2,000 characters, or null. */
  public @Nullable String body() {
    return body;
  }

  /** Whether the same call may succeed later without any change. */
  public boolean isRetryable() {
    return retryable;
  }

  /** How long the gateway asked to wait, or null if it didn't say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
