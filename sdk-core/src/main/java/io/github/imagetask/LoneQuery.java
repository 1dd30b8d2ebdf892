package io.github.imagetask;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.imagetask.Queries.Query;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A query that no {@link Poller} drives: it waits for its turn and watches its time by itself. */
final class LoneQuery {
  private final Query query;
  private final Timer timer;
  private final Consumer<QueryOutcome> whenDone;

  @GuardedBy("this")
  private final Turn turn;

  @GuardedBy("this")
  private Timer.@Nullable Task alarm;

  @GuardedBy("this")
  private boolean sent;

  @GuardedBy("this")
  private boolean over;

  /**
   * @param whenDone told its outcome, unless it is cancelled before
   */
  LoneQuery(Queries queries, Timer timer, TaskKey key, Consumer<QueryOutcome> whenDone) {
    this.query = queries.query(key, Long.MAX_VALUE, this::onOutcome);
    this.timer = timer;
    this.whenDone = whenDone;
    this.turn = queries.turn();
  }

  /** Sends it when its turn comes. */
  void start() {
    boolean goes;
    boolean late;
    synchronized (this) { // neither the next alarm nor cancel() must overtake this one
      if (over) return;
      long now = timer.now();
      goes = !sent && turn.hasCome(now);
      late = query.isOver(now);
      if (sent || goes) {
        if (!late) setAlarm(query.checkIn(now));
      } else {
        setAlarm(turn.nextCheck() - now);
      }
      sent |= goes;
    }
    if (goes) query.start();
    if (late) query.timeOut();
  }

  /** Stops it; its outcome is told to nobody. */
  void cancel() {
    end();
    query.cancel();
  }

  private void onOutcome(Query unused, QueryOutcome outcome) {
    end();
    whenDone.accept(outcome);
  }

  private synchronized void end() {
    over = true;
    turn.leave(timer.now());
    if (alarm != null) alarm.cancel();
  }

  @GuardedBy("this")
  private void setAlarm(long delay) {
    if (alarm == null) {
      alarm = timer.schedule(delay, this::start);
    } else {
      alarm.again(delay);
    }
  }
}
