package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/**
 * An image could not be fetched or saved. The task has succeeded and stays paid for: {@code
 * task(key).awaitResult()} brings fresh URLs as long as the gateway keeps the result. An image of a
 * direct call, which has no key, is lost with its URL.
 */
public final class DownloadException extends ImageTaskException {
  private static final long serialVersionUID = 1;

  private final int index;
  private final int httpStatus;

  DownloadException(
      ImageOrigin origin, int index, String message, int httpStatus, @Nullable Throwable cause) {
    super(origin.gateway(), origin.key(), "image " + index + ": " + message, cause);
    this.index = index;
    this.httpStatus = httpStatus;
  }

  /** Which image of the task, counted from 0. */
  public int index() {
    return index;
  }

  /** The HTTP status that ended it, or 0 if it wasn't one. */
  public int httpStatus() {
    return httpStatus;
  }
}
