package io.github.imagetask;

import io.github.imagetask.spi.Reading;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the answer to a submit means. */
final class SubmitOutcome {
  enum Kind {
    /** A task was made, or images. */
    ACCEPTED,
    /** No task was made. */
    REFUSED,
    /** No task was made, and the gateway says to come back later. */
    DEFERRED,
    /** A task, or images, may have been made. */
    UNKNOWN
  }

  private final Kind kind;
  private final @Nullable TaskKey key;
  private final @Nullable Reading task;
  private final @Nullable ImageTaskException failure;

  private SubmitOutcome(
      Kind kind,
      @Nullable TaskKey key,
      @Nullable Reading task,
      @Nullable ImageTaskException failure) {
    this.kind = kind;
    this.key = key;
    this.task = task;
    this.failure = failure;
  }

  static SubmitOutcome accepted(@Nullable TaskKey key, Reading task) {
    return new SubmitOutcome(Kind.ACCEPTED, key, task, null);
  }

  static SubmitOutcome refused(GatewayException failure) {
    return new SubmitOutcome(Kind.REFUSED, null, null, failure);
  }

  static SubmitOutcome deferred(GatewayException failure) {
    return new SubmitOutcome(Kind.DEFERRED, null, null, failure);
  }

  static SubmitOutcome unknown(ImageTaskException failure) {
    return new SubmitOutcome(Kind.UNKNOWN, null, null, failure);
  }

  Kind kind() {
    return kind;
  }

  /** Whether it is a task, which has a key. */
  boolean isTask() {
    return key != null;
  }

  /** The accepted task's key. */
  TaskKey key() {
    return Objects.requireNonNull(key, "no task");
  }

  /** The accepted task's first reading, or the images. */
  Reading task() {
    return Objects.requireNonNull(task, "no task");
  }

  /** The failure of one that wasn't accepted. */
  ImageTaskException failure() {
    return Objects.requireNonNull(failure, "no failure");
  }
}
