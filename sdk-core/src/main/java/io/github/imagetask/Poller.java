package io.github.imagetask;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.concurrent.Executor;
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
  private final Executor callbacks;

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
      Queries queries,
      Timer timer,
      Lifecycle lifecycle,
      Pollers pollers,
      Executor callbacks,
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
    return joinable(decide(state -> state.await(schedule, listener)), "the wait was interrupted");
  }

  @Override
  public Joinable<TaskSnapshot> refresh() {
    lifecycle.checkOpen(key);
    long limit = queries.timeout() + Wait.LONGEST_RETRY_AFTER;
    return joinable(decide(state -> state.refresh(limit)), "the query was interrupted");
  }

  private <T> Joinable<T> joinable(Waiter<T> waiter, String interrupted) {
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
    List<Runnable> after;
    synchronized (lock) {
      decided = decision.apply(guarded);
      after = guarded.takeAfter();
      list(!guarded.isIdle());
    }
    after.forEach(Runnable::run);
    return decided;
  }

  @GuardedBy("lock")
  private void list(boolean active) {
    if (active == listed) return;
    listed = active;
    if (active) {
      pollers.add(this);
    } else {
      pollers.remove(this);
    }
  }
}
