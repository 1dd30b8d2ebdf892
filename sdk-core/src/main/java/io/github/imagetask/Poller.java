package io.github.imagetask;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Drives the waits on one task: one timer and at most one query at a time, whoever and however many
 * wait. Idle, it has no timer, and its client doesn't know it.
 *
 * <p>What happens under the lock only decides; what completes somebody's wait runs after it.
 */
final class Poller implements ImageTask.Driver {
  private final TaskKey key;
  private final PollPolicy policy;
  private final Queries queries;
  private final Lifecycle lifecycle;
  private final Pollers pollers;
  private final Callbacks callbacks;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final PollState guarded;

  @GuardedBy("lock")
  private boolean listed; // in pollers

  /**
   * @param policy of waits that bring none
   * @param snapshot the submit's reading, or the unread one of a task that is taken up again
   * @param resumed whether it is taken up again
   */
  Poller(
      PollPolicy policy,
      DurationMemory durations,
      Queries queries,
      Timer timer,
      Lifecycle lifecycle,
      Pollers pollers,
      Callbacks callbacks,
      Events events,
      TaskContext context,
      TaskSnapshot snapshot,
      boolean resumed) {
    this.key = snapshot.key();
    this.policy = policy;
    this.queries = queries;
    this.lifecycle = lifecycle;
    this.pollers = pollers;
    this.callbacks = callbacks;
    this.guarded =
        new PollState(
            context,
            snapshot,
            resumed,
            durations,
            queries,
            timer,
            callbacks,
            events,
            (query, outcome) -> act(state -> state.onOutcome(query, outcome)),
            number -> act(state -> state.onAlarm(number)));
  }

  @Override
  public TaskKey key() {
    return key;
  }

  @Override
  public PollPolicy policy() {
    return policy;
  }

  @Override
  public TaskSnapshot snapshot() {
    synchronized (lock) {
      return guarded.snapshot();
    }
  }

  @Override
  public Joinable<ImageResult> await(@Nullable PollPolicy own, @Nullable TaskListener listener) {
    lifecycle.checkOpen(key);
    PollPolicy schedule = own == null ? policy : own;
    return joinable(state -> state.await(schedule, listener), "the wait was interrupted");
  }

  @Override
  public Joinable<TaskSnapshot> refresh() {
    lifecycle.checkOpen(key);
    long limit = queries.timeout() + Wait.LONGEST_RETRY_AFTER;
    return joinable(state -> state.refresh(limit), "the query was interrupted");
  }

  private <T> Joinable<T> joinable(
      Function<PollState, ? extends Waiter<T>> beginning, String interrupted) {
    try {
      pollers.wake();
    } catch (RuntimeException | Error e) { // without the timer's thread it might never end
      CompletableFuture<T> failed = new CompletableFuture<>();
      failed.completeExceptionally(aborted("the wait could not begin (" + e + ")"));
      return new Joinable<>(failed, callbacks, () -> aborted(interrupted));
    }
    Waiter<T> waiter = decide(beginning);
    if (lifecycle.isClosed()) abort(); // closed while it was added
    return new Joinable<>(
        waiter.raw,
        callbacks,
        () -> {
          act(state -> state.remove(waiter));
          return aborted(interrupted);
        });
  }

  /** Makes the waits ask at once. */
  void nudge() {
    act(PollState::nudge);
  }

  /** Ends all waits because the client closes. */
  void abort() {
    WaitAbortedException why = aborted("the client was closed");
    act(state -> state.abort(why));
  }

  private WaitAbortedException aborted(String why) {
    String text = why + "; the task goes on at the gateway, and its key takes it up again";
    return new WaitAbortedException(key.gateway(), key, text, null);
  }

  /** Goes on with what got stuck. */
  void sweep() {
    act(PollState::sweep);
  }

  private void act(Consumer<PollState> action) {
    boolean unused =
        decide(
            state -> {
              action.accept(state);
              return true;
            });
  }

  /** Decides under the lock, and does after it what must not happen there. */
  private <T> T decide(Function<PollState, T> decision) {
    T decided;
    synchronized (lock) {
      try {
        decided = decision.apply(guarded);
      } finally {
        list();
      }
    }
    runAfter();
    return decided;
  }

  /** Runs what must not run under the lock; what meets an Error is left for the next time. */
  private void runAfter() {
    while (true) {
      Runnable next;
      synchronized (lock) {
        next = guarded.takeAfter();
        if (next == null) {
          list();
          return;
        }
      }
      try {
        next.run();
      } catch (Error e) {
        synchronized (lock) {
          guarded.putBack(next);
        }
        throw e;
      }
    }
  }

  @GuardedBy("lock")
  private void list() {
    boolean active = !guarded.isIdle() || guarded.hasAfter();
    if (active == listed) return;
    listed = active;
    if (active) {
      pollers.add(this);
    } else {
      pollers.remove(this);
    }
  }
}
