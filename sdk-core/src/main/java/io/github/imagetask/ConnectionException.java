package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/**
 * No answer came. On a submit: nothing was sent, nothing is billed, and submitting again is safe.
 * On a query, which has a {@link #key}: the network failed, and asking again is always safe.
 */
public final class ConnectionException extends ImageTaskException {
  private static final long serialVersionUID = 1;

  ConnectionException(
      String gateway, @Nullable TaskKey key, String message, @Nullable Throwable cause) {
    super(gateway, key, message, cause);
  }
}
