package io.github.imagetask;

import io.github.imagetask.Queries.Query;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one task, who waits for it, and the one timer and the one query that serve them.
 * Not thread-safe: {@link Poller}'s lock guards it. It only decides; what completes somebody's wait
 * or may call back is left for {@link #takeAfter}.
 */
final class PollState {
  /** What {@code watched} may be; in doubt, since the last query brought no reading. */
  private static final byte NO = 0;

  private static final byte YES = 1;
  private static final byte IN_DOUBT = 2;

  private final Poller.Parts parts;
  private final Owner owner;
  private final TaskContext context;
  private final long createdAt;
  private final Events events;

  private TaskSnapshot snapshot;
  private boolean resumed;
  private byte watched; // how long it takes
  private final Waiters waiters = new Waiters();
  private @Nullable ArrayDeque<Runnable> after; // while there is something in it
  private Timer.@Nullable Task alarm; // of the next that is to be done, the query's end too
  private @Nullable Query query; // queued or out
  private boolean queued;
  private boolean refused; // the last one: it has kept its place
  private boolean nudged;
  private boolean answered;
  private long lastAnswer;
  private long forbiddenUntil;

  /** Who holds the lock, and leads back here. Run, it leads to {@link #onAlarm}. */
  interface Owner extends Waiter.Owner, Queries.Owner, Runnable {
    /** Leads to {@link #onCalled}. */
    @Override
    void called(Query query);

    /** Leads to {@link #onOutcome}. */
    @Override
    void answered(Query query, QueryOutcome outcome);
  }

  /**
   * @param snapshot the submit's reading, or the unread one of a task that is taken up again
   * @param resumed whether it is taken up again
   */
  PollState(
      Poller.Parts parts,
      Owner owner,
      Events events,
      TaskContext context,
      TaskSnapshot snapshot,
      boolean resumed) {
    this.parts = parts;
    this.owner = owner;
    this.context = context;
    this.createdAt = parts.timer.now();
    this.events = events;
    this.snapshot = snapshot;
    this.resumed = resumed;
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
    return after != null;
  }

  /** Returns the next that is to be run without the lock, or null. */
  @Nullable Runnable takeAfter() {
    if (after == null) return null;
    Runnable next = after.poll();
    if (after.isEmpty()) after = null;
    return next;
  }

  /** Puts one back that could not be run, in the place where it was. */
  void putBack(Runnable taken) {
    after().addFirst(taken);
  }

  private ArrayDeque<Runnable> after() {
    if (after == null) after = new ArrayDeque<>(2);
    return after;
  }

  private void runAfter(Runnable what) {
    after().add(what);
  }

  /** Begins a wait for the end of the task. */
  Waiter.ForResult await(PollPolicy policy, @Nullable TaskListener listener) {
    long now = parts.timer.now();
    long sinceAnswer = answered ? now - lastAnswer : Long.MAX_VALUE;
    LearnedDelays learned = learn(policy, now);
    double random = parts.timer.random();
    Wait wait = new Wait(policy, learned, now, createdAt, resumed, sinceAnswer, random);
    if (answered) wait.forbidUntil(forbiddenUntil);
    resumed = false; // a second wait needn't be spread again
    Waiter.ForResult waiter = new Waiter.ForResult(owner, wait, listener);
    tell(events.with(waiter.listeners()), each -> each.waiting(context));
    if (snapshot.status().isTerminal()) {
      end(waiter);
    } else {
      add(waiter, now);
    }
    return waiter;
  }

  /** Returns what is known of the task's model, and lets the task itself teach. */
  private @Nullable LearnedDelays learn(PollPolicy policy, long now) {
    String model = context.model();
    if (model == null || snapshot.status().isTerminal()) return null;
    if (!answered && watched == NO && parts.durations.watch(model, createdAt, now)) watched = YES;
    return policy.learned() ? parts.durations.learned(model) : null;
  }

  /** Tells when the task succeeded: between the last two queries, if both brought a reading. */
  private void teach(QueryOutcome outcome, long now) {
    String model = context.model();
    if (model == null || watched == NO) return;
    if (!outcome.isReading()) {
      watched = IN_DOUBT;
      return;
    }
    TaskStatus status = outcome.snapshot().status();
    long from = answered ? lastAnswer : createdAt;
    if (status == TaskStatus.SUCCEEDED && watched == YES) {
      parts.durations.succeeded(model, createdAt, from, now);
    } else if (status.isTerminal()) {
      parts.durations.unwatch(model, createdAt);
    }
    watched = status.isTerminal() ? NO : YES;
  }

  /** Begins to want one reading. */
  Waiter.ForReading refresh(long limit) {
    long now = parts.timer.now();
    TaskKey key = snapshot.key();
    Waiter.ForReading waiter =
        new Waiter.ForReading(owner, now + limit, () -> parts.queries.noAnswerWithin(limit, key));
    if (snapshot.status().isTerminal()) {
      TaskSnapshot last = snapshot;
      runAfter(() -> waiter.complete(last));
    } else {
      add(waiter, now);
    }
    return waiter;
  }

  /** Ends a wait that came after the end. */
  private void end(Waiter.ForResult waiter) {
    TaskSnapshot last = snapshot;
    // The client's listeners have heard of it in its time.
    tell(waiter.listeners(), each -> each.finished(context, last));
    ended(waiter, waiter.end(new ImageResult(last, Duration.ZERO, 0)));
  }

  /** Ends a waiter, and tells of it. */
  private void ended(Waiter<?> waiter, Waiter.End end) {
    runAfter(end);
    tellEnd(waiter, end.failure());
  }

  private void tellEnd(Waiter<?> waiter, @Nullable ImageTaskException failure) {
    List<TaskListener> listeners = events.with(waiter.listeners());
    if (listeners.isEmpty()) return;
    WaitEnd told = waiter.told(snapshot, failure, parts.timer.now());
    if (told != null) tell(listeners, each -> each.waitEnded(context, told));
  }

  /** Puts an event in its place; it is told before what else runs without the lock. */
  private void tell(List<TaskListener> listeners, Consumer<TaskListener> event) {
    if (events.add(listeners, event)) after().addFirst(events::start);
  }

  private void add(Waiter<?> waiter, long now) {
    waiters.add(waiter);
    advance(now);
  }

  /** Lets a waiter go whose caller has left with this. */
  void leave(Waiter<?> waiter, ImageTaskException why) {
    if (!waiters.remove(waiter)) return;
    tellEnd(waiter, why);
    settle();
  }

  /** Ends all waits. */
  void abort(ImageTaskException why) {
    waiters.abort(why, this::ended);
    settle();
  }

  void nudge() {
    if (query != null) {
      nudged = !queued; // its answer may be older than what the nudge is about
      return;
    }
    long now = parts.timer.now();
    waiters.nudge(now);
    advance(now);
  }

  void onAlarm() {
    if (!isIdle()) goOn(parts.timer.now()); // which does nothing if it was cancelled too late
  }

  /** The turn of the query has come. */
  void onCalled(Query called) {
    if (query != called || !queued) return; // nobody wants to ask any more: it is cancelled
    queued = false;
    long now = parts.timer.now();
    send(called, now);
    setAlarm(now);
  }

  void onOutcome(Query source, QueryOutcome brought) {
    if (query != source) return; // nobody wanted to know any more
    QueryOutcome outcome = brought.heardBy(context, events);
    query = null;
    queued = false;
    refused = outcome.isRateLimited();
    long now = parts.timer.now();
    teach(outcome, now);
    long until = now + Wait.pause(outcome);
    if (!answered || until - forbiddenUntil > 0) forbiddenUntil = until;
    answered = true;
    lastAnswer = now;
    TaskSnapshot before = snapshot;
    if (outcome.isReading()) snapshot = outcome.snapshot();
    List<TaskListener> listeners = events.with(waiters.listeners());
    boolean isEnd = outcome.isReading() && snapshot.status().isTerminal();
    if (isEnd) {
      TaskSnapshot last = snapshot;
      tell(listeners, each -> each.finished(context, last));
    }
    waiters.hear(outcome, now, parts.timer::random, nudged, this::ended);
    Consumer<TaskListener> event = isEnd ? null : event(outcome, before, now);
    if (event != null) tell(listeners, event);
    advance(now);
  }

  /** Goes on with what got stuck: an outcome that was never told, or an alarm that was lost. */
  void sweep() {
    if (isIdle()) return;
    long now = parts.timer.now();
    Query running = query;
    if (running != null && running.isLost(now)) {
      runAfter(running::cancel);
      onOutcome(running, running.lostOutcome());
    } else if (wakeIn(now) <= -Sweep.OVERDUE) {
      goOn(now);
    }
  }

  /** Does what is due, unless it has been for long: then it isn't alone, and its turn is drawn. */
  private void goOn(long now) {
    boolean late = query == null && waiters.askIn(now) < -Wait.LATE;
    if (late) waiters.putOff(now, parts.timer::random);
    advance(now);
  }

  private @Nullable Consumer<TaskListener> event(
      QueryOutcome outcome, TaskSnapshot before, long now) {
    if (outcome.isReading()) {
      TaskSnapshot last = outcome.snapshot();
      return last.differsFrom(before) ? each -> each.updated(context, last) : null;
    }
    Duration next = waiters.nextAsk(now);
    if (next == null) return null; // nobody goes on: the failure is their answer
    return each -> each.retrying(context, outcome.failure(), next);
  }

  /** Does what is due: asks, gives up, ends a query whose time is over, sets the alarm. */
  private void advance(long now) {
    waiters.wake(now, query != null);
    if (query == null && waiters.asks(now)) ask(now);
    waiters.giveUp(snapshot, now, query != null, this::ended);
    settle();
    Query running = query;
    if (running != null && !queued && running.isOver(now)) runAfter(running::timeOut);
    setAlarm(now);
  }

  private void ask(long now) {
    Query asked = parts.queries.query(snapshot.key(), owner);
    query = asked;
    if (asked.enter()) {
      send(asked, now);
    } else {
      queued = true;
      asked.queue(refused);
    }
    refused = false;
  }

  private void send(Query sent, long now) {
    nudged = false;
    sent.limit(waiters.timeFor(now));
    runAfter(sent::start);
  }

  /**
   * Once nobody wants to ask: takes the query out of the queue. Once nobody waits: stops alarm and
   * query.
   */
  private void settle() {
    if (isIdle()) {
      if (alarm != null) alarm.cancel();
      alarm = null;
    } else if (!queued || waiters.asks(parts.timer.now())) {
      return;
    }
    Query unwanted = query;
    query = null;
    queued = false;
    if (unwanted != null) runAfter(unwanted::cancel); // futures first: OkHttp may call back late
  }

  private void setAlarm(long now) {
    long wake = wakeIn(now);
    if (wake == Long.MAX_VALUE) return; // nobody waits
    try {
      if (alarm == null) {
        alarm = parts.timer.schedule(wake, owner);
      } else {
        alarm.again(wake);
      }
    } catch (Error e) {
      // The sweep stands in for it.
    }
  }

  /**
   * In how long there is something to do again, or {@link Long#MAX_VALUE}: to give up; to look
   * after the query that is out; or to ask. One that is queued will be called.
   */
  private long wakeIn(long now) {
    long giveUp = waiters.giveUpIn(now, query != null);
    if (queued) return giveUp;
    return Math.min(giveUp, query == null ? waiters.askIn(now) : query.checkIn(now));
  }
}
