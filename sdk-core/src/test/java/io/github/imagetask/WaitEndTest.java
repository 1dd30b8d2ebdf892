package io.github.imagetask;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends a wait, and what doesn't; the schedule is in {@link WaitTest}. */
final class WaitEndTest {
  private static final TaskKey KEY = TaskKey.of("test", "t1");

  private long now = Long.MAX_VALUE - ofSeconds(1).toNanos(); // nanoTime() may overflow
  private final long start = now;
  private final Wait wait = wait(ofMinutes(10));

  @Test
  void theDeadlineCountsFromTheAwait() {
    long born = now - Duration.ofDays(3).toNanos();

    Wait late = new Wait(PollPolicy.ofDefaults(), null, now, born, false, Long.MAX_VALUE, 0);

    assertThat(late.giveUpAt(false) - now).isEqualTo(ofMinutes(10).toNanos());
  }

  @Test
  void aQueryUnderWayAtTheDeadlineHasFiveSecondsOfGrace() {
    assertThat(wait.giveUpAt(true) - now).isEqualTo(ofSeconds(605).toNanos());
    assertThat(wait.timeFor(now)).isEqualTo(ofMinutes(10).toNanos());
    assertThat(wait.timeFor(now + ofSeconds(590).toNanos())).isEqualTo(ofSeconds(10).toNanos());
    assertThat(wait.timeFor(now + ofSeconds(599).toNanos())).isEqualTo(ofSeconds(5).toNanos());
  }

  @Test
  void wokenLongAfterItsDeadlineItAsksOnceMoreWithTheUsualGrace() {
    now = start + ofMinutes(10).plusSeconds(25).toNanos();

    wait.wake(now, false);

    assertThat(wait.asks(now)).isTrue();
    assertThat(wait.giveUpAt(true) - now).isEqualTo(ofSeconds(5).toNanos());
    assertThat(wait.timeFor(now)).isEqualTo(ofSeconds(5).toNanos());
    wait.hear(pending(), now += ofSeconds(3).toNanos(), 0.5);
    assertThat(wait.asks(now)).isFalse();
    assertThat(wait.giveUpAt(false)).isLessThan(now);
  }

  @Test
  void aQueryThatWasUnderWayMeanwhileIsNotTheLast() {
    now = start + ofMinutes(10).plusSeconds(25).toNanos();
    wait.wake(now, true);
    assertThat(wait.giveUpAt(true) - now).isEqualTo(ofSeconds(5).toNanos());

    wait.hear(failure(QueryOutcome.Kind.TRANSIENT, null), now += ofMillis(20).toNanos(), 0.5);

    assertThat(wait.asks(now)).isTrue();
    assertThat(wait.goesOn()).isTrue();
    assertThat(wait.giveUpAt(true) - now).isEqualTo(ofSeconds(5).toNanos());
    wait.hear(pending(), now += ofMillis(20).toNanos(), 0.5);
    assertThat(wait.asks(now)).isFalse();
    assertThat(wait.goesOn()).isFalse();
  }

  @Test
  void anOutcomeThatIsHeardBeforeTheLateAlarmIsNotTheLastEither() {
    now = start + ofMinutes(10).plusSeconds(25).toNanos();

    wait.hear(failure(QueryOutcome.Kind.TRANSIENT, null), now, 0.5);

    assertThat(wait.asks(now)).isTrue();
  }

  @Test
  void wokenAgainItGivesUp() {
    now = start + ofMinutes(10).plusSeconds(25).toNanos();
    wait.wake(now, false);
    now += ofSeconds(25).toNanos();

    wait.wake(now, true);

    assertThat(now - wait.giveUpAt(true)).isPositive();
  }

  @Test
  void anAlarmThatIsALittleLateChangesNothing() {
    now = start + ofMinutes(10).plusSeconds(1).toNanos();

    wait.wake(now, false);
    assertThat(wait.giveUpAt(false) - start).isEqualTo(ofMinutes(10).toNanos());
    wait.wake(start + ofMinutes(10).plusSeconds(6).toNanos(), true);

    assertThat(wait.giveUpAt(false) - start).isEqualTo(ofMinutes(10).toNanos());
  }

  @Test
  void aWaitThatHasAskedForTheLastTimeIsNotWokenAgain() {
    now = start + ofMinutes(10).toNanos();
    wait.hear(pending(), now += ofSeconds(4).toNanos(), 0.5);

    wait.wake(now, false);

    assertThat(wait.asks(now)).isFalse();
  }

