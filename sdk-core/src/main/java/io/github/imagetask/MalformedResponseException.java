package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/**
 * The gateway answered, but not with what its document says: JSON that is no task, or a success
 * without an image. The task exists; its key resumes it.
 */
public final class MalformedResponseException extends ImageTaskException {
  private static final long serialVersionUID = 1;

  private final @Nullable String path;
  private final @Nullable String body;

  MalformedResponseException(
      String gateway,
      @Nullable TaskKey key,
      String message,
      @Nullable String path,
      @Nullable String body,
      @Nullable Throwable cause) {
    super(gateway, key, message, cause);
    this.path = path;
    this.body = body;
  }

  /** Where in the JSON it went wrong, such as {@code $.data.status}, or null if not known. */
  public @Nullable String path() {
    return path;
  }

  /** The beginning of the answer's body without secrets, at most 2,000 characters, or null. */
  public @Nullable String body() {
    return body;
  }
}
