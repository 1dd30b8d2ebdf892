package io.github.imagetask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who want to know of one task, in the order in which they came. Not thread-safe: {@link
 * Poller}'s lock guards it. Nobody's future is completed here; what completes them is added to a
 * list that runs after the lock.
 *
 * <p>Nearly always it is one, so they are chained by themselves instead of by a list.
 */
final class Waiters {
  private @Nullable Waiter<?> first;

  void add(Waiter<?> waiter) {
    Waiter<?> last = first;
    if (last == null) {
      first = waiter;
      return;
    }
    while (last.next != null) last = last.next;
    last.next = waiter;
  }

  /** Takes one out; false if it isn't there. */
  boolean remove(Waiter<?> waiter) {
    Waiter<?> before = null;
    for (Waiter<?> each = first; each != null; each = each.next) {
      if (each == waiter) {
        if (before == null) {
          first = each.next;
        } else {
          before.next = each.next;
        }
        each.next = null; // its caller may hold it, and not the others
        return true;
      }
      before = each;
    }
    return false;
  }

  boolean isEmpty() {
    return first == null;
  }

  /** Whether somebody wants to ask now. */
  boolean asks(long now) {
    for (Waiter<?> each = first; each != null; each = each.next) {
      if (each.asks(now)) return true;
    }
    return false;
  }

  /** Lets them notice how late it is. */
  void wake(long now, boolean querying) {
    for (Waiter<?> each = first; each != null; each = each.next) each.wake(now, querying);
  }

  /** Puts off what is due, by chance. */
  void putOff(long now, DoubleSupplier random) {
    for (Waiter<?> each = first; each != null; each = each.next) each.putOff(now, random);
  }

  /** Makes them ask at once. */
  void nudge(long now) {
    for (Waiter<?> each = first; each != null; each = each.next) each.nudge(now);
  }

  /** How long a query may take: what is left of the longest wait, which the others may leave. */
  long timeFor(long now) {
    long left = 0;
    for (Waiter<?> each = first; each != null; each = each.next) {
      left = Math.max(left, each.timeFor(now));
    }
    return left;
  }

  /** In how long one gives up, or {@link Long#MAX_VALUE} if there is none. */
  long giveUpIn(long now, boolean querying) {
    long next = Long.MAX_VALUE;
    for (Waiter<?> each = first; each != null; each = each.next) {
      next = Math.min(next, each.giveUpAt(querying) - now);
    }
    return next;
  }

  /** In how long one wants to ask, or {@link Long#MAX_VALUE} if there is none. */
  long askIn(long now) {
    long next = Long.MAX_VALUE;
    for (Waiter<?> each = first; each != null; each = each.next) {
      next = Math.min(next, each.askAt(now) - now);
    }
    return next;
  }

  /** When those that go on will ask next, or null if none does. */
  @Nullable Duration nextAsk(long now) {
    long next = Long.MAX_VALUE;
    for (Waiter<?> each = first; each != null; each = each.next) {
      if (each.goesOn()) next = Math.min(next, each.askAt(now) - now);
    }
    return next == Long.MAX_VALUE ? null : Duration.ofNanos(Math.max(0, next));
  }

  /** The listeners of single waits. */
  List<TaskListener> listeners() {
    List<TaskListener> listeners = new ArrayList<>(0);
    for (Waiter<?> each = first; each != null; each = each.next) listeners.addAll(each.listeners());
    return listeners;
  }

  /** Gives an outcome to all, and lets those go that end with it. */
  void hear(QueryOutcome outcome, long now, DoubleSupplier random, boolean nudged, Ends ends) {
    for (Waiter<?> each = first, following; each != null; each = following) {
      following = each.next;
      Waiter.End end = each.hear(outcome, now, random);
      if (end != null) {
        ends.take(each, end);
        remove(each);
      } else if (nudged) {
        each.nudge(now);
      }
    }
  }

  /** Lets those go whose time is over. */
  void giveUp(TaskSnapshot last, long now, boolean querying, Ends ends) {
    for (Waiter<?> each = first, following; each != null; each = following) {
      following = each.next;
      if (now - each.giveUpAt(querying) < 0) continue;
      ends.take(each, each.failed(each.late(last, now)));
      remove(each);
    }
  }

  /** Lets all go. */
  void abort(ImageTaskException why, Ends ends) {
    for (Waiter<?> each = first; each != null; each = first) {
      ends.take(each, each.failed(why));
      remove(each);
    }
  }

  /** Takes what ends waiters, before they go: an Error must lose nobody. */
  interface Ends {
    void take(Waiter<?> waiter, Waiter.End end);
  }
}
