package io.github.imagetask.benchmarks;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When all clients alike ask: first after {@code first}, then every {@code every}, spread by {@code
 * jitter}. A constant one, so that what is compared is the cost of asking and not when it is done.
 */
record Schedule(Duration first, Duration every, double jitter) {
  static final Schedule SHORTEST = new Schedule(Duration.ofMillis(1), Duration.ofMillis(1), 0);

  /** As {@link #toString()} writes it. */
  static Schedule of(String text) {
    String[] words = text.split(",", -1);
    return new Schedule(
        Duration.ofMillis(Long.parseLong(words[0])),
        Duration.ofMillis(Long.parseLong(words[1])),
        Double.parseDouble(words[2]));
  }

  static Schedule every(Duration every) {
    return new Schedule(every, every, 0.2);
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
