package io.github.imagetask;

import io.github.imagetask.Queries.Query;
import java.util.function.Consumer;
import javax.annotation.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/** A query that no {@link Poller} drives: it watches its time by itself. */
final class LoneQuery implements Queries.Owner {
  private final Query query;
  private final Timer timer;
  private final Consumer<QueryOutcome> whenDone;

  @GuardedBy("this")
  private Timer.@Nullable Task alarm;

  @GuardedBy("this")
  private boolean over;

  /**
   * @param whenDone told its outcome, unless it is cancelled before
   */
  LoneQuery(Queries queries, Timer timer, TaskKey key, Consumer<QueryOutcome> whenDone) {
    this.query = queries.query(key, this);
    this.timer = timer;
    this.whenDone = whenDone;
  }

  /** Sends it when its turn comes. */
  void start() {
    query.wake();
    synchronized (this) { // cancel() mustn't come between
      if (over) return;
      if (!query.enter()) {
        query.queue(false);
        return;
      }
    }
    called(query);
  }

  @Override
  public void called(Query unused) {
    try {
      watch();
    } catch (RuntimeException | Error e) { // without an alarm it might never end
      query.fail(e);
      return;
    }
    query.start();
  }

  /** Stops it; its outcome is told to nobody. */
  void cancel() {
    end();
    query.cancel();
  }

  @Override
  public void answered(Query unused, QueryOutcome outcome) {
    end();
    whenDone.accept(outcome);
  }

  /** Ends it if its time is over; else looks again when that may be. */
  private void watch() {
    synchronized (this) {
      if (over) return;
      long now = timer.now();
      if (!query.isOver(now)) {
        if (alarm == null) {
          alarm = timer.schedule(query.checkIn(now), this::watch);
        } else {
          alarm.again(query.checkIn(now));
        }
        return;
      }
    }
    query.timeOut();
  }

  private synchronized void end() {
    over = true;
    if (alarm != null) alarm.cancel();
  }
}
