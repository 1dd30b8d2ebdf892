package io.github.imagetask;

import java.util.concurrent.TimeUnit;
import javax.annotation.concurrent.GuardedBy;
import okhttp3.Dispatcher;

/**
 * Lets queries go over the connections that there are, on an OkHttpClient of the user's, whose pool
 * may be small: OkHttp's own keeps five idle connections, closes what is above, and the next wave
 * of queries would open them again. So a query waits for one to be free, and only where that takes
 * too long there may be more. As many as are busy are not idle, and none of them is closed.
 */
final class FewConnections {
  /** What a pool keeps, idle or not, if nobody has asked for another. */
  private static final int KEPT = 5;

  /** Much less than the seconds between queries, and more than most answers take. */
  static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);

  private final Dispatcher dispatcher;
  private final Timer timer;
  private final int max;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private int limit;

  @GuardedBy("lock")
  private boolean watched; // a look at the queue is due

  @GuardedBy("lock")
  private boolean isLifted;

  @GuardedBy("lock")
  private boolean moved; // one that hadn't waited for long has left the queue since the last look

  /**
   * @param dispatcher the queries', which has its maximum
   */
  FewConnections(Dispatcher dispatcher, Timer timer) {
    this.dispatcher = dispatcher;
    this.timer = timer;
    this.max = dispatcher.getMaxRequests();
    this.limit = Math.min(KEPT, max);
    dispatcher.setMaxRequests(limit);
  }

  /** A query was handed to the dispatcher. */
  void queued() {
    if (dispatcher.queuedCallsCount() > 0) watch();
  }

  /** A query has left the queue. */
  void started(long waited) {
    synchronized (lock) {
      moved |= waited <= PATIENCE;
    }
  }

  /** A query is over. */
  void ended() {
    int running = dispatcher.runningCallsCount();
    int next;
    synchronized (lock) {
      if (isLifted || limit <= KEPT || running >= limit - KEPT || dispatcher.queuedCallsCount() > 0)
        return;
      next = --limit; // the pool has closed one
    }
    dispatcher.setMaxRequests(next); // without the lock: it may start calls
  }

  /** All queries share one connection, by HTTP/2. */
  void lift() {
    synchronized (lock) {
      if (isLifted) return;
      isLifted = true;
      limit = max;
    }
    dispatcher.setMaxRequests(max);
  }

  private void watch() {
    synchronized (lock) {
      if (watched || limit >= max) return;
      watched = true;
      moved = false;
    }
    try {
      timer.schedule(PATIENCE, this::look);
    } catch (RuntimeException | Error e) { // no thread for the timer
      lift();
    }
  }

  private void look() {
    boolean waiting = dispatcher.queuedCallsCount() > 0;
    int next;
    synchronized (lock) {
      watched = false;
      if (waiting && !moved) limit = Math.min(max, limit + Math.max(1, limit / 4));
      next = limit;
    }
    dispatcher.setMaxRequests(next);
    if (waiting) watch();
  }
}
