package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LearnedDelaysTest {
  private final PollPolicy policy = PollPolicy.ofDefaults();

  @Test
  void tasksOfThirtySecondsAreAskedRarelyBeforeAndOftenThen() {
    LearnedDelays learned = LearnedDelays.of(new double[] {24, 26, 28, 30, 30, 32, 34, 37});

    assertThat(next(learned, 0)).isEqualTo(10);
    assertThat(next(learned, 15)).isBetween(5.0, 8.0);
    assertThat(next(learned, 30)).isEqualTo(2);
  }

  @Test
  void aTaskThatOutlivesAllOthersIsAskedRarelyAgain() {
    LearnedDelays learned = LearnedDelays.of(new double[] {24, 26, 28, 30, 30, 32, 34, 37});

    assertThat(next(learned, 100)).isEqualTo(10);
    assertThat(next(learned, 600)).isEqualTo(10);
  }

  @Test
  void tasksThatMayEndAtAnyTimeAreAskedAboutEveryStart() {
    LearnedDelays learned = LearnedDelays.of(new double[] {2, 4, 7, 11, 16, 23, 34, 60});

    for (double age = 5; age < 60; age++) assertThat(next(learned, age)).isBetween(2.5, 6.5);
  }

  @Test
  void equalDurationsAreNotBelievedToBeExact() {
    LearnedDelays learned = LearnedDelays.of(new double[] {30, 30, 30, 30, 30, 30, 30, 30});

    assertThat(next(learned, 18)).isBetween(2.0, 6.0);
    assertThat(next(learned, 30)).isEqualTo(2);
  }

  @Test
  void whateverTheDurationsTheBoundsHold() {
    double[][] all = {{0.001, 0.001}, {1e7, 1e7}, {0.001, 1e7}, {5, 300}};
    PollPolicy wide =
        PollPolicy.builder().delays(Duration.ofMillis(1), Duration.ofDays(366)).build();
    PollPolicy even = PollPolicy.builder().delays(ofSeconds(3), ofSeconds(3)).build();

    for (double[] durations : all) {
      LearnedDelays learned = LearnedDelays.of(durations);
      for (double age = 0; age < 1e6; age = age * 1.5 + 0.001) {
        assertThat(next(learned, age)).isBetween(2.0, 10.0);
        assertThat(learned.next(even, nanos(age))).isEqualTo(ofSeconds(3).toNanos());
        assertThat(learned.next(wide, nanos(age)))
            .isBetween(ofMillis(1).toNanos(), Duration.ofDays(366).toNanos());
      }
    }
  }

  private double next(LearnedDelays learned, double age) {
    return learned.next(policy, nanos(age)) / 1e9;
  }

  private static long nanos(double seconds) {
    return (long) (seconds * 1e9);
  }

  private static Duration ofSeconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static Duration ofMillis(long millis) {
    return Duration.ofMillis(millis);
  }
}
