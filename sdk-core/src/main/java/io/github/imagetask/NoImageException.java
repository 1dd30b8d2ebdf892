package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/**
 * A direct call was answered, and there is no image in the answer. It may be billed all the same:
 * gateways charge for a prompt that was refused on the way, or answer with a text. Nothing is sent
 * again.
 */
public final class NoImageException extends ImageTaskException {
  private static final long serialVersionUID = 1;

  private final TaskError error;
  private final @Nullable String body;

  NoImageException(String gateway, String message, TaskError error, @Nullable String body) {
    super(gateway, null, message, null);
    this.error = error;
    this.body = body;
  }

  /**
   * Why, in the gateway's words: {@link ErrorKind#CONTENT_REJECTED} if it blocked the prompt, else
   * {@link ErrorKind#UNKNOWN}; its message is the text that came in place of an image.
   */
  public TaskError error() {
    return error;
  }

  /** The beginning of the answer's body without secrets, at most 2,000 characters, or null. */
  public @Nullable String body() {
    return body;
  }
}
