package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/**
 * The base of everything that can go wrong between this SDK and a gateway. Unchecked. Carries the
 * task's key as soon as there is one, so that no paid task is lost in an exception; its text holds
 * no secret.
 */
public abstract class ImageTaskException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String gateway;
  private final @Nullable TaskKey key;

  ImageTaskException(
      String gateway, @Nullable TaskKey key, String message, @Nullable Throwable cause) {
    super(key == null ? gateway + ": " + message : key + ": " + message, cause);
    this.gateway = gateway;
    this.key = key;
  }

  /** The gateway's name, such as {@code uniall}. */
  public final String gateway() {
    return gateway;
  }

  /** The task's key, or null if there is no task that we know of. */
  public final @Nullable TaskKey key() {
    return key;
  }
}
