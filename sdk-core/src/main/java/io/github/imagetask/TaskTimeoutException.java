package io.github.imagetask;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A wait's deadline passed and the task had not ended. This is no failure of the task: it may still
 * finish, and its key resumes it. The cause is the last failure of a query, if any of them failed.
 */
public final class TaskTimeoutException extends ImageTaskException {
  private static final long serialVersionUID = 1;

  private final Duration elapsed;
  private final int queries;
  private final transient @Nullable TaskSnapshot snapshot;

  TaskTimeoutException(
      TaskSnapshot snapshot, Duration elapsed, int queries, @Nullable Throwable cause) {
    super(snapshot.key().gateway(), snapshot.key(), message(snapshot, elapsed, queries), cause);
    this.elapsed = elapsed;
    this.queries = queries;
    this.snapshot = snapshot;
  }

  /** How long the wait lasted. */
  public Duration elapsed() {
    return elapsed;
  }

  /** How many queries this wait saw answered or failed. */
  public int queries() {
    return queries;
  }

  /** The last reading; null only after deserialization. */
  public @Nullable TaskSnapshot snapshot() {
    return snapshot;
  }

  private static String message(TaskSnapshot snapshot, Duration elapsed, int queries) {
    String word = snapshot.rawStatus();
    return "not finished after "
        + Redactor.seconds(elapsed)
        + " and "
        + queries
        + (queries == 1 ? " query" : " queries")
        + "; last seen "
        + snapshot.status()
        + (word == null ? "" : " (\"" + word + "\")")
        + ". It may still finish: task(TaskKey.parse(\""
        + snapshot.key()
        + "\")).awaitResult() takes it up again";
  }
}
