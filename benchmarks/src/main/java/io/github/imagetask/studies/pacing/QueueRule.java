package io.github.imagetask.studies.pacing;

import java.util.LinkedHashSet;

/** A rival's queue: first come, first served, and before all others those that were refused. */
abstract class QueueRule implements Rule {
  private final LinkedHashSet<Waiting> refused = new LinkedHashSet<>();
  private final LinkedHashSet<Waiting> queue = new LinkedHashSet<>();
  private int out;

  /** In how long one more query may go, if so many are out. */
  abstract long timeToNext(long now, int out);

  /** One goes. */
  void gone(long now) {}

  abstract void answered(long now);

  abstract void refused(long now, long sent, long retryAfter);

  @Override
  public final Query query(Runnable whenCalled) {
    return new Waiting(whenCalled);
  }

  @Override
  public final boolean enter(Query query, long now) {
    if (!isEmpty() || timeToNext(now, out) > 0) return false;
    go(now);
    return true;
  }

  @Override
  public final void queue(Query query, boolean again) {
    (again ? refused : queue).add((Waiting) query);
  }

  @Override
  public final void leave(Query query, long now) {
    refused.remove((Waiting) query);
    queue.remove((Waiting) query);
  }

  @Override
  public final boolean call(long now) {
    if (isEmpty() || timeToNext(now, out) > 0) return false;
    LinkedHashSet<Waiting> from = refused.isEmpty() ? queue : refused;
    Waiting next = from.iterator().next();
    from.remove(next);
    go(now);
    next.whenCalled.run();
    return true;
  }

  @Override
  public final long timeToCall(long now) {
    return isEmpty() ? Long.MAX_VALUE : timeToNext(now, out);
  }

  @Override
  public final void answered(Query query, long now) {
    out--;
    answered(now);
  }

  @Override
  public final void refused(Query query, long now, long sent, long retryAfter) {
    out--;
    refused(now, sent, retryAfter);
  }

  private boolean isEmpty() {
    return refused.isEmpty() && queue.isEmpty();
  }

  private void go(long now) {
    out++;
    gone(now);
  }

  private static final class Waiting implements Query {
    private final Runnable whenCalled;

    Waiting(Runnable whenCalled) {
      this.whenCalled = whenCalled;
    }
  }
}
