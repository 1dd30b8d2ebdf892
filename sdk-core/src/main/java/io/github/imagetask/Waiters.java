package io.github.imagetask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who want to know of one task: waits for its end, and refreshers that want one reading. Not
 * thread-safe: {@link Poller}'s lock guards it. Nobody's future is completed here; what completes
 * them is added to a list that runs after the lock.
 */
final class Waiters {
  private List<Waiter> waits = Collections.emptyList();
  private List<Refresher> refreshers = Collections.emptyList();

  /** One wait, and who wants to know. */
  static final class Waiter {
    private final Wait wait;
    private final CompletableFuture<ImageResult> raw;
    private final @Nullable TaskListener listener;

    Waiter(Wait wait, CompletableFuture<ImageResult> raw, @Nullable TaskListener listener) {
      this.wait = wait;
      this.raw = raw;
      this.listener = listener;
    }

    /** Its own listener, if it has one. */
    List<TaskListener> listeners() {
      return listener == null ? Collections.emptyList() : Collections.singletonList(listener);
    }

    /** Completes it with a task that has ended, well or not. */
    void end(ImageResult end) {
      TaskSnapshot last = end.snapshot();
      if (last.status() == TaskStatus.SUCCEEDED) {
        raw.complete(end);
        return;
      }
      TaskError error = last.error();
      TaskError known = error == null ? TaskError.of(ErrorKind.UNKNOWN, null, null) : error;
      raw.completeExceptionally(new TaskFailedException(last, known));
    }
  }

  /** One that wants one reading, but not for ever. */
  static final class Refresher {
    private final CompletableFuture<TaskSnapshot> raw;
    private final long giveUpAt;
    private final Supplier<ImageTaskException> late;

    /**
     * @param late what it gives up with
     */
    Refresher(
        CompletableFuture<TaskSnapshot> raw, long giveUpAt, Supplier<ImageTaskException> late) {
      this.raw = raw;
      this.giveUpAt = giveUpAt;
      this.late = late;
    }
  }

  void add(Waiter waiter) {
    if (waits.isEmpty()) waits = new ArrayList<>(1);
    waits.add(waiter);
  }

  void add(Refresher refresher) {
    if (refreshers.isEmpty()) refreshers = new ArrayList<>(1);
    refreshers.add(refresher);
  }

  boolean remove(Waiter waiter) {
    return waits.remove(waiter);
  }

  boolean remove(Refresher refresher) {
    return refreshers.remove(refresher);
  }

  boolean isEmpty() {
    return waits.isEmpty() && refreshers.isEmpty();
  }

  /** Whether somebody wants to ask now. */
  boolean asks(long now) {
    for (Refresher refresher : refreshers) {
      if (now - refresher.giveUpAt < 0) return true;
    }
    for (Waiter waiter : waits) {
      if (waiter.wait.asks(now)) return true;
    }
    return false;
  }

  /** Makes the waits ask at once. */
  void nudge(long now) {
    for (Waiter waiter : waits) waiter.wait.nudge(now);
  }

  /** How long a query may take: what is left of the longest wait, which the others may leave. */
  long timeFor(long now, long requestTimeout) {
    if (!refreshers.isEmpty()) return requestTimeout;
    long left = 0;
    for (Waiter waiter : waits) left = Math.max(left, waiter.wait.timeFor(now));
    return Math.min(requestTimeout, left);
  }

  /**
   * When there is something to do again, or {@link Long#MAX_VALUE}: to ask, once {@code queued} not
   * before {@code nextCheck}, or to give up.
   */
  long wakeIn(long now, boolean querying, boolean queued, long nextCheck) {
    long wake = Long.MAX_VALUE;
    for (Refresher refresher : refreshers) {
      long giveUp = refresher.giveUpAt - now;
      wake = Math.min(wake, querying ? giveUp : Math.min(giveUp, nextCheck - now));
    }
    for (Waiter waiter : waits) {
      long giveUp = waiter.wait.giveUpAt(querying) - now;
      long ask = waiter.wait.askAt() - now;
      if (querying) ask = giveUp;
      if (!querying && queued) ask = Math.max(ask, nextCheck - now);
      wake = Math.min(wake, Math.min(ask, giveUp));
    }
    return wake;
  }

  /** When the waits that go on will ask next, or null if none does. */
  @Nullable Duration nextAsk(long now) {
    long next = Long.MAX_VALUE;
    for (Waiter waiter : waits) {
      if (waiter.wait.goesOn()) next = Math.min(next, waiter.wait.askAt() - now);
    }
    return next == Long.MAX_VALUE ? null : Duration.ofNanos(Math.max(0, next));
  }

  /** The listeners of single waits. */
  List<TaskListener> listeners() {
    List<TaskListener> listeners = new ArrayList<>(0);
    for (Waiter waiter : waits) listeners.addAll(waiter.listeners());
    return listeners;
  }

  /** Gives an outcome to all, and lets those go that end with it. */
  void hear(
      QueryOutcome outcome, long now, Engine<?> engine, boolean nudged, List<Runnable> after) {
    for (Iterator<Waiter> each = waits.iterator(); each.hasNext(); ) {
      Waiter waiter = each.next();
      waiter.wait.hear(outcome, now, engine.random());
      ImageTaskException failure = waiter.wait.failure();
      if (waiter.wait.hasEnded()) {
        ImageResult end = waiter.wait.result(outcome.snapshot(), now);
        after.add(() -> waiter.end(end));
        each.remove();
      } else if (failure != null) {
        after.add(() -> waiter.raw.completeExceptionally(failure));
        each.remove();
      } else if (nudged) {
        waiter.wait.nudge(now);
      }
    }
    for (Refresher refresher : refreshers) {
      after.add(
          () -> {
            if (outcome.isReading()) {
              refresher.raw.complete(outcome.snapshot());
            } else {
              refresher.raw.completeExceptionally(outcome.failure());
            }
          });
    }
    refreshers = Collections.emptyList();
  }

  /** Lets those go whose deadline has passed. */
  void giveUp(TaskSnapshot last, long now, boolean querying, List<Runnable> after) {
    for (Iterator<Waiter> each = waits.iterator(); each.hasNext(); ) {
      Waiter waiter = each.next();
      if (now - waiter.wait.giveUpAt(querying) < 0) continue;
      each.remove();
      after.add(() -> waiter.raw.completeExceptionally(waiter.wait.timeout(last, now)));
    }
    for (Iterator<Refresher> each = refreshers.iterator(); each.hasNext(); ) {
      Refresher refresher = each.next();
      if (now - refresher.giveUpAt < 0) continue;
      each.remove();
      after.add(() -> refresher.raw.completeExceptionally(refresher.late.get()));
    }
  }

  /** Lets all go. */
  void abort(ImageTaskException why, List<Runnable> after) {
    for (Waiter waiter : waits) after.add(() -> waiter.raw.completeExceptionally(why));
    for (Refresher refresher : refreshers) {
      after.add(() -> refresher.raw.completeExceptionally(why));
    }
    waits = Collections.emptyList();
    refreshers = Collections.emptyList();
  }
}
