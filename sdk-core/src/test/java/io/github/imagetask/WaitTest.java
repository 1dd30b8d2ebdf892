package io.github.imagetask;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The schedule; what ends a wait is in {@link WaitEndTest}. */
final class WaitTest {
  private static final long NEVER = Long.MAX_VALUE;

  /** Of tasks that take about 30 s. */
  private static final LearnedDelays THIRTY =
      LearnedDelays.of(new double[] {24, 26, 28, 30, 30, 32, 34, 37});

  private final PollPolicy policy =
      PollPolicy.builder()
          .firstDelay(ofSeconds(2))
          .delays(ofSeconds(2), ofSeconds(10))
          .growth(1.5)
          .jitter(0.2)
          .build();
  private long now = Long.MAX_VALUE - ofSeconds(1).toNanos(); // nanoTime() may overflow

  @Test
  void theFirstQueryIsCountedFromTheSubmit() {
    long born = now - ofMillis(1_500).toNanos();

    Wait wait = new Wait(policy, null, now, born, false, NEVER, 0);

    assertThat(next(wait)).isEqualTo(ofMillis(500));
  }

  @Test
  void theFirstQueryIsSpreadToOneSideOnly() {
    assertThat(next(submitted(0))).isEqualTo(ofSeconds(2));
    assertThat(next(submitted(0.5))).isEqualTo(ofMillis(2_200));
    assertThat(next(submitted(0.999))).isBetween(ofMillis(2_399), ofMillis(2_400));
  }

  @Test
  void aTaskSubmittedLongAgoIsAskedAtOnce() {
    long born = now - Duration.ofHours(1).toNanos();

    Wait wait = new Wait(policy, null, now, born, false, NEVER, 0.999);

    assertThat(next(wait)).isEqualTo(Duration.ZERO);
    assertThat(wait.asks(now)).isTrue();
  }

  @Test
  void aTaskTakenUpAgainIsAskedAtOnceSpreadOverTheFloor() {
    assertThat(next(resumed(0))).isEqualTo(Duration.ZERO);
    assertThat(next(resumed(0.5))).isEqualTo(ofSeconds(1));
    assertThat(next(resumed(0.999))).isEqualTo(ofMillis(1_998));
  }

  @Test
  void aWaitAfterAnotherKeepsTheFloorFromTheLastAnswer() {
    long born = now - ofSeconds(60).toNanos();

    Wait wait = new Wait(policy, null, now, born, false, ofMillis(300).toNanos(), 0.5);

    assertThat(next(wait)).isEqualTo(ofMillis(1_700));
  }

  @Test
  void delaysGrowFromTheFloorToTheCeiling() {
    Wait wait = submitted(0);

    assertThat(nextAfter(wait, pending(), 0.5)).isEqualTo(ofMillis(2_200)); // 2.0 to 2.4
    assertThat(nextAfter(wait, pending(), 0.5)).isEqualTo(ofSeconds(3)); // 2.4 to 3.6
    assertThat(nextAfter(wait, pending(), 0.5)).isEqualTo(ofMillis(4_500)); // 3.6 to 5.4
    assertThat(nextAfter(wait, pending(), 0.5)).isEqualTo(ofMillis(6_750)); // 5.4 to 8.1
    assertThat(nextAfter(wait, pending(), 0.5)).isEqualTo(ofSeconds(9)); // 8 to 10
    assertThat(nextAfter(wait, pending(), 0.5)).isEqualTo(ofSeconds(9));
  }

  @Test
  void delaysGrowFromTheStartIfItIsAboveTheFloor() {
    PollPolicy started =
        policy.newBuilder().delays(ofSeconds(2), ofSeconds(4), ofSeconds(10)).jitter(0).build();
    Wait wait = new Wait(started, null, now, now, false, NEVER, 0);

    assertThat(next(wait)).isEqualTo(ofSeconds(2));
    assertThat(nextAfter(wait, pending(), 0)).isEqualTo(ofSeconds(4));
    assertThat(nextAfter(wait, pending(), 0)).isEqualTo(ofSeconds(6));
    assertThat(nextAfter(wait, pending(), 0)).isEqualTo(ofSeconds(9));
    assertThat(nextAfter(wait, pending(), 0)).isEqualTo(ofSeconds(10));
  }

