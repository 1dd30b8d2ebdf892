package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/** The gateway says that the task failed. It has ended; waiting again changes nothing. */
public final class TaskFailedException extends ImageTaskException {
  private static final long serialVersionUID = 1;

  private final TaskError error;
  private final transient @Nullable TaskSnapshot snapshot;

  TaskFailedException(TaskSnapshot snapshot, TaskError error) {
    super(snapshot.key().gateway(), snapshot.key(), "the task failed: " + error, null);
    this.error = error;
    this.snapshot = snapshot;
  }

  /** Why, in the gateway's words. */
  public TaskError error() {
    return error;
  }

  /** The last reading; null only after deserialization. */
  public @Nullable TaskSnapshot snapshot() {
    return snapshot;
  }
}
