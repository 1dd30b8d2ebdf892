package io.github.imagetask;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a wait asks the gateway again, and until when.
 *
 * <p>The first query goes out {@link #firstDelay()} after the submit, the second {@link #start()}
 * later, and each further one waits {@link #growth()} times longer than the one before, up to
 * {@link #ceiling()}. Every delay is spread by {@link #jitter()}, so that many tasks don't ask at
 * the same moment, and none between two queries is below {@link #floor()}. The {@link #deadline()}
 * counts from each await, never from the submit, and is always finite.
 *
 * <p>Once a client has seen eight tasks of a model succeed, the waits that begin after that ask
 * where such a task is likely to end, rarely before and rarely after, if the policy is {@link
 * #learned()}: about as often as without, but sooner after the end. Delays stay between floor and
 * ceiling, the first one too, unless {@link #firstDelay()} isn't. A task that is taken up again by
 * its key is asked as the policy says.
 *
 * <pre>{@code
 * PollPolicy patient = PollPolicy.builder().deadline(Duration.ofMinutes(30)).build();
 * }</pre>
 *
 * Immutable. Each gateway has a policy of its own that follows its document; a policy that the user
 * sets replaces it whole.
 */
public final class PollPolicy {
  private static final PollPolicy DEFAULT = builder().build();

  private final Duration firstDelay;
  private final Duration floor;
  private final Duration start;
  private final Duration ceiling;
  private final double growth;
  private final double jitter;
  private final boolean learned;
  private final Duration deadline;

  private PollPolicy(Builder builder) {
    this.firstDelay = builder.firstDelay();
    this.floor = builder.floor;
    this.start = builder.start;
    this.ceiling = builder.ceiling;
    this.growth = builder.growth;
    this.jitter = builder.jitter;
    this.learned = builder.learned;
    this.deadline = builder.deadline;
  }

  /** Returns the policy of a gateway whose document says nothing: 2 to 10 s, 10 min. */
  public static PollPolicy ofDefaults() {
    return DEFAULT;
  }

  /** Returns a builder that starts from {@link #ofDefaults()}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts from this policy. */
  public Builder newBuilder() {
    return new Builder()
        .firstDelay(firstDelay)
        .delays(floor, start, ceiling)
        .growth(growth)
        .jitter(jitter)
        .learned(learned)
        .deadline(deadline);
  }

  /**
   * How long after the submit the first query goes out; unless set, 5 s, or the ceiling if that is
   * shorter.
   */
  public Duration firstDelay() {
    return firstDelay;
  }

  /** The shortest time between two queries; 2 s unless set. */
  public Duration floor() {
    return floor;
  }

  /** The time from the first query to the second, where growth begins; 4 s unless set. */
  public Duration start() {
    return start;
  }

  /** The longest time between two queries; 10 s unless set. */
  public Duration ceiling() {
    return ceiling;
  }

  /** How much longer each delay is than the one before; 1.03 unless set. */
  public double growth() {
    return growth;
  }

  /** The part of a delay by which it is spread to both sides, 0 to 1; 0.2 unless set. */
  public double jitter() {
    return jitter;
  }

  /** Whether the durations that the client has seen decide when to ask; true unless set. */
  public boolean learned() {
    return learned;
  }

  /** How long one await lasts at most; 10 min unless set. */
  public Duration deadline() {
    return deadline;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof PollPolicy)) return false;
    PollPolicy that = (PollPolicy) other;
    return firstDelay.equals(that.firstDelay)
        && floor.equals(that.floor)
        && start.equals(that.start)
        && ceiling.equals(that.ceiling)
        && Double.compare(growth, that.growth) == 0
        && Double.compare(jitter, that.jitter) == 0
        && learned == that.learned
        && deadline.equals(that.deadline);
  }

  @Override
  public int hashCode() {
    return Objects.hash(firstDelay, floor, start, ceiling, growth, jitter, learned, deadline);
  }

  @Override
  public String toString() {
    return ("PollPolicy{first " + firstDelay + ", " + floor + " to " + ceiling + " from " + start)
        + (", growth " + growth + ", jitter " + jitter + (learned ? ", learned" : ""))
        + (", deadline " + deadline + "}");
  }

  /** Builds a {@link PollPolicy}; every value has a default. */
  public static final class Builder {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    private @Nullable Duration firstDelay;
    private Duration floor = Duration.ofSeconds(2);
    private Duration start = Duration.ofSeconds(4);
    private Duration ceiling = Duration.ofSeconds(10);
    private double growth = 1.03;
    private double jitter = 0.2;
    private boolean learned = true;
    private Duration deadline = Duration.ofMinutes(10);

    private Builder() {}

    /** Sets the time from the submit to the first query; zero asks at once. */
    public Builder firstDelay(Duration firstDelay) {
      Objects.requireNonNull(firstDelay, "firstDelay == null");
      if (!firstDelay.isZero()) checkRange("firstDelay", firstDelay);
      this.firstDelay = firstDelay;
      return this;
    }

    /**
     * Sets the shortest and the longest time between two queries; delays grow from the shortest.
     *
     * @throws IllegalArgumentException if one is below 1 ms or {@code floor} is above {@code
     *     ceiling}
     */
    public Builder delays(Duration floor, Duration ceiling) {
      return delays(floor, floor, ceiling);
    }

    /**
     * Sets the shortest time between two queries, the one from which it grows, and the longest. By
     * learned durations a task is asked about as often as if every {@code start}.
     *
     * @throws IllegalArgumentException if one is below 1 ms or above the next
     */
    public Builder delays(Duration floor, Duration start, Duration ceiling) {
      Objects.requireNonNull(floor, "floor == null");
      Objects.requireNonNull(start, "start == null");
      Objects.requireNonNull(ceiling, "ceiling == null");
      checkRange("floor", floor);
      checkRange("ceiling", ceiling);
      if (floor.compareTo(ceiling) > 0) {
        throw new IllegalArgumentException("floor " + floor + " is above ceiling " + ceiling);
      }
      if (start.compareTo(floor) < 0 || start.compareTo(ceiling) > 0) {
        throw new IllegalArgumentException(
            "start " + start + " isn't between floor " + floor + " and ceiling " + ceiling);
      }
      this.floor = floor;
      this.start = start;
      this.ceiling = ceiling;
      return this;
    }

    /** Sets how much longer each delay is than the one before, 1 to 10. */
    public Builder growth(double growth) {
      if (!(growth >= 1 && growth <= 10)) {
        throw new IllegalArgumentException("growth is 1 to 10, not " + growth);
      }
      this.growth = growth;
      return this;
    }

    /** Sets the part of a delay by which it is spread to both sides, 0 to 1. */
    public Builder jitter(double jitter) {
      if (!(jitter >= 0 && jitter <= 1)) {
        throw new IllegalArgumentException("jitter is 0 to 1, not " + jitter);
      }
      this.jitter = jitter;
      return this;
    }

    /** Sets whether the durations that the client has seen decide when to ask. */
    public Builder learned(boolean learned) {
      this.learned = learned;
      return this;
    }

    /** Sets how long one await lasts at most, 1 ms to 366 days: there is no endless wait. */
    public Builder deadline(Duration deadline) {
      Objects.requireNonNull(deadline, "deadline == null");
      checkRange("deadline", deadline);
      this.deadline = deadline;
      return this;
    }

    /** Returns the policy. */
    public PollPolicy build() {
      return new PollPolicy(this);
    }

    private Duration firstDelay() {
      if (firstDelay != null) return firstDelay;
      return FIRST.compareTo(ceiling) < 0 ? FIRST : ceiling;
    }

    private static void checkRange(String name, Duration value) {
      if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(name + " is 1 ms to 366 days, not " + value);
      }
    }
  }
}
