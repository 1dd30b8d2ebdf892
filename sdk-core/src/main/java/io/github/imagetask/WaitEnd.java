package io.github.imagetask;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one wait for a task ended. Immutable. */
public final class WaitEnd {
  private final TaskSnapshot task;
  private final @Nullable ImageTaskException failure;
  private final Duration elapsed;
  private final int queries;

  WaitEnd(TaskSnapshot task, @Nullable ImageTaskException failure, Duration elapsed, int queries) {
    this.task = task;
    this.failure = failure;
    this.elapsed = elapsed;
    this.queries = queries;
  }

  /** The task's last reading. */
  public TaskSnapshot task() {
    return task;
  }

  /**
   * What the one who waited gets, or null if the task succeeded: {@link TaskFailedException},
   * {@link TaskTimeoutException} at the deadline, {@link WaitAbortedException} of a wait that was
   * cancelled or interrupted or whose client was closed, or what a query failed with.
   */
  public @Nullable ImageTaskException failure() {
    return failure;
  }

  /** How long the wait took. */
  public Duration elapsed() {
    return elapsed;
  }

  /** How many queries it has heard the answer of. */
  public int queries() {
    return queries;
  }

  /** The task and how it ended. */
  @Override
  public String toString() {
    String end = failure == null ? "" : ", " + failure.getClass().getSimpleName();
    return "WaitEnd{" + task + end + ", " + queries + " queries, " + elapsed + "}";
  }
}
