package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/**
 * A wait ended on this side: its thread was interrupted or its client closed. The task at the
 * gateway is untouched, and its key resumes it. Without a key nothing was sent, or it was the fetch
 * of a direct call's image that ended, and the image still has its URL.
 */
public final class WaitAbortedException extends ImageTaskException {
  private static final long serialVersionUID = 1;

  WaitAbortedException(
      String gateway, @Nullable TaskKey key, String message, @Nullable Throwable cause) {
    super(gateway, key, message, cause);
  }

  static WaitAbortedException closed(TaskKey key) {
    String text = "the client was closed; the task's key takes it up again";
    return new WaitAbortedException(key.gateway(), key, text, null);
  }
}
