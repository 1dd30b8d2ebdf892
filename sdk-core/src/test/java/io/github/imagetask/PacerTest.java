package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class PacerTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Pacer pacer = new Pacer();
  private long now = -5 * SECOND; // nanoTime() may be negative

  @Test
  void everyQueryGoesAtOnceWhileNobodyComplains() {
    for (int i = 0; i < 1_000; i++) {
      long place = pacer.enter(now);

      assertThat(place).isEqualTo(Pacer.FREE);
      assertThat(pacer.nextCheck(place, now)).isEqualTo(now);
    }
  }

  @Test
  void noneGoesForAsLongAsTheGatewayAsked() {
    pacer.limited(now, now, 7 * SECOND);

    long place = pacer.enter(now);

    assertThat(calledAfter(place)).isBetween(7 * SECOND, 9 * SECOND);
  }

  @Test
  void thePauseIsTwoSecondsIfTheGatewayNamesNone() {
    pacer.limited(now, now, -1);

    long place = pacer.enter(now);

    assertThat(calledAfter(place)).isBetween(2 * SECOND, 4 * SECOND);
  }

  @Test
  void aPauseLongerThanTwoMinutesIsNotBelieved() {
    pacer.limited(now, now, 86_400 * SECOND);

    long place = pacer.enter(now);

    assertThat(calledAfter(place)).isBetween(120 * SECOND, 122 * SECOND);
  }

  @Test
  void aShorterPauseDoesNotShortenTheLongerOne() {
    pacer.limited(now, now, 30 * SECOND);
    pacer.limited(now + SECOND, now, SECOND);

    long place = pacer.enter(now);

    assertThat(calledAfter(place)).isBetween(30 * SECOND, 32 * SECOND);
  }

  @Test
  void afterThePauseTheyGoOneByOneAtHalfTheRateBefore() {
    answers(20);
    pacer.limited(now, now, SECOND);
    long[] places = enter(5);

    assertThat(calledAfter(places[0])).isEqualTo(SECOND + 100 * MILLI);
    assertThat(calledAfter(places[1])).isEqualTo(100 * MILLI);
    assertThat(calledAfter(places[2])).isEqualTo(100 * MILLI);
    assertThat(calledAfter(places[4])).isEqualTo(200 * MILLI);
  }

  @Test
  void firstComeFirstServed() {
    answers(20);
    pacer.limited(now, now, SECOND);
    long[] places = enter(2);

    calledAfter(places[0]);

    assertThat(pacer.nextCheck(places[0], now)).isEqualTo(now);
    assertThat(pacer.nextCheck(places[1], now)).isGreaterThan(now);
  }

  @Test
  void theRateHalvesAtEachFurtherComplaint() {
    answers(20);
    pacer.limited(now, now, SECOND);
    long first = pacer.enter(now);
    calledAfter(first);
    long sent = now;
    now += 10 * MILLI;

    pacer.limited(now, sent, SECOND);

    now += SECOND;
    long[] places = enter(3);
    calledAfter(places[0]);
    assertThat(calledAfter(places[1])).isEqualTo(200 * MILLI);
    assertThat(calledAfter(places[2])).isEqualTo(200 * MILLI);
  }

  @Test
  void complaintsAboutQueriesSentBeforeTheLastSlowingHalveNothing() {
    answers(20);
    pacer.limited(now, now, SECOND);
    for (int i = 0; i < 50; i++) pacer.limited(now + i * MILLI, now - MILLI, SECOND);

    long[] places = enter(2);

    calledAfter(places[0]);
    assertThat(calledAfter(places[1])).isEqualTo(100 * MILLI);
  }

  @Test
  void theSlowestIsAQueryInTwoSeconds() {
    pacer.limited(now, now, SECOND);
    for (int i = 0; i < 20; i++) pacer.limited(now += SECOND, now - 1, SECOND);

    long[] places = enter(3);

    calledAfter(places[0]);
    assertThat(calledAfter(places[1])).isEqualTo(2 * SECOND);
    assertThat(calledAfter(places[2])).isEqualTo(2 * SECOND);
  }

  @Test
  void theRateGrowsBackWithTheAnswersAndTheWholeQueueFeelsIt() {
    answers(20);
    pacer.limited(now, now, SECOND);
    long[] places = enter(50);
    calledAfter(places[0]);

    for (int i = 0; i < 200; i++) pacer.answered(now); // 10 a second become 20

    assertThat(calledAfter(places[1])).isEqualTo(50 * MILLI);
    assertThat(calledAfter(places[49])).isBetween(2_395 * MILLI, 2_405 * MILLI);
  }

  @Test
  void placesThatAreGivenUpHoldNobodyUp() {
    answers(20);
    pacer.limited(now, now, SECOND);
    for (long place : enter(10_000)) pacer.leave(place, now);

    long place = pacer.enter(now);

    assertThat(calledAfter(place)).isEqualTo(SECOND + 100 * MILLI);
  }

  @Test
  void whoStaysIsCalledThoughAllAheadOfHerLeave() {
    pacer.limited(now, now, SECOND); // a query in two seconds
    long[] places = enter(51);
    long nextCheck = pacer.nextCheck(places[50], now);
    for (int i = 0; i < 50; i++) pacer.leave(places[i], now);

    assertThat(nextCheck - now).isLessThanOrEqualTo(6 * SECOND);
    now = nextCheck; // by then she has been called
    assertThat(pacer.nextCheck(places[50], now)).isEqualTo(now);
  }

  @Test
  void thoseBehindMoveUpByAsManyAsLeaveAheadOfThem() {
    answers(20);
    pacer.limited(now, now, SECOND);
    long[] places = enter(100);
    for (int i = 10; i < 90; i++) pacer.leave(places[i], now);

    assertThat(calledAfter(places[9])).isEqualTo(2 * SECOND);
    assertThat(calledAfter(places[90])).isEqualTo(100 * MILLI);
    assertThat(calledAfter(places[99])).isEqualTo(900 * MILLI);
  }

  @Test
  void thoseThatLeaveMoveNobodyAsABurst() {
    answers(20);
    pacer.limited(now, now, SECOND);
    long[] places = enter(100);
    calledAfter(places[4]);
    for (int i = 0; i < 90; i++) pacer.leave(places[i], now);

    for (int i = 90; i < 100; i++) assertThat(calledAfter(places[i])).isEqualTo(100 * MILLI);
  }

  @Test
  void aPlaceGivenUpAfterItsCallHoldsNobodyUpEither() {
    answers(20);
    pacer.limited(now, now, SECOND);
    long[] places = enter(3);
    calledAfter(places[0]);

    pacer.leave(places[0], now);
    pacer.leave(places[0], now);
    pacer.leave(Pacer.FREE, now);

    assertThat(calledAfter(places[1])).isEqualTo(100 * MILLI);
    assertThat(calledAfter(places[2])).isEqualTo(100 * MILLI);
  }

  @Test
  void whoIsCalledWhileSheDoesNotLookWaitsForTheNextPauseOnly() {
    answers(20);
    pacer.limited(now, now, SECOND);
    long[] places = enter(2);
    now += 1_150 * MILLI;
    pacer.limited(now, now, 3 * SECOND);

    assertThat(calledAfter(places[0])).isEqualTo(3 * SECOND);
    assertThat(calledAfter(places[1])).isBetween(MILLI, 200 * MILLI);
  }

  @Test
  void tenThousandPlacesCostLittleMoreEachThanAHundredDo() {
    long few = Long.MAX_VALUE;
    long many = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) { // the best of them: a pause of the machine's says nothing
      many = Math.min(many, cost(10_000));
      few = Math.min(few, cost(100));
    }

    System.out.println("100 places: " + few + " ns each; 10,000 places: " + many + " ns each");
    assertThat(many).isLessThan(20 * few); // a hundred times as much if each looked at all others
  }

  @Test
  void timeInWhichNobodyWantedToGoIsNotSavedUp() {
    answers(20);
    pacer.limited(now, now, SECOND);
    now += 30 * SECOND;

    long[] places = enter(3);

    assertThat(calledAfter(places[0])).isZero();
    assertThat(calledAfter(places[1])).isEqualTo(100 * MILLI);
    assertThat(calledAfter(places[2])).isEqualTo(100 * MILLI);
  }

  @Test
  void aMinuteWithoutComplaintFreesTheQueries() {
    pacer.limited(now, now, SECOND);
    now += 61 * SECOND;

    for (int i = 0; i < 1_000; i++) assertThat(pacer.enter(now)).isEqualTo(Pacer.FREE);
  }

  @Test
  void aPlaceTakenBeforeTheFreedomIsCalledInIt() {
    pacer.limited(now, now, SECOND);
    long place = pacer.enter(now);
    now += 61 * SECOND;

    assertThat(pacer.enter(now)).isEqualTo(Pacer.FREE);
    assertThat(pacer.nextCheck(place, now)).isEqualTo(now);
  }

  @Test
  void negativeTimesCountAnswersToo() {
    now = Long.MIN_VALUE + 1;
    for (int i = 0; i < 100; i++) answers(20);

    pacer.limited(now, now, SECOND);

    long[] places = enter(2);
    calledAfter(places[0]);
    assertThat(calledAfter(places[1])).isEqualTo(100 * MILLI);
  }

  @Test
  @Tag("slow")
  void pacedFewQueriesAreRefusedAndAllTasksFinishAsSoon() {
    PacerSimulation unpaced = new PacerSimulation(50, false).run(2_000);
    PacerSimulation paced = new PacerSimulation(50, true).run(2_000);

    System.out.println("2,000 tasks at 50 queries/s, unpaced: " + unpaced);
    System.out.println("2,000 tasks at 50 queries/s, paced:   " + paced);
    assertThat(paced.finished).isEqualTo(2_000);
    assertThat(unpaced.finished).isEqualTo(2_000);
    assertThat(paced.refusedPercent()).isLessThan(10);
    assertThat(unpaced.refusedPercent()).isGreaterThan(60);
    assertThat(paced.elapsed()).isLessThan(unpaced.elapsed().plusSeconds(5));
  }

  @Test
  @Tag("slow")
  void aQueueThatIsTooLongIsServedAsFarAsItCanBe() {
    PacerSimulation unpaced = new PacerSimulation(10, false).run(5_000);
    PacerSimulation paced = new PacerSimulation(10, true).run(5_000);

    System.out.println("5,000 tasks at 10 queries/s, unpaced: " + unpaced);
    System.out.println("5,000 tasks at 10 queries/s, paced:   " + paced);
    assertThat(paced.finished + paced.timedOut).isEqualTo(5_000);
    assertThat(paced.finished).isGreaterThan(4_000);
    assertThat(paced.refusedPercent()).isLessThan(25);
    assertThat(paced.queries).isLessThan(unpaced.queries / 20);
  }

  /** What it costs to take a place, look at it ten times and give it up, in nanoseconds. */
  private static long cost(int count) {
    PacerTest crowd = new PacerTest();
    crowd.pacer.limited(crowd.now, crowd.now, 60 * SECOND);
    long begin = System.nanoTime();
    long[] places = crowd.enter(count);
    for (int round = 0; round < 10; round++) {
      for (long place : places) crowd.assertThatItWaits(place);
    }
    for (int i = 0; i < count - 1; i++) crowd.pacer.leave(places[i], crowd.now);
    long cost = (System.nanoTime() - begin) / count;
    assertThat(crowd.calledAfter(places[count - 1])).isEqualTo(62 * SECOND);
    return cost;
  }

  /** A second in which so many queries were answered. */
  private void answers(int count) {
    for (int i = 0; i < count; i++) pacer.answered(now += SECOND / count);
  }

  private void assertThatItWaits(long place) {
    if (pacer.nextCheck(place, now) - now <= 0) throw new AssertionError(place + " doesn't wait");
  }

  private long[] enter(int count) {
    long[] places = new long[count];
    for (int i = 0; i < count; i++) places[i] = pacer.enter(now);
    return places;
  }

  /** Looks as often as the pacer says until the place is called; returns how long that took. */
  private long calledAfter(long place) {
    long from = now;
    for (long nextCheck = pacer.nextCheck(place, now);
        nextCheck - now > 0;
        nextCheck = pacer.nextCheck(place, now)) {
      now = nextCheck;
    }
    return (now - from + 500) / 1_000 * 1_000; // the looks round
  }
}
