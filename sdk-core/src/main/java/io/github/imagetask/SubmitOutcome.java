package io.github.imagetask;

import io.github.imagetask.spi.Reading;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the answer to a submit means. */
final class SubmitOutcome {
  private final @Nullable TaskKey key;
  private final @Nullable Reading task;
  private final @Nullable ImageTaskException failure;
  private final boolean deferred;

  private SubmitOutcome(
      @Nullable TaskKey key,
      @Nullable Reading task,
      @Nullable ImageTaskException failure,
      boolean deferred) {
    this.key = key;
    this.task = task;
    this.failure = failure;
    this.deferred = deferred;
  }

  /** A task was made. */
  static SubmitOutcome accepted(TaskKey key, Reading task) {
    return new SubmitOutcome(key, task, null, false);
  }

  /** No task was made. */
  static SubmitOutcome refused(GatewayException failure) {
    return new SubmitOutcome(null, null, failure, false);
  }

  /** No task was made, and the gateway says to come back later. */
  static SubmitOutcome deferred(GatewayException failure) {
    return new SubmitOutcome(null, null, failure, true);
  }

  /** A task may have been made. */
  static SubmitOutcome unknown(SubmitOutcomeUnknownException failure) {
    return new SubmitOutcome(null, null, failure, false);
  }

  /** Whether a task was made. */
  boolean isAccepted() {
    return task != null;
  }

  /** The accepted task's key. */
  TaskKey key() {
    return Objects.requireNonNull(key, "no task");
  }

  /** The accepted task's first reading. */
  Reading task() {
    return Objects.requireNonNull(task, "no task");
  }

  /** The failure, if there is no task. */
  ImageTaskException failure() {
    return Objects.requireNonNull(failure, "no failure");
  }

  /** Whether the same submit may be made again after a pause. */
  boolean isDeferred() {
    return deferred;
  }
}
