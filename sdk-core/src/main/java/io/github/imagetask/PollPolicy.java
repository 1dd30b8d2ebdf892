package io.github.imagetask;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a wait asks the gateway again, and until when.
 *
 * <p>The first query goes out {@link #firstDelay()} after the submit. Each further one waits {@link
 * #growth()} times longer than the one before, from {@link #floor()} up to {@link #ceiling()}, and
 * every delay is spread by {@link #jitter()} so that many tasks don't ask at the same moment. The
 * {@link #deadline()} counts from each await, never from the submit, and is always finite.
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
  private final Duration ceiling;
  private final double growth;
  private final double jitter;
  private final Duration deadline;

  private PollPolicy(Builder builder) {
    this.firstDelay = builder.firstDelay;
    this.floor = builder.floor;
    this.ceiling = builder.ceiling;
    this.growth = builder.growth;
    this.jitter = builder.jitter;
    this.deadline = builder.deadline;
  }

  /** Returns the policy of a gateway whose document says nothing: 2 s to 10 s, 10 min. */
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
        .delays(floor, ceiling)
        .growth(growth)
        .jitter(jitter)
        .deadline(deadline);
  }

  /** How long after the submit the first query goes out; 2 s unless set. */
  public Duration firstDelay() {
    return firstDelay;
  }

  /** The shortest time between two queries; 2 s unless set. */
  public Duration floor() {
    return floor;
  }

  /** The longest time between two queries; 10 s unless set. */
  public Duration ceiling() {
    return ceiling;
  }

  /** How much longer each delay is than the one before; 1.5 unless set. */
  public double growth() {
    return growth;
  }

  /** The part of a delay by which it is spread to both sides, 0 to 1; 0.2 unless set. */
  public double jitter() {
    return jitter;
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
        && ceiling.equals(that.ceiling)
        && Double.compare(growth, that.growth) == 0
        && Double.compare(jitter, that.jitter) == 0
        && deadline.equals(that.deadline);
  }

  @Override
  public int hashCode() {
    return Objects.hash(firstDelay, floor, ceiling, growth, jitter, deadline);
  }

  @Override
  public String toString() {
    return ("PollPolicy{first " + firstDelay + ", " + floor + " to " + ceiling)
        + (", growth " + growth + ", jitter " + jitter + ", deadline " + deadline + "}");
  }

  /** Builds a {@link PollPolicy}; every value has a default. */
  public static final class Builder {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    private Duration firstDelay = Duration.ofSeconds(2);
    private Duration floor = Duration.ofSeconds(2);
    private Duration ceiling = Duration.ofSeconds(10);
    private double growth = 1.5;
    private double jitter = 0.2;
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
     * Sets the shortest and the longest time between two queries.
     *
     * @throws IllegalArgumentException if one is below 1 ms or {@code floor} is above {@code
     *     ceiling}
     */
    public Builder delays(Duration floor, Duration ceiling) {
      Objects.requireNonNull(floor, "floor == null");
      Objects.requireNonNull(ceiling, "ceiling == null");
      checkRange("floor", floor);
      checkRange("ceiling", ceiling);
      if (floor.compareTo(ceiling) > 0) {
        throw new IllegalArgumentException("floor " + floor + " is above ceiling " + ceiling);
      }
      this.floor = floor;
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

    private static void checkRange(String name, Duration value) {
      if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(name + " is 1 ms to 366 days, not " + value);
      }
    }
  }
}
