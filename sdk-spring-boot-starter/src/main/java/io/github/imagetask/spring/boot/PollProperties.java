package io.github.imagetask.spring.boot;

import io.github.imagetask.PollPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a wait asks, and until when; what isn't set stays as the gateway advises. */
public class PollProperties {
  /** Time from the submit to the first query; 0 asks at once. */
  private @Nullable Duration firstDelay;

  /** Shortest time between two queries, 1 ms to 366 days. */
  private @Nullable Duration floor;

  /** Time from the first query to the second, between floor and ceiling. */
  private @Nullable Duration start;

  /** Longest time between two queries, 1 ms to 366 days. */
  private @Nullable Duration ceiling;

  /** How much longer each delay is than the one before, 1 to 10. */
  private @Nullable Double growth;

  /** Part of a delay by which it is spread to both sides, 0 to 1. */
  private @Nullable Double jitter;

  /** Whether the durations of earlier tasks decide when to ask. */
  private @Nullable Boolean learned;

  /** How long one wait lasts at most, 1 ms to 366 days. */
  private @Nullable Duration deadline;

  public @Nullable Duration getFirstDelay() {
    return firstDelay;
  }

  public void setFirstDelay(@Nullable Duration firstDelay) {
    this.firstDelay = firstDelay;
  }

  public @Nullable Duration getFloor() {
    return floor;
  }

  public void setFloor(@Nullable Duration floor) {
    this.floor = floor;
  }

  public @Nullable Duration getStart() {
    return start;
  }

  public void setStart(@Nullable Duration start) {
    this.start = start;
  }

  public @Nullable Duration getCeiling() {
    return ceiling;
  }

  public void setCeiling(@Nullable Duration ceiling) {
    this.ceiling = ceiling;
  }

  public @Nullable Double getGrowth() {
    return growth;
  }

  public void setGrowth(@Nullable Double growth) {
    this.growth = growth;
  }

  public @Nullable Double getJitter() {
    return jitter;
  }

  public void setJitter(@Nullable Double jitter) {
    this.jitter = jitter;
  }

  public @Nullable Boolean getLearned() {
    return learned;
  }

  public void setLearned(@Nullable Boolean learned) {
    this.learned = learned;
  }

  public @Nullable Duration getDeadline() {
    return deadline;
  }

  public void setDeadline(@Nullable Duration deadline) {
    this.deadline = deadline;
  }

  /** Returns the policy with what is set here in the place of its own. */
  PollPolicy applyTo(PollPolicy policy, String prefix) {
    PollPolicy.Builder builder = policy.newBuilder();
    Duration first = firstDelay == null ? earlier(policy.firstDelay(), ceiling) : firstDelay;
    Property.set(prefix + ".first-delay", first, builder::firstDelay);
    if (floor != null || start != null || ceiling != null) {
      Duration low = floor == null ? earlier(policy.floor(), ceiling) : floor;
      Duration high = ceiling == null ? policy.ceiling() : ceiling;
      // A bound alone moves the start that nobody set.
      Duration middle = start == null ? later(earlier(policy.start(), high), low) : start;
      String name = floor != null ? ".floor" : start != null ? ".start" : ".ceiling";
      Property.set(prefix + name, low, delay -> builder.delays(delay, middle, high));
    }
    Property.set(prefix + ".growth", growth, builder::growth);
    Property.set(prefix + ".jitter", jitter, builder::jitter);
    Property.set(prefix + ".learned", learned, builder::learned);
    Property.set(prefix + ".deadline", deadline, builder::deadline);
    return builder.build();
  }

  private static Duration earlier(Duration a, @Nullable Duration b) {
    return b == null || a.compareTo(b) < 0 ? a : b;
  }

  private static Duration later(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