  @Test
  void byDefaultItAsksAfterFiveSecondsAndThenBacksOffSlowlyToTen() {
    Wait wait = new Wait(PollPolicy.ofDefaults(), null, now, now, false, NEVER, 0.5);

    assertThat(next(wait)).isEqualTo(ofMillis(5_500)); // 5 to 6
    assertThat(nextAfter(wait, pending(), 0.5)).isEqualTo(ofSeconds(4)); // 3.2 to 4.8
    assertThat(nextAfter(wait, pending(), 0.5)).isEqualTo(ofMillis(4_120));
    for (int i = 0; i < 40; i++) nextAfter(wait, pending(), 0.999);
    assertThat(nextAfter(wait, pending(), 0.999)).isBetween(ofMillis(9_990), ofSeconds(10));
  }

  @Test
  void learnedItAsksWhereTheTaskIsLikelyToEnd() {
    PollPolicy exact = PollPolicy.builder().jitter(0).build();
    Wait wait = new Wait(exact, THIRTY, now, now, false, NEVER, 0);

    assertThat(next(wait)).isEqualTo(ofSeconds(10));
    assertThat(nextAfter(wait, pending(), 0)).isEqualTo(ofSeconds(10));
    assertThat(nextAfter(wait, pending(), 0)).isEqualTo(ofSeconds(4)); // at 24 s
    assertThat(nextAfter(wait, pending(), 0)).isEqualTo(ofMillis(2_500));
    assertThat(nextAfter(wait, pending(), 0)).isEqualTo(ofSeconds(2));
  }

  @Test
  void learnedItStaysWithinTheBoundsAndKeepsTheJitter() {
    PollPolicy learned = PollPolicy.ofDefaults();

    for (double random = 0; random < 1; random += 0.01) {
      Wait wait = new Wait(learned, THIRTY, now, now, false, NEVER, random);
      assertThat(next(wait)).isBetween(ofSeconds(8), ofSeconds(10));
      for (int i = 0; i < 50; i++) { // within its deadline
        Duration next = nextAfter(wait, pending(), (random + i * 0.37) % 1);
        assertThat(next).isBetween(ofSeconds(2), ofSeconds(10));
      }
    }
  }

  @Test
  void aFirstDelayOutsideOfTheBoundsIsMeantSoWhateverIsLearned() {
    PollPolicy late = PollPolicy.builder().firstDelay(ofSeconds(25)).jitter(0).build();
    PollPolicy atOnce = PollPolicy.builder().firstDelay(Duration.ZERO).jitter(0).build();

    assertThat(next(new Wait(late, THIRTY, now, now, false, NEVER, 0))).isEqualTo(ofSeconds(25));
    assertThat(next(new Wait(atOnce, THIRTY, now, now, false, NEVER, 0))).isEqualTo(Duration.ZERO);
  }

  @Test
  void jitterStaysBetweenFloorAndCeiling() {
    Wait low = submitted(0);
    Wait high = submitted(0);

    assertThat(nextAfter(low, pending(), 0)).isEqualTo(ofSeconds(2));
    assertThat(nextAfter(low, pending(), 0)).isEqualTo(ofMillis(2_400));
    assertThat(nextAfter(high, pending(), 0.999)).isBetween(ofMillis(2_399), ofMillis(2_400));
    for (int i = 0; i < 10; i++) nextAfter(high, pending(), 0.999);
    assertThat(nextAfter(high, pending(), 0.999)).isBetween(ofMillis(9_997), ofSeconds(10));
  }

  @Test
  void withoutGrowthAndJitterEveryDelayIsTheFloor() {
    PollPolicy even = policy.newBuilder().growth(1).jitter(0).build();
    Wait wait = new Wait(even, null, now, now, false, NEVER, 0.7);

    assertThat(next(wait)).isEqualTo(ofSeconds(2));
    for (int i = 0; i < 5; i++) {
      assertThat(nextAfter(wait, pending(), 0.7)).isEqualTo(ofSeconds(2));
    }
  }

