package io.github.imagetask.spi;

import io.github.imagetask.TaskError;
import java.util.Objects;

/**
 * A call that failed, in the gateway's own words: the error, whether the call may succeed later,
 * and what the gateway's table knows of the money. {@link ErrorTable} makes them.
 */
public final class Fault {
  /** Whether a submit that met this error was processed. */
  public enum Processed {
    /** No: the gateway itself refused it. */
    NO,
    /** No, but the gateway charges a fee for having been asked. */
    FEE,
    /** Perhaps: the error comes from behind the gateway, which may have done the work. */
    MAYBE,
    /** The gateway's table doesn't know the code, or knows it without this. */
    UNSAID
  }

  private final TaskError error;
  private final boolean isRetryable;
  private final Processed processed;

  private Fault(TaskError error, boolean isRetryable, Processed processed) {
    this.error = error;
    this.isRetryable = isRetryable;
    this.processed = processed;
  }

  /** Returns a fault. */
  public static Fault of(TaskError error, boolean isRetryable, Processed processed) {
    Objects.requireNonNull(error, "error == null");
    Objects.requireNonNull(processed, "processed == null");
    return new Fault(error, isRetryable, processed);
  }

  /** The same fault of a call that may have been processed. */
  public Fault maybeProcessed() {
    return new Fault(error, isRetryable, Processed.MAYBE);
  }

  /** The same fault with another error, say with another kind. */
  public Fault withError(TaskError error) {
    return of(error, isRetryable, processed);
  }

  /** The error, with its kind. */
  public TaskError error() {
    return error;
  }

  /** Whether the same call may succeed later without any change. */
  public boolean isRetryable() {
    return isRetryable;
  }

  /** Whether a submit with this fault was processed. */
  public Processed processed() {
    return processed;
  }
}
