package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/**
 * The waits of one client on tasks of one model, in the seconds of a simulated time: the SDK's own
 * schedule and memory, for studies. Stands in this package because they are hidden in it.
 */
public final class SimulatedWaits {
  private static final String MODEL = "model";
  private static final TaskSnapshot PENDING = TaskSnapshot.unread(TaskKey.of("simulated", "task"));

  private final PollPolicy policy;
  private final DurationMemory memory = new DurationMemory(TaskDurations.none());

  /** Makes those of a client that knows nothing yet. */
  public SimulatedWaits(PollPolicy policy) {
    this.policy = policy;
  }

  /** Begins to wait for a task whose submit is accepted now. */
  public One begin(double now, double random) {
    return new One(nanos(now), random);
  }

  private static long nanos(double seconds) {
    return (long) (seconds * 1e9);
  }

  /** One of them. Ages count from its submit. */
  public final class One {
    private final long createdAt;
    private final boolean watched;
    private final Wait wait;

    private One(long createdAt, double random) {
      this.createdAt = createdAt;
      this.watched = memory.watch(MODEL, createdAt, createdAt);
      @Nullable LearnedDelays learned = policy.learned() ? memory.learned(MODEL) : null;
      this.wait = new Wait(policy, learned, createdAt, createdAt, false, Long.MAX_VALUE, random);
    }

    /** Returns the age at which it asks. */
    public double asksAt() {
      return (wait.askAt() - createdAt) / 1e9;
    }

    /** The task was asked for, and is pending at this age. */
    public void isPending(double age, double random) {
      wait.hear(QueryOutcome.reading(PENDING, null), createdAt + nanos(age), random);
    }

    /**
     * The task was found to have succeeded at the age of {@code to}, after that of {@code from}.
     */
    public void hasSucceeded(double from, double to) {
      if (!watched) return;
      memory.succeeded(MODEL, createdAt, createdAt + nanos(from), createdAt + nanos(to));
    }
  }
}