  @Test
  void wokenDuringAPauseThatTheGatewayAskedForItGivesUp() {
    now = start + ofSeconds(590).toNanos();
    wait.hear(failure(QueryOutcome.Kind.TRANSIENT, ofSeconds(60)), now, 0.5);
    now = start + ofSeconds(625).toNanos();

    wait.wake(now, false);

    assertThat(wait.asks(now)).isFalse();
    assertThat(now - wait.giveUpAt(false)).isNotNegative();
  }

  @Test
  void itAsksForALastTimeAtTheDeadline() {
    now += ofSeconds(599).toNanos();

    wait.hear(pending(), now, 0.5);

    assertThat(wait.askAt() - start).isEqualTo(ofMinutes(10).toNanos());
  }

  @Test
  void afterTheLastQueryItAsksNoMore() {
    now = wait.giveUpAt(false);
    assertThat(wait.asks(now)).isTrue();

    wait.hear(pending(), now += ofMillis(20).toNanos(), 0.5);

    assertThat(wait.asks(now)).isFalse();
    wait.nudge(now);
    assertThat(wait.asks(now + ofSeconds(1).toNanos())).isFalse();
  }

  @Test
  void itDoesNotAskAtTheDeadlineIfTheGatewayForbadeIt() {
    now += ofSeconds(590).toNanos();

    wait.hear(failure(QueryOutcome.Kind.TRANSIENT, ofSeconds(30)), now, 0.5);

    assertThat(wait.asks(wait.giveUpAt(false))).isFalse();
    assertThat(wait.giveUpAt(false) - start).isEqualTo(ofMinutes(10).toNanos());
  }

  @Test
  void aReadingThatEndsTheTaskEndsIt() {
    wait.hear(ended(), now, 0.5);

    assertThat(wait.hasEnded()).isTrue();
    assertThat(wait.failure()).isNull();
  }

  @Test
  void aFatalFailureIsItsVerdict() {
    QueryOutcome fatal = failure(QueryOutcome.Kind.FATAL, null);

    wait.hear(fatal, now, 0.5);

    assertThat(wait.failure()).isSameAs(fatal.failure());
    assertThat(wait.hasEnded()).isFalse();
  }

  @Test
  void notFoundPassesWithinTenSecondsOfTheSubmit() {
    now += ofMillis(9_999).toNanos();

    wait.hear(failure(QueryOutcome.Kind.NOT_FOUND, null), now, 0.5);

    assertThat(wait.failure()).isNull();
  }

  @Test
  void notFoundIsFinalTenSecondsAfterTheSubmit() {
    now += ofSeconds(10).toNanos();
    QueryOutcome gone = failure(QueryOutcome.Kind.NOT_FOUND, null);

    wait.hear(gone, now, 0.5);

    assertThat(wait.failure()).isSameAs(gone.failure());
  }

  @Test
  void threeMalformedAnswersRunningEndIt() {
    wait.hear(failure(QueryOutcome.Kind.MALFORMED, null), now, 0.5);
    wait.hear(failure(QueryOutcome.Kind.MALFORMED, null), now, 0.5);
    assertThat(wait.failure()).isNull();
    QueryOutcome third = failure(QueryOutcome.Kind.MALFORMED, null);

    wait.hear(third, now, 0.5);

    assertThat(wait.failure()).isSameAs(third.failure());
  }

