package io.github.imagetask;

import io.github.imagetask.Queries.Query;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.annotation.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Drives the waits on one task: one timer and at most one query at a time, whoever and however many
 * wait. Idle, it has no timer, and its client doesn't know it.
 *
 * <p>What happens under the lock only decides; what completes somebody's wait runs after it.
 */
final class Poller implements ImageTask.Driver, PollState.Owner, Pollers.Group {
  private final Parts parts;

  @GuardedBy("this")
  private final PollState state;

  @GuardedBy("this")
  private boolean listed; // in pollers

  /** What a client's pollers share. */
  static final class Parts {
    final PollPolicy policy; // of waits that bring none
    final DurationMemory durations;
    final Queries queries;
    final Timer timer;
    final Lifecycle lifecycle;
    final Pollers pollers;
    final Callbacks callbacks;

    Parts(
        PollPolicy policy,
        DurationMemory durations,
        Queries queries,
        Timer timer,
        Lifecycle lifecycle,
        Pollers pollers,
        Callbacks callbacks) {
      this.policy = policy;
      this.durations = durations;
      this.queries = queries;
      this.timer = timer;
      this.lifecycle = lifecycle;
      this.pollers = pollers;
      this.callbacks = callbacks;
    }
  }

  /**
   * @param snapshot the submit's reading, or the unread one of a task that is taken up again
   * @param resumed whether it is taken up again
   */
  Poller(Parts parts, Events events, TaskContext context, TaskSnapshot snapshot, boolean resumed) {
    this.parts = parts;
    this.state = new PollState(parts, this, events, context, snapshot, resumed);
  }

  @Override
  public TaskKey key() {
    return snapshot().key();
  }

  @Override
  public PollPolicy policy() {
    return parts.policy;
  }

  @Override
  public synchronized TaskSnapshot snapshot() {
    return state.snapshot();
  }

  @Override
  public Joinable<ImageResult> await(@Nullable PollPolicy own, @Nullable TaskListener listener) {
    PollPolicy policy = own == null ? parts.policy : own;
    return begin(state -> state.await(policy, listener));
  }

  @Override
  public Joinable<TaskSnapshot> refresh() {
    long limit = parts.queries.timeout() + Wait.LONGEST_RETRY_AFTER;
    return begin(state -> state.refresh(limit));
  }

  private <T> Joinable<T> begin(Function<PollState, ? extends Waiter<T>> beginning) {
    parts.lifecycle.checkOpen(key());
    try {
      parts.pollers.wake();
    } catch (RuntimeException | Error e) { // without the timer's thread it might never end
      WaitAbortedException failure = aborted("the wait could not begin (" + e + ")");
      Ending<T> failed = new Ending<>();
      failed.completeExceptionally(failure);
      return new Joinable<>(failed, parts.callbacks, () -> failure);
    }
    Waiter<T> waiter;
    synchronized (this) {
      try {
        waiter = beginning.apply(state);
      } finally {
        list();
      }
    }
    runAfter();
    if (parts.lifecycle.isClosed()) abort(); // closed while it was added
    return new Joinable<>(waiter, parts.callbacks, waiter);
  }

  @Override
  public Pollers.Group with(Poller other) {
    return other == this ? this : Pollers.Group.of(this, other);
  }

  @Override
  public Pollers.@Nullable Group without(Poller other) {
    return other == this ? null : this;
  }

  @Override
  public void forEach(Consumer<Poller> action) {
    action.accept(this);
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

  @Override
  public WaitAbortedException leave(Waiter<?> waiter, String why) {
    WaitAbortedException aborted = aborted(why);
    act(state -> state.leave(waiter, aborted));
    return aborted;
  }

  private WaitAbortedException aborted(String why) {
    TaskKey key = key();
    String text = why + "; the task goes on at the gateway, and its key takes it up again";
    return new WaitAbortedException(key.gateway(), key, text, null);
  }

  /** Goes on with what got stuck. */
  void sweep() {
    act(PollState::sweep);
  }

  /** The alarm rings. */
  @Override
  public void run() {
    act(PollState::onAlarm);
  }

  @Override
  public void called(Query query) {
    act(state -> state.onCalled(query));
  }

  @Override
  public void answered(Query query, QueryOutcome outcome) {
    act(state -> state.onOutcome(query, outcome));
  }

  /** Decides under the lock, and does after it what must not happen there. */
  private void act(Consumer<PollState> decision) {
    synchronized (this) {
      try {
        decision.accept(state);
      } finally {
        list();
      }
    }
    runAfter();
  }

  /** Runs what must not run under the lock; what meets an Error is left for the next time. */
  private void runAfter() {
    while (true) {
      Runnable next;
      synchronized (this) {
        next = state.takeAfter();
        if (next == null) {
          list();
          return;
        }
      }
      try {
        next.run();
      } catch (Error e) {
        synchronized (this) {
          state.putBack(next);
        }
        throw e;
      }
    }
  }

  @GuardedBy("this")
  private void list() {
    boolean active = !state.isIdle() || state.hasAfter();
    if (active == listed) return;
    listed = active;
    if (active) {
      parts.pollers.add(this);
    } else {
      parts.pollers.remove(this);
    }
  }
}