  @Test
  void failuresKeepTheSchedule() {
    Wait wait = submitted(0);

    assertThat(nextAfter(wait, failure(QueryOutcome.Kind.TRANSIENT, null), 0.5))
        .isEqualTo(ofMillis(2_200));
    assertThat(nextAfter(wait, failure(QueryOutcome.Kind.MALFORMED, null), 0.5))
        .isEqualTo(ofSeconds(3));
  }

  @Test
  void retryAfterLengthensTheSchedule() {
    Wait wait = submitted(0);

    Duration next = nextAfter(wait, failure(QueryOutcome.Kind.TRANSIENT, ofSeconds(45)), 0.5);

    assertThat(next).isEqualTo(ofSeconds(45));
    assertThat(nextAfter(wait, pending(), 0.5)).isEqualTo(ofSeconds(3));
  }

  @Test
  void retryAfterNeverShortensTheSchedule() {
    Wait wait = submitted(0);

    Duration next = nextAfter(wait, failure(QueryOutcome.Kind.TRANSIENT, ofMillis(10)), 0.5);

    assertThat(next).isEqualTo(ofMillis(2_200));
  }

  @Test
  void aReadingMayAskForTimeToo() {
    Wait wait = submitted(0);

    Duration next = nextAfter(wait, QueryOutcome.reading(snapshot(), ofSeconds(20)), 0.5);

    assertThat(next).isEqualTo(ofSeconds(20));
  }

  @Test
  void retryAfterIsTrustedUpToTwoMinutes() {
    Wait wait = submitted(0);

    Duration next =
        nextAfter(wait, failure(QueryOutcome.Kind.TRANSIENT, Duration.ofHours(24)), 0.5);

    assertThat(next).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void aNudgeAsksAtOnce() {
    Wait wait = submitted(0.5);
    now += ofMillis(100).toNanos();

    wait.nudge(now);

    assertThat(wait.asks(now)).isTrue();
  }

  @Test
  void aNudgeWaitsForTheTimeThatTheGatewayAskedFor() {
    Wait wait = submitted(0);
    nextAfter(wait, failure(QueryOutcome.Kind.TRANSIENT, ofSeconds(45)), 0.5);
    now += ofSeconds(5).toNanos();

    wait.nudge(now);

    assertThat(next(wait)).isEqualTo(ofSeconds(40));
    assertThat(wait.asks(now)).isFalse();
  }

  @Test
  void aWaitThatBeginsDuringThePauseKeepsItToo() {
    Wait wait = resumed(0);

    wait.forbidUntil(now + ofSeconds(30).toNanos());

    assertThat(next(wait)).isEqualTo(ofSeconds(30));
  }

  private Wait submitted(double random) {
    return new Wait(policy, null, now, now, false, NEVER, random);
  }

  private Wait resumed(double random) {
    return new Wait(policy, null, now, now, true, NEVER, random);
  }

  private Duration next(Wait wait) {
    return Duration.ofNanos(wait.askAt() - now);
  }

  /** Asks when the wait wants to, gets this outcome at once, and returns the next delay. */
  private Duration nextAfter(Wait wait, QueryOutcome outcome, double random) {
    now = wait.askAt();
    wait.hear(outcome, now, random);
    return next(wait);
  }

  private static QueryOutcome pending() {
    return QueryOutcome.reading(snapshot(), null);
  }

  private static TaskSnapshot snapshot() {
    return TaskSnapshot.unread(TaskKey.of("test", "t1"));
  }

  private static QueryOutcome failure(QueryOutcome.Kind kind, Duration retryAfter) {
    ConnectionException failure =
        new ConnectionException("test", TaskKey.of("test", "t1"), "broken", null);
    return QueryOutcome.failure(kind, failure, retryAfter, false);
  }
}