  @Test
  void aReadingBetweenMalformedAnswersStartsTheCountAnew() {
    for (int i = 0; i < 20; i++) {
      wait.hear(failure(QueryOutcome.Kind.MALFORMED, null), now, 0.5);
      wait.hear(failure(QueryOutcome.Kind.MALFORMED, null), now, 0.5);
      wait.hear(pending(), now, 0.5);
    }

    assertThat(wait.failure()).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"TRANSIENT", "NOT_FOUND"})
  void anyOtherAnswerBetweenMalformedOnesStartsTheCountAnew(QueryOutcome.Kind between) {
    for (int i = 0; i < 20; i++) {
      wait.hear(failure(QueryOutcome.Kind.MALFORMED, null), now, 0.5);
      wait.hear(failure(QueryOutcome.Kind.MALFORMED, null), now, 0.5);
      wait.hear(failure(between, null), now, 0.5);
    }

    assertThat(wait.failure()).isNull();
  }

  @Test
  void transientFailuresNeverEndIt() {
    for (int i = 0; i < 10_000; i++) {
      wait.hear(failure(QueryOutcome.Kind.TRANSIENT, null), now, 0.5);
    }

    assertThat(wait.failure()).isNull();
    assertThat(wait.hasEnded()).isFalse();
  }

  @Test
  void theTimeoutSaysWhatWasSeenAndHowToGoOn() {
    wait.hear(failure(QueryOutcome.Kind.TRANSIENT, null), now, 0.5);
    QueryOutcome last = failure(QueryOutcome.Kind.TRANSIENT, null);
    wait.hear(last, now, 0.5);
    wait.hear(pending(), now, 0.5);
    TaskSnapshot strange = snapshot(TaskStatus.UNKNOWN, "dreaming");

    TaskTimeoutException timeout = wait.timeout(strange, now + ofMinutes(10).toNanos());

    assertThat(timeout)
        .hasMessage(
            "test:t1: not finished after 10 min and 3 queries; last seen UNKNOWN (\"dreaming\")."
                + " It may still finish: task(TaskKey.parse(\"test:t1\")).awaitResult() takes it up"
                + " again")
        .hasCause(last.failure());
    assertThat(timeout.elapsed()).isEqualTo(ofMinutes(10));
    assertThat(timeout.queries()).isEqualTo(3);
    assertThat(timeout.snapshot()).isSameAs(strange);
    assertThat(timeout.key()).isEqualTo(KEY);
  }

  @Test
  void aTimeoutWithoutFailureHasNoCause() {
    wait.hear(pending(), now, 0.5);

    TaskTimeoutException timeout = wait.timeout(snapshot(TaskStatus.QUEUED, null), now);

    assertThat(timeout)
        .hasNoCause()
        .hasMessageContaining("after 0 s and 1 query; last seen QUEUED");
  }

  @Test
  void whateverHappensItKeepsTheFloorThePausesAndTheDeadline() {
    Random random = new Random(20_240_717);
    for (int run = 0; run < 2_000; run++) {
      now = random.nextLong();
      long begin = now;
      Wait each = wait(ofSeconds(1 + random.nextInt(600)));
      long deadline = each.giveUpAt(false);
      long forbidden = now;
      long heard = 0;
      boolean asked = false;
      boolean nudged = false;
      while (each.failure() == null && !each.hasEnded()) {
        assertThat(each.giveUpAt(false)).isEqualTo(deadline);
        assertThat(each.giveUpAt(true) - deadline).isEqualTo(ofSeconds(5).toNanos());
        long at = each.askAt();
        assertThat(at - forbidden).isNotNegative();
        if (!each.asks(at) || at - deadline > 0) break;
        boolean last = at == deadline;
        if (asked && !nudged && !last) {
          assertThat(at - heard).isGreaterThanOrEqualTo(ofSeconds(2).toNanos());
        }
        now = at + (long) (random.nextDouble() * ofSeconds(5).toNanos());
        heard = now;
        asked = true;
        Duration pause = random.nextInt(4) > 0 ? null : ofMillis(random.nextInt(200_000));
        each.hear(anything(random, pause), now, random.nextDouble());
        if (pause != null) {
          long until = now + Math.min(pause.toNanos(), ofMinutes(2).toNanos());
          if (until - forbidden > 0) forbidden = until;
        }
        nudged = random.nextInt(10) == 0;
        if (nudged) each.nudge(now);
      }
      assertThat(now - begin).isLessThanOrEqualTo(ofSeconds(605).toNanos());
    }
  }

  private Wait wait(Duration deadline) {
    PollPolicy policy = PollPolicy.builder().deadline(deadline).build();
    return new Wait(policy, null, now, now, false, Long.MAX_VALUE, 0.5);
  }

  private static QueryOutcome anything(Random random, Duration retryAfter) {
    int which = random.nextInt(100);
    if (which < 1) return ended();
    if (which < 50) return QueryOutcome.reading(snapshot(TaskStatus.RUNNING, null), retryAfter);
    if (which < 60) return failure(QueryOutcome.Kind.MALFORMED, retryAfter);
    return failure(QueryOutcome.Kind.TRANSIENT, retryAfter);
  }

  private static QueryOutcome pending() {
    return QueryOutcome.reading(snapshot(TaskStatus.RUNNING, null), null);
  }

  private static QueryOutcome ended() {
    return QueryOutcome.reading(snapshot(TaskStatus.SUCCEEDED, null), null);
  }

  private static TaskSnapshot snapshot(TaskStatus status, String word) {
    return new TaskSnapshot(KEY, status, word, null, Collections.emptyList(), null, null);
  }

  private static QueryOutcome failure(QueryOutcome.Kind kind, Duration retryAfter) {
    ConnectionException failure = new ConnectionException("test", KEY, "broken", null);
    return QueryOutcome.failure(kind, failure, retryAfter, false);
  }
}
