package io.github.imagetask;

import java.time.Duration;
import java.util.Collections;

/** The SDK's own wait for one task, for studies: these stand outside its package. */
public final class PacedWait {
  private static final TaskKey KEY = TaskKey.of("study", "t1");
  private static final QueryOutcome RUNNING = reading(TaskStatus.RUNNING);
  private static final QueryOutcome ENDED = reading(TaskStatus.FAILED);

  private final Wait wait;

  /** Begins to wait for a task that was submitted just now. */
  public PacedWait(PollPolicy policy, long now, double random) {
    wait = new Wait(policy, null, now, now, false, Long.MAX_VALUE, random);
  }

  /** Whether it wants to ask now. */
  public boolean asks(long now) {
    return wait.asks(now);
  }

  /** When it wants to ask. */
  public long askAt() {
    return wait.askAt();
  }

  /** When it gives up; later if a query is out, or may still go. */
  public long giveUpAt(boolean querying) {
    return wait.giveUpAt(querying);
  }

  /**
   * Takes an answer.
   *
   * @param retryAfter in nanoseconds; negative if there was none
   * @param again whether one that was refused comes again after that, not an interval later
   */
  public void hear(
      long now, boolean ended, boolean refused, long retryAfter, boolean again, double random) {
    QueryOutcome outcome = ended ? ENDED : RUNNING;
    if (refused) {
      Duration asked = retryAfter < 0 ? null : Duration.ofNanos(retryAfter);
      outcome = QueryOutcome.failure(QueryOutcome.Kind.TRANSIENT, tooMany(), asked, again);
    }
    wait.hear(outcome, now, random);
  }

  private static ImageTaskException tooMany() {
    return new ConnectionException("study", KEY, "429", null);
  }

  private static QueryOutcome reading(TaskStatus status) {
    return QueryOutcome.reading(
        new TaskSnapshot(KEY, status, null, null, Collections.emptyList(), null, null), null);
  }
}
