package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/**
 * A direct call became a task: the gateway took the work and answers without the image. Wait for it
 * by {@link #task()}, or by its {@link #key()} in another process; don't ask again.
 */
public final class TaskPendingException extends ImageTaskException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable ImageTask task;

  TaskPendingException(ImageTask task) {
    super(
        task.key().gateway(),
        task.key(),
        "the direct call became a task, which is paid for; task().awaitResult() waits for it",
        null);
    this.task = task;
  }

  /** The task; null only after deserialization. */
  public @Nullable ImageTask task() {
    return task;
  }
}
