package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says how long a task may still take. */
interface Estimate {
  /** Knows nothing, as of a task that began nobody knows when. */
  Estimate NONE = age -> null;

  /** Returns what is left at this age, or null if nobody knows. */
  @Nullable Duration left(Duration age);

  /** By what the client has seen of tasks of this model. */
  static Estimate of(ImageClient<?> client, String model) {
    return age -> client.durations().left(model, age);
  }

  /** Such as {@code about 20 s left}, or nothing. */
  default String text(Duration age) {
    Duration left = left(age);
    if (left == null || left.compareTo(Duration.ofSeconds(1)) < 0) return "";
    long seconds = left.toSeconds();
    if (seconds >= 10) seconds = (seconds + 2) / 5 * 5; // it is an estimate
    return seconds < 120
        ? "about " + seconds + " s left"
        : "about " + (seconds + 30) / 60 + " min left";
  }
}
