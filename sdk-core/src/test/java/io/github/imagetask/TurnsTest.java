package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private final FakeTimer timer = new FakeTimer();
  private final Turns turns =
      new Turns(timer, new Sweep(timer), 2, Duration.ofSeconds(30).toNanos());
  private final List<FakeTurn> called = new ArrayList<>();

  @Test
  void whoComesBackCallsTheNextWithoutAnyAlarm() {
    FakeTurn first = enter();
    enter();
    List<FakeTurn> queued = queue(100);
    assertThat(timer.scheduled()).isZero();

    turns.answered(first);
    turns.call();

    assertThat(called).containsExactly(queued.get(0));
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void oneAlarmServesTheWholeQueue() {
    slowDown();
    List<FakeTurn> queued = queue(100);

    assertThat(timer.scheduled()).isEqualTo(1);
    assertThat(timer.next()).isEqualTo(Duration.ofSeconds(3));
    timer.advance(Duration.ofSeconds(3));

    assertThat(called).containsExactly(queued.get(0));
    assertThat(timer.scheduled()).isEqualTo(1);
  }

  @Test
  void whenAllHaveLeftNothingIsScheduled() {
    slowDown();

    for (FakeTurn each : queue(100)) turns.leave(each);

    assertThat(timer.scheduled()).isZero();
    assertThat(turns.isIdle()).isTrue();
  }

  @Test
  void oneThatThrowsWhenItIsCalledIsLostAndTheNextIsCalled() {
    FakeTurn first = enter();
    enter();
    List<FakeTurn> queued = queue(3);
    queued.get(0).failure = new OutOfMemoryError("Java heap space");

    turns.leave(first);
    turns.call();

    assertThat(called).containsExactly(queued.get(0), queued.get(1));
    assertThat(queued.get(0).lost).isTrue();
  }

  @Test
  void aHundredThousandThatEndAtOnceDoNotNest() {
    FakeTurn first = enter();
    for (FakeTurn each : queue(100_000)) each.endsAtOnce = true;

    turns.leave(first);
    turns.call();

    assertThat(called).hasSize(100_000);
    assertThat(turns.isIdle()).isTrue();
  }

  @Test
  void anAlarmThatIsLostIsMadeUpForByTheSweep() {
    slowDown();
    timer.broken(true);
    List<FakeTurn> queued = queue(2);
    timer.broken(false);
    timer.advance(Duration.ofSeconds(4));
    assertThat(called).isEmpty();

    turns.sweep(timer.now());

    assertThat(called).containsExactly(queued.get(0));
    assertThat(timer.scheduled()).isEqualTo(1);
  }

  @Test
  void thoseThatNeverComeBackAreGivenUpByTheSweep() {
    enter();
    enter();
    List<FakeTurn> queued = queue(2);
    turns.sweep(timer.now());
    assertThat(called).isEmpty();

    timer.advance(Duration.ofSeconds(33));
    turns.sweep(timer.now());

    assertThat(called).containsExactlyElementsOf(queued);
  }

  /** Two refusals, and a pause of three seconds. */
  private void slowDown() {
    for (int i = 0; i < 2; i++) {
      turns.refused(enter(), timer.now(), Duration.ofSeconds(3).toNanos());
    }
  }

  private FakeTurn enter() {
    FakeTurn turn = new FakeTurn();
    assertThat(turns.enter(turn)).isTrue();
    return turn;
  }

  private List<FakeTurn> queue(int count) {
    List<FakeTurn> queued = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FakeTurn turn = new FakeTurn();
      turns.queue(turn, false);
      queued.add(turn);
    }
    return queued;
  }

  private final class FakeTurn extends Turn {
    private Error failure;
    private boolean endsAtOnce;
    private boolean lost;

    @Override
    void called() {
      called.add(this);
      if (failure != null) throw failure;
      if (!endsAtOnce) return;
      turns.answered(this);
      turns.call();
    }

    @Override
    void lost() {
      lost = true;
      turns.leave(this);
    }
  }
}
