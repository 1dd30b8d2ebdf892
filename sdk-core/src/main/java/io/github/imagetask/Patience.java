package io.github.imagetask;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a download tries again, and when: after 1, 2, 4 and 8 s. The last try comes later than
 * 10 s, for which the JVM remembers that a name could not be resolved.
 */
final class Patience {
  private static final int PAUSES = 4;
  private static final long FIRST = Duration.ofSeconds(1).toNanos();

  private int pauses;

  /** Takes the next pause, in nanoseconds; -1 if there is none any more. */
  long next(@Nullable Duration retryAfter) {
    if (pauses == PAUSES) return -1;
    long pause = FIRST << pauses++;
    if (retryAfter == null) return pause;
    return Math.max(pause, Math.min(retryAfter.toNanos(), Wait.LONGEST_RETRY_AFTER));
  }
}
