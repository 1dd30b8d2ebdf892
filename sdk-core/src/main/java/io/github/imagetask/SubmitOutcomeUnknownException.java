package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/**
 * A submit, or a direct call, went out and no usable answer came back: the task may exist, or the
 * images were made, and may be billed. The SDK never sends it again by itself. Look at the
 * gateway's own list of tasks or its bill, with {@link #traceId()} where there is one, before you
 * ask again.
 */
public final class SubmitOutcomeUnknownException extends ImageTaskException {
  private static final long serialVersionUID = 1;

  private final int httpStatus;
  private final @Nullable String traceId;
  private final @Nullable String body;

  SubmitOutcomeUnknownException(
      String gateway,
      String message,
      int httpStatus,
      @Nullable String traceId,
      @Nullable String body,
      @Nullable Throwable cause) {
    super(gateway, null, message, cause);
    this.httpStatus = httpStatus;
    this.traceId = traceId;
    this.body = body;
  }

  /** The HTTP status of the answer that couldn't be used, or 0 if none came. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The request's own id, sent with it, or null where the gateway has no such thing. */
  public @Nullable String traceId() {
    return traceId;
  }

  /** The beginning of the answer's body without secrets, at most 2,000 characters, or null. */
  public @Nullable String body() {
    return body;
  }
}
