package io.github.imagetask.examples.cli;

import io.github.imagetask.PollPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long and how often to ask. What isn't given stays as the gateway advises. */
final class WaitOptions {
  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description =
          "Give up waiting after so long; 600 unless the gateway advises otherwise. The"
              + " task goes on, and 'imagetask wait' takes it up again.")
  @Nullable Duration timeout;

  @Option(
      names = "--poll-min",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description =
          "The shortest time between two queries, from which it grows; also the longest before the"
              + " first.")
  @Nullable Duration pollMin;

  @Option(
      names = "--poll-max",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description = "The longest time between two queries.")
  @Nullable Duration pollMax;

  /** The gateway's policy with what was given in its place. */
  PollPolicy policy(PollPolicy advised) {
    PollPolicy.Builder policy = advised.newBuilder();
    if (timeout != null) policy.deadline(timeout);
    if (pollMin == null && pollMax == null) return policy.build();
    if (pollMin != null && pollMax != null && pollMin.compareTo(pollMax) > 0) {
      throw new UsageException("--poll-min is above --poll-max");
    }
    // One alone moves the other out of its way.
    Duration floor = pollMin != null ? pollMin : shorter(advised.floor(), pollMax);
    Duration ceiling = pollMax != null ? pollMax : longer(advised.ceiling(), pollMin);
    Duration start = pollMin != null ? floor : shorter(advised.start(), ceiling);
    return policy
        .delays(floor, start, ceiling)
        .firstDelay(shorter(advised.firstDelay(), pollMin != null ? floor : ceiling))
        .build();
  }

  private static Duration shorter(Duration a, @Nullable Duration b) {
    return b == null || a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, @Nullable Duration b) {
    return b == null || a.compareTo(b) > 0 ? a : b;
  }

  /** Reads {@code 90} and {@code 2.5}. */
  static final class Seconds implements ITypeConverter<Duration> {
    private static final BigDecimal LEAST = new BigDecimal("0.001");
    private static final BigDecimal MOST = new BigDecimal(366L * 24 * 60 * 60);

    @Override
    public Duration convert(String text) {
      try {
        BigDecimal seconds = new BigDecimal(text);
        if (seconds.compareTo(LEAST) >= 0 && seconds.compareTo(MOST) <= 0) {
          return Duration.ofNanos(seconds.movePointRight(9).longValue());
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new TypeConversionException(
          "'" + text + "' is not a number of seconds such as 90 or 2.5, at least 0.001");
    }
  }
}
