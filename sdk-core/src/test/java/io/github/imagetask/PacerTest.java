package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PacerTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Pacer pacer = new Pacer(64);
  private long now = Long.MAX_VALUE - 20 * SECOND; // nanoTime() may overflow

  @Test
  void eightGoAtOnceAtFirstAndEachAnswerAllowsOneMore() {
    List<FakeTurn> out = enter(8);
    assertThat(pacer.enter(new FakeTurn(), now)).isFalse();

    pacer.answered(out.get(0), now);

    enter(2);
    assertThat(pacer.enter(new FakeTurn(), now)).isFalse();
  }

  @Test
  void noMoreGoAtOnceThanTheClientAllows() {
    Pacer narrow = new Pacer(2);

    for (int i = 0; i < 100; i++) {
      FakeTurn turn = new FakeTurn();
      assertThat(narrow.enter(turn, now)).isTrue();
      narrow.answered(turn, now);
    }

    assertThat(narrow.enter(new FakeTurn(), now)).isTrue();
    assertThat(narrow.enter(new FakeTurn(), now)).isTrue();
    assertThat(narrow.enter(new FakeTurn(), now)).isFalse();
  }

  @Test
  void firstComeFirstServedAndWhoWasRefusedBeforeAllOthers() {
    FakeTurn out = enter(8).get(0);
    List<FakeTurn> queued = queue(3);
    FakeTurn refused = new FakeTurn();
    pacer.queue(refused, true);
    assertThat(pacer.timeToCall(now)).isEqualTo(Long.MAX_VALUE);

    pacer.answered(out, now); // and the window grows

    assertThat(pacer.call(now)).isSameAs(refused);
    assertThat(pacer.enter(new FakeTurn(), now)).isFalse(); // behind those that queue
    assertThat(pacer.call(now)).isSameAs(queued.get(0));
    assertThat(pacer.call(now)).isNull();
  }

  @Test
  void whoLeavesGivesItsPlaceBackOnce() {
    List<FakeTurn> out = enter(8);
    List<FakeTurn> queued = queue(4);

    assertThat(pacer.leave(queued.get(1), now)).isFalse();
    assertThat(pacer.leave(out.get(0), now)).isTrue();
    assertThat(pacer.leave(out.get(0), now)).isFalse();
    pacer.answered(out.get(0), now);
    pacer.refused(out.get(0), now, now, SECOND);

    assertThat(pacer.call(now)).isSameAs(queued.get(0));
    assertThat(pacer.call(now)).isNull();
    assertThat(pacer.leave(out.get(1), now)).isTrue();
    assertThat(pacer.call(now)).isSameAs(queued.get(2));
  }

  @Test
  void whatIsLostForGoodStopsNobodyForEver() {
    enter(8);
    List<FakeTurn> queued = queue(1);

    pacer.giveUp(now + 30 * SECOND, 30 * SECOND);
    assertThat(pacer.call(now + 30 * SECOND)).isNull();
    pacer.giveUp(now + 31 * SECOND, 30 * SECOND);

    assertThat(pacer.call(now + 31 * SECOND)).isSameAs(queued.get(0));
  }

  @Test
  void aLoneRefusalSlowsNobody() {
    refuse(1, 30 * SECOND);
    answers(1_000, 10 * MILLI);
    refuse(1, 30 * SECOND);

    assertThat(pacer.enter(new FakeTurn(), now)).isTrue();
  }

  @Test
  void twoPercentOfRefusalsSlowNobodyAndMoreDo() {
    answers(150, MILLI);
    refuse(2, SECOND);
    assertThat(pacer.enter(new FakeTurn(), now)).isTrue();

    refuse(3, SECOND);
    queue(1);

    assertThat(calledAfter()).isEqualTo(SECOND);
  }

  @Test
  void afterThePauseTheyGoAtTheRateThatCameThrough() {
    answers(200, 20 * MILLI); // 50 a second
    refuse(5, SECOND);
    queue(20);

    assertThat(calledAfter()).isEqualTo(SECOND);
    for (int i = 0; i < 7; i++) assertThat(calledAfter()).isBetween(19 * MILLI, 21 * MILLI);
  }

  @Test
  void thePauseIsWhatTheGatewayAskedForButNeverMoreThanTwoMinutes() {
    refuse(2, 86_400 * SECOND);
    queue(1);

    assertThat(calledAfter()).isEqualTo(120 * SECOND);
  }

  @Test
  void withoutRetryAfterThePauseDoublesUntilAnAnswerComes() {
    refuse(2, -1);
    queue(12);
    for (long pause : new long[] {2, 4, 8, 16, 32, 60, 60}) {
      assertThat(called()).isEqualTo(pause * SECOND);
      pacer.refused(last, now, now, -1);
    }
    assertThat(called()).isEqualTo(60 * SECOND);
    pacer.answered(last, now);
    assertThat(called()).isLessThan(10 * SECOND);
    for (int i = 0; i < 2; i++) {
      pacer.refused(last, now, now, -1); // not many enough yet
      called();
    }
    pacer.refused(last, now, now, -1);

    assertThat(called()).isBetween(2 * SECOND, 3 * SECOND);
  }

  @Test
  void refusalsOfQueriesSentBeforeTheSlowingLengthenOnlyThePause() {
    answers(200, 20 * MILLI);
    List<FakeTurn> out = enter(30);
    long sent = now;
    for (FakeTurn each : out.subList(0, 10)) pacer.refused(each, now += MILLI, sent, SECOND);
    pacer.refused(out.get(10), now, sent, 3 * SECOND);
    queue(20);

    assertThat(calledAfter()).isEqualTo(3 * SECOND);
    assertThat(calledAfter()).isBetween(19 * MILLI, 25 * MILLI);
  }

  @Test
  void theRateComesBackSlowlyAtFirstAndThenFaster() {
    answers(200, 20 * MILLI);
    refuse(5, SECOND);
    now += 16 * SECOND; // half of thirty seconds after the pause: an eighth more
    queue(2);
    calledAfter();
    assertThat(calledAfter()).isBetween(17 * MILLI, 18 * MILLI);
    now += 15 * SECOND; // thirty seconds: twice
    queue(2);

    calledAfter();

    assertThat(calledAfter()).isBetween(9 * MILLI, 11 * MILLI);
  }

  @Test
  void aMinuteOfCalmFreesTheQueriesOnceNobodyQueues() {
    answers(200, 20 * MILLI);
    refuse(5, SECOND);
    now += 61 * SECOND;

    enter(8);
  }

  @Test
  void afterACalmARateThatNobodyNeededSaysNothing() {
    answers(200, 20 * MILLI);
    refuse(5, SECOND);
    now += 3_600 * SECOND;
    answers(200, 20 * MILLI);
    refuse(20, SECOND);
    queue(20);

    assertThat(calledAfter()).isEqualTo(SECOND);
    assertThat(calledAfter()).isBetween(15 * MILLI, 100 * MILLI);
  }

  @Test
  void refusalsThatGoOnAtALowerRateAreTakenForChance() {
    int slowings = 0;
    for (int i = 1; i <= 4_000; i++) { // one in twenty is refused, at any rate
      last = new FakeTurn();
      if (!pacer.enter(last, now)) {
        pacer.queue(last, false);
        slowings += calledAfter() > 500 * MILLI ? 1 : 0;
      }
      if (i % 20 == 0) {
        pacer.refused(last, now, now, SECOND);
      } else {
        pacer.answered(last, now);
      }
      now += 10 * MILLI;
    }

    assertThat(slowings).isLessThan(10);
  }

  private FakeTurn last = new FakeTurn();

  private List<FakeTurn> enter(int count) {
    List<FakeTurn> turns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FakeTurn turn = new FakeTurn();
      assertThat(pacer.enter(turn, now)).isTrue();
      turns.add(turn);
    }
    return turns;
  }

  private List<FakeTurn> queue(int count) {
    List<FakeTurn> turns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FakeTurn turn = new FakeTurn();
      pacer.queue(turn, false);
      turns.add(turn);
    }
    return turns;
  }

  /** So many answers, so long after each other. */
  private void answers(int count, long interval) {
    for (int i = 0; i < count; i++) {
      FakeTurn turn = enter(1).get(0);
      pacer.answered(turn, now += interval);
    }
  }

  /** So many that are out together are refused. */
  private void refuse(int count, long retryAfter) {
    for (FakeTurn each : enter(count)) pacer.refused(each, now, now, retryAfter);
  }

  /** After how long the next is called. */
  private long calledAfter() {
    return called();
  }

  private long called() {
    long wait = pacer.timeToCall(now);
    assertThat(wait).isNotEqualTo(Long.MAX_VALUE);
    now += wait;
    Turn turn = pacer.call(now);
    assertThat(turn).isNotNull();
    last = (FakeTurn) turn;
    return wait;
  }

  private static final class FakeTurn extends Turn {
    @Override
    void called() {}

    @Override
    void lost() {}
  }
}
