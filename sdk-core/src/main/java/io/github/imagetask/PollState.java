package io.github.imagetask;

import io.github.imagetask.Queries.Query;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one task, who waits for it, and the one timer and the one query that serve them.
 * Not thread-safe: {@link Poller}'s lock guards it. It only decides; what completes somebody's wait
 * or may call back is left for {@link #takeAfter}.
 */
final class PollState {
  private final TaskContext context;
  private final TaskKey key;
  private final long createdAt;
  private final Queries queries;
  private final Timer timer;
  private final Callbacks callbacks;
  private final Events events;
  private final BiConsumer<Query, QueryOutcome> whenAnswered;
  private final IntConsumer whenDue;

  private TaskSnapshot snapshot;
  private boolean resumed;
  private final Waiters waiters = new Waiters();
  private final ArrayDeque<Runnable> after = new ArrayDeque<>(2);
  private Timer.@Nullable Task alarm;
  private int alarmNumber;
  private @Nullable Query query;
  private boolean nudged;
  private final Turn turn;
  private boolean answered;
  private long lastAnswer;
  private long forbiddenUntil;

  /**
   * @param snapshot the submit's reading, or the unread one of a task that is taken up again
   * @param resumed whether it is taken up again
   * @param whenAnswered leads to {@link #onOutcome}
   * @param whenDue leads to {@link #onAlarm}
   */
  PollState(
      TaskContext context,
      TaskSnapshot snapshot,
      boolean resumed,
      Queries queries,
      Timer timer,
      Callbacks callbacks,
      Events events,
      BiConsumer<Query, QueryOutcome> whenAnswered,
      IntConsumer whenDue) {
    this.context = context;
    this.key = snapshot.key();
    this.createdAt = timer.now();
    this.snapshot = snapshot;
    this.resumed = resumed;
    this.queries = queries;
    this.turn = queries.turn();
    this.timer = timer;
    this.callbacks = callbacks;
    this.events = events;
    this.whenAnswered = whenAnswered;
    this.whenDue = whenDue;
  }

  TaskSnapshot snapshot() {
    return snapshot;
  }

  /** Whether nobody waits; then there is neither timer nor query. */
  boolean isIdle() {
    return waiters.isEmpty();
  }

  /** Whether something is to be run without the lock. */
  boolean hasAfter() {
    return !after.isEmpty();
  }

  /** Returns the next that is to be run without the lock, or null. */
  @Nullable Runnable takeAfter() {
    return after.poll();
  }

  /** Puts one back that could not be run, in the place where it was. */
  void putBack(Runnable taken) {
    after.addFirst(taken);
  }

  /** Begins a wait for the end of the task. */
  Waiter.ForResult await(PollPolicy policy, @Nullable TaskListener listener) {
    long now = timer.now();
    long sinceAnswer = answered ? now - lastAnswer : Long.MAX_VALUE;
    Wait wait = new Wait(policy, now, createdAt, resumed, sinceAnswer, timer.random());
    if (answered) wait.forbidUntil(forbiddenUntil);
    resumed = false; // a second wait needn't be spread again
    Waiter.ForResult waiter = new Waiter.ForResult(wait, listener);
    if (snapshot.status().isTerminal()) {
      end(waiter);
    } else {
      add(waiter, now);
    }
    return waiter;
  }

  /** Begins to want one reading. */
  Waiter.ForReading refresh(long limit) {
    long now = timer.now();
    Waiter.ForReading waiter =
        new Waiter.ForReading(now + limit, () -> queries.noAnswerWithin(limit, key));
    if (snapshot.status().isTerminal()) {
      TaskSnapshot last = snapshot;
      after.add(() -> waiter.raw.complete(last));
    } else {
      add(waiter, now);
    }
    return waiter;
  }

  /** Ends a wait that came after the end. */
  private void end(Waiter.ForResult waiter) {
    TaskSnapshot last = snapshot;
    Events own = new Events(callbacks, null); // the client's listener heard of it in its time
    if (own.add(waiter.listeners(), each -> each.finished(context, last))) after.add(own::start);
    after.add(() -> waiter.end(new ImageResult(last, Duration.ZERO, 0)));
  }

  private void add(Waiter<?> waiter, long now) {
    waiters.add(waiter);
    advance(now);
  }

  void remove(Waiter<?> waiter) {
    if (waiters.remove(waiter)) settle();
  }

  /** Ends all waits. */
  void abort(ImageTaskException why) {
    waiters.abort(why, after);
    settle();
  }

  void nudge() {
    if (query != null) {
      nudged = true; // its answer may be older than what the nudge is about
      return;
    }
    long now = timer.now();
    waiters.nudge(now);
    advance(now);
  }

  void onAlarm(int number) {
    if (alarm == null || number != alarmNumber) return; // cancelled when it ran already
    alarm = null;
    goOn(timer.now());
  }

  void onOutcome(Query source, QueryOutcome outcome) {
    if (query != source) return; // nobody wanted to know any more
    query = null;
    long now = timer.now();
    long until = now + Wait.pause(outcome);
    if (!answered || until - forbiddenUntil > 0) forbiddenUntil = until;
    answered = true;
    lastAnswer = now;
    TaskSnapshot before = snapshot;
    if (outcome.isReading()) snapshot = outcome.snapshot();
    List<TaskListener> listeners = waiters.listeners();
    waiters.hear(outcome, now, timer::random, nudged, after);
    Consumer<TaskListener> event = event(outcome, before, now);
    if (event != null && events.add(listeners, event)) after.addFirst(events::start);
    advance(now);
  }

  /** Goes on with what got stuck: an outcome that was never told, or an alarm that was lost. */
  void sweep() {
    if (isIdle()) return;
    long now = timer.now();
    Query running = query;
    if (running != null && running.isLost(now)) {
      after.add(running::cancel);
      onOutcome(running, running.lost());
    } else if (waiters.wakeIn(now, running != null, turn) <= -Sweep.OVERDUE) {
      goOn(now);
    }
  }

  /** Does what is due, unless it has been for long: then it isn't alone, and its turn is drawn. */
  private void goOn(long now) {
    boolean asking = query == null && !turn.isQueued(); // else it has been spread
    if (asking && waiters.wakeIn(now, false, turn) < -Wait.LATE) {
      waiters.spread(now, timer::random);
    }
    advance(now);
  }

  private @Nullable Consumer<TaskListener> event(
      QueryOutcome outcome, TaskSnapshot before, long now) {
    if (outcome.isReading()) {
      TaskSnapshot last = outcome.snapshot();
      if (last.status().isTerminal()) return each -> each.finished(context, last);
      return last.differsFrom(before) ? each -> each.updated(context, last) : null;
    }
    Duration next = waiters.nextAsk(now);
    if (next == null) return null; // nobody goes on: the failure is their answer
    return each -> each.retrying(context, outcome.failure(), next);
  }

  /** Does what is due: asks, gives up, sets the alarm. */
  private void advance(long now) {
    waiters.wake(now, query != null);
    if (query == null && waiters.asks(now) && turn.hasCome(now)) ask(now);
    waiters.giveUp(snapshot, now, query != null, after);
    settle();
    setAlarm(now);
  }

  private void ask(long now) {
    nudged = false;
    long longest = waiters.timeFor(now);
    Query started = queries.query(key, whenAnswered);
    query = started;
    after.add(() -> started.start(longest));
  }

  /** Once nobody wants to ask: gives the turn up. Once nobody waits: stops timer and query. */
  private void settle() {
    long now = timer.now();
    if (turn.isQueued() && !waiters.asks(now)) turn.leave(now);
    if (!isIdle()) return;
    cancelAlarm();
    Query running = query;
    query = null;
    if (running != null) after.add(running::cancel); // futures first: OkHttp may call back late
  }

  private void setAlarm(long now) {
    cancelAlarm();
    long wake = waiters.wakeIn(now, query != null, turn);
    if (wake == Long.MAX_VALUE) return; // nobody waits, or only for a query that ends by itself
    int number = ++alarmNumber;
    try {
      alarm = timer.schedule(wake, () -> whenDue.accept(number));
    } catch (Error e) {
      // The sweep stands in for it.
    }
  }

  private void cancelAlarm() {
    if (alarm != null) alarm.cancel();
    alarm = null;
  }
}
