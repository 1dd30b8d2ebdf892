package io.github.imagetask;

import javax.annotation.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a client's queries: {@link Pacer} says whose has come, and one alarm for all of them
 * says when to look. Whoever queues needs none of its own.
 *
 * <p>Thread-safe. Its lock is the innermost: a {@link Poller}'s may be held when it is taken, and
 * nobody is called under it. {@link #call} calls, and may therefore not be called under a lock.
 */
final class Turns implements Sweep.Part {
  private final Timer timer;
  private final Sweep sweep;
  private final long longest;

  @GuardedBy("this")
  private final Pacer pacer;

  @GuardedBy("this")
  private Timer.@Nullable Task alarm;

  @GuardedBy("this")
  private long alarmAt;

  @GuardedBy("this")
  private boolean calling;

  /**
   * @param most how many may be out at once
   * @param longest how long one may be out at most, in nanoseconds
   */
  Turns(Timer timer, Sweep sweep, int most, long longest) {
    this.timer = timer;
    this.sweep = sweep;
    this.longest = longest;
    this.pacer = new Pacer(most);
  }

  /**
   * Makes sure that the sweep runs, for one that no {@link Pollers} look after. Not under a lock.
   *
   * @throws OutOfMemoryError if the timer's thread can't be started
   */
  void wake() {
    sweep.wake();
  }

  /** Whether one may go at once; else {@link #queue} it. */
  synchronized boolean enter(Turn turn) {
    return pacer.enter(turn, timer.now());
  }

  /**
   * Queues one; it will be {@link Turn#called}.
   *
   * @param again whether the gateway refused it before: then it has kept its place
   */
  synchronized void queue(Turn turn, boolean again) {
    pacer.queue(turn, again);
    setAlarm(timer.now()); // at once if one has come back since enter()
  }

  /** The gateway answered one; then {@link #call} the next. */
  synchronized void answered(Turn turn) {
    pacer.answered(turn, timer.now());
  }

  /**
   * The gateway had too many queries to answer one; then {@link #call} the next.
   *
   * @param sent when it was sent
   * @param retryAfter in nanoseconds, or negative if there was none
   */
  synchronized void refused(Turn turn, long sent, long retryAfter) {
    pacer.refused(turn, timer.now(), sent, retryAfter);
  }

  /** One goes without an answer, wherever it is; then {@link #call} the next. */
  synchronized void leave(Turn turn) {
    boolean unused = pacer.leave(turn, timer.now());
    if (alarm != null && pacer.isEmpty()) rest();
  }

  /** Calls those whose turn has come, one after the other: who is called may lead here again. */
  void call() {
    synchronized (this) {
      if (calling || pacer.isEmpty()) return;
      calling = true;
    }
    try {
      for (Turn next = next(); next != null; next = next()) callOne(next);
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        calling = false;
      }
      throw e;
    }
  }

  private synchronized @Nullable Turn next() {
    long now = timer.now();
    Turn next = pacer.call(now);
    if (next == null) {
      calling = false;
      setAlarm(now);
    }
    return next;
  }

  private static void callOne(Turn turn) {
    try {
      turn.called();
    } catch (RuntimeException | Error e) { // the others mustn't suffer
      turn.lost();
    }
  }

  @Override
  public synchronized boolean isIdle() {
    return pacer.isEmpty();
  }

  /** Goes on though an alarm was lost, or some that are out. */
  @Override
  public void sweep(long now) {
    synchronized (this) {
      pacer.giveUp(now, longest + Sweep.OVERDUE);
    }
    call();
  }

  @GuardedBy("this")
  private void setAlarm(long now) {
    long wait = pacer.timeToCall(now);
    if (wait == Long.MAX_VALUE) {
      if (alarm != null && pacer.isEmpty()) rest();
      return; // who comes back calls the next
    }
    if (alarm != null && alarmAt - now > 0 && alarmAt - now <= wait) return;
    try {
      if (alarm == null) {
        alarm = timer.schedule(wait, this::call);
      } else {
        alarm.again(wait);
      }
      alarmAt = now + wait;
    } catch (Error e) {
      // The sweep stands in for it.
    }
  }

  @GuardedBy("this")
  private void rest() {
    if (alarm != null) alarm.cancel();
    alarm = null;
  }
}
