package io.github.imagetask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who want to know of one task. Not thread-safe: {@link Poller}'s lock guards it. Nobody's
 * future is completed here; what completes them is added to a list that runs after the lock.
 */
final class Waiters {
  private List<Waiter<?>> all = Collections.emptyList();

  void add(Waiter<?> waiter) {
    if (all.isEmpty()) all = new ArrayList<>(1);
    all.add(waiter);
  }

  boolean remove(Waiter<?> waiter) {
    return all.remove(waiter);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether somebody wants to ask now. */
  boolean asks(long now) {
    for (Waiter<?> waiter : all) {
      if (waiter.asks(now)) return true;
    }
    return false;
  }

  /** Lets them notice how late it is. */
  void wake(long now, boolean querying) {
    for (Waiter<?> waiter : all) waiter.wake(now, querying);
  }

  /** Puts off what is due, by chance. */
  void spread(long now, DoubleSupplier random) {
    for (Waiter<?> waiter : all) waiter.spread(now, random);
  }

  /** Makes them ask at once. */
  void nudge(long now) {
    for (Waiter<?> waiter : all) waiter.nudge(now);
  }

  /** How long a query may take: what is left of the longest wait, which the others may leave. */
  long timeFor(long now) {
    long left = 0;
    for (Waiter<?> waiter : all) left = Math.max(left, waiter.timeFor(now));
    return left;
  }

  /**
   * In how long there is something to do again, or {@link Long#MAX_VALUE}: to ask, if no query is
   * under way and for one that is queued not before its next check, or to give up.
   */
  long wakeIn(long now, boolean querying, Turn turn) {
    long wake = Long.MAX_VALUE;
    for (Waiter<?> waiter : all) {
      wake = Math.min(wake, waiter.giveUpAt(querying) - now);
      if (querying) continue;
      long ask = waiter.askAt(now) - now;
      wake = Math.min(wake, turn.isQueued() ? Math.max(ask, turn.nextCheck() - now) : ask);
    }
    return wake;
  }

  /** When those that go on will ask next, or null if none does. */
  @Nullable Duration nextAsk(long now) {
    long next = Long.MAX_VALUE;
    for (Waiter<?> waiter : all) {
      if (waiter.goesOn()) next = Math.min(next, waiter.askAt(now) - now);
    }
    return next == Long.MAX_VALUE ? null : Duration.ofNanos(Math.max(0, next));
  }

  /** The listeners of single waits. */
  List<TaskListener> listeners() {
    List<TaskListener> listeners = new ArrayList<>(0);
    for (Waiter<?> waiter : all) listeners.addAll(waiter.listeners());
    return listeners;
  }

  /** Gives an outcome to all, and lets those go that end with it. */
  void hear(
      QueryOutcome outcome,
      long now,
      DoubleSupplier random,
      boolean nudged,
      Collection<Runnable> after) {
    for (Iterator<Waiter<?>> each = all.iterator(); each.hasNext(); ) {
      Waiter<?> waiter = each.next();
      Runnable end = waiter.hear(outcome, now, random);
      if (end != null) {
        after.add(end);
        each.remove();
      } else if (nudged) {
        waiter.nudge(now);
      }
    }
  }

  /** Lets those go whose time is over. */
  void giveUp(TaskSnapshot last, long now, boolean querying, Collection<Runnable> after) {
    for (Iterator<Waiter<?>> each = all.iterator(); each.hasNext(); ) {
      Waiter<?> waiter = each.next();
      if (now - waiter.giveUpAt(querying) < 0) continue;
      after.add(() -> waiter.fail(waiter.late(last, now))); // first: an Error must lose nobody
      each.remove();
    }
  }

  /** Lets all go. */
  void abort(ImageTaskException why, Collection<Runnable> after) {
    for (Waiter<?> waiter : all) after.add(() -> waiter.fail(why));
    all = Collections.emptyList();
  }
}
