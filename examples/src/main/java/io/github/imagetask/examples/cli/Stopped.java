package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageTaskException;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskKey;
import org.jspecify.annotations.Nullable;

/** The user pressed Ctrl-C. */
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable TaskKey key;

  Stopped(@Nullable TaskKey key, @Nullable RuntimeException cause) {
    super(message(key, cause), cause);
    this.key = key;
  }

  @Nullable TaskKey key() {
    return key;
  }

  private static String message(@Nullable TaskKey key, @Nullable RuntimeException cause) {
    if (key != null) return key + ": stopped waiting; the task goes on at the gateway";
    if (cause instanceof SubmitOutcomeUnknownException) return "stopped: " + cause.getMessage();
    if (cause instanceof ImageTaskException) return "stopped before anything was sent";
    return "stopped";
  }
}
