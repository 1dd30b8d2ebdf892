package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

final class DurationMemoryTest {
  private final DurationMemory memory = new DurationMemory(TaskDurations.none());
  private long now = Long.MAX_VALUE - seconds(100); // nanoTime() may overflow

  @Test
  void nothingIsBelievedBeforeTheEighthDuration() {
    for (int i = 0; i < 7; i++) takes("a", 20, 24);
    assertThat(memory.learned("a")).isNull();

    takes("a", 20, 24);

    assertThat(memory.learned("a")).isNotNull().isSameAs(memory.learned("a"));
    assertThat(memory.learned("b")).isNull();
  }

  @Test
  void theMiddleBetweenTheLastTwoQueriesIsTheEnd() {
    takes("a", 20, 24);
    takes("a", 0, 5);

    assertThat(memory.durations().seconds("a")).containsExactly(22, 2.5);
  }

  @Test
  void whatIsLearnedChangesWithEachDuration() {
    for (int i = 0; i < 8; i++) takes("a", 20, 24);
    LearnedDelays before = memory.learned("a");

    takes("a", 60, 64);

    assertThat(memory.learned("a")).isNotSameAs(before);
  }

  @Test
  void anEndThatIsHardlyKnownTeachesNothing() {
    takes("a", 0, 11); // waited for only then
    takes("a", 20, 41); // suspended meanwhile
    assertThat(memory.durations().models()).isEmpty();

    takes("a", 30, 60);
    takes("a", 0, 10);

    assertThat(memory.durations().seconds("a")).containsExactly(45, 5);
  }

  @Test
  void theLastFiftyAreRemembered() {
    for (int i = 1; i <= 60; i++) takes("a", i, i);

    assertThat(memory.durations().count("a")).isEqualTo(50);
    assertThat(memory.durations().seconds("a")).startsWith(11, 12).endsWith(59, 60);
  }

  @Test
  void ofThousandsSubmittedAtOnceFiftyTeach() {
    long begin = now;
    int watched = 0;
    for (int i = 0; i < 4_000; i++) if (memory.watch("a", begin + i, begin + i)) watched++;

    assertThat(watched).isEqualTo(50);

    memory.succeeded("a", begin, begin, begin + seconds(4));
    memory.succeeded("a", begin + 3_999, begin, begin + seconds(4)); // isn't watched
    assertThat(memory.durations().count("a")).isEqualTo(1);
    assertThat(memory.watch("a", begin + 5_000, begin + seconds(4))).isTrue();
    assertThat(memory.watch("a", begin + 5_001, begin + seconds(4))).isFalse();
  }

  @Test
  void aTaskThatEndsOtherwiseGivesItsPlaceUpAndTeachesNothing() {
    long begin = now;
    for (int i = 0; i < 50; i++) memory.watch("a", begin + i, begin + i);

    memory.unwatch("a", begin + 7);
    memory.unwatch("b", begin + 7);
    memory.succeeded("a", begin + 7, begin, begin + seconds(4));

    assertThat(memory.durations().models()).isEmpty();
    assertThat(memory.watch("a", begin + 50, begin + 50)).isTrue();
    assertThat(memory.watch("a", begin + 51, begin + 51)).isFalse();
  }

  @Test
  void tasksThatNobodyWaitsForAnyMoreGiveTheirPlaceUp() {
    long begin = now;
    for (int i = 0; i < 50; i++) memory.watch("a", begin + i, begin + i);
    now += Duration.ofMinutes(15).toNanos() + 1;

    assertThat(memory.watch("a", now, now)).isTrue();
    memory.succeeded("a", begin, now - 1, now); // its place is taken
    memory.succeeded("a", begin + 1, now - 1, now);

    assertThat(memory.durations().count("a")).isEqualTo(1);
  }

  @Test
  void aHundredModelsAreRememberedThoseThatWereUsedLast() {
    for (int i = 0; i < 100; i++) takes("m" + i, 20, 24);
    takes("m0", 20, 24);

    takes("another", 20, 24);

    assertThat(memory.durations().models()).hasSize(100).contains("m0", "another");
    assertThat(memory.durations().models()).doesNotContain("m1");
  }

  @Test
  void beginsFromWhatWasStored() {
    double[] stored = {20, 21, 22, 23, 24, 25, 26, 27};
    DurationMemory later =
        new DurationMemory(new TaskDurations(Collections.singletonMap("a", stored)));

    assertThat(later.learned("a")).isNotNull();
    later.watch("a", now, now);
    later.succeeded("a", now, now + seconds(10), now + seconds(14));

    assertThat(later.durations().seconds("a")).containsExactly(20, 21, 22, 23, 24, 25, 26, 27, 12);
    assertThat(stored).hasSize(8);
  }

  @Test
  void ofMoreThanFiftyStoredTheLastCount() {
    double[] stored = new double[60];
    for (int i = 0; i < 60; i++) stored[i] = i + 1;

    DurationMemory later =
        new DurationMemory(new TaskDurations(Collections.singletonMap("a", stored)));

    assertThat(later.durations().seconds("a")).hasSize(50).startsWith(11, 12).endsWith(59, 60);
  }

  /** A task is submitted, and seen to have ended between these ages. */
  private void takes(String model, long from, long to) {
    now += seconds(1);
    assertThat(memory.watch(model, now, now)).isTrue();
    memory.succeeded(model, now, now + seconds(from), now + seconds(to));
  }

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
