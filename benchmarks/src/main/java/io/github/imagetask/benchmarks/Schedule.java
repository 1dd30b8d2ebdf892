package io.github.imagetask.benchmarks;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When all clients alike ask. A constant schedule, so that what is compared is the cost of asking,
 * and not when it is done.
 *
 * @param first from a submit to the first query; what is waited for without a submit is asked about
 *     at any time before it
 * @param every from query to query
 * @param jitter the part of it by which it is spread to both sides
 */
record Schedule(Duration first, Duration every, double jitter) {
  static final Schedule SHORTEST = new Schedule(Duration.ofMillis(1), Duration.ofMillis(1), 0);

  static Schedule every(Duration every) {
    return new Schedule(every, every, 0.2);
  }

  /** As {@link #toString()} writes it. */
  static Schedule of(String text) {
    String[] words = text.split(",", -1);
    return new Schedule(
        Duration.ofMillis(Long.parseLong(words[0])),
        Duration.ofMillis(Long.parseLong(words[1])),
        Double.parseDouble(words[2]));
  }

  boolean isAtOnce() {
    return first.toMillis() <= 1;
  }

  long firstMillis() {
    return ThreadLocalRandom.current().nextLong(first.toMillis()) + 1;
  }

  long nextMillis() {
    double spread = jitter * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return Math.max(1, Math.round(every.toMillis() * (1 + spread)));
  }

  @Override
  public String toString() {
    return first.toMillis() + "," + every.toMillis() + "," + jitter;
  }
}
