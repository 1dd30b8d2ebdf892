package io.github.imagetask;

import io.github.imagetask.Waiters.Refresher;
import io.github.imagetask.Waiters.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drives the waits on one task: one timer and at most one query at a time, whoever and however many
 * wait. Holds the last reading. Idle, it has no timer, and its client doesn't know it.
 *
 * <p>What happens under the lock only decides; what completes somebody's wait runs after it.
 */
final class Poller {
  private final Engine<?> engine;
  private final TaskKey key;
  private final long createdAt;
  private final Callbacks.Events events;

  private final Object lock = new Object();
  private TaskSnapshot snapshot;
  private boolean resumed;
  private final Waiters waiters = new Waiters();
  private Timer.@Nullable Task alarm;
  private int alarmNumber;
  private @Nullable Query query;
  private boolean nudged;
  private boolean queued; // has a place among the queries that want to go
  private long place;
  private long nextCheck; // when to ask the pacer again
  private boolean answered;
  private long lastAnswer;
  private long forbiddenUntil;

  /**
   * @param snapshot the submit's reading, or the unread one of a task that is taken up again
   * @param resumed whether it is taken up again
   */
  Poller(Engine<?> engine, TaskSnapshot snapshot, boolean resumed, Callbacks.Events events) {
    this.engine = engine;
    this.key = snapshot.key();
    this.createdAt = engine.now();
    this.events = events;
    this.snapshot = snapshot;
    this.resumed = resumed;
  }

  TaskKey key() {
    return key;
  }

  TaskSnapshot snapshot() {
    synchronized (lock) {
      return snapshot;
    }
  }

  /** Waits for the end of the task. */
  Joinable<ImageResult> await(@Nullable PollPolicy policy, @Nullable TaskListener listener) {
    engine.checkOpen(key);
    CompletableFuture<ImageResult> raw = new CompletableFuture<>(); // new: nothing hangs on it yet
    List<Runnable> after = new ArrayList<>(1);
    Waiter waiter;
    synchronized (lock) {
      long now = engine.now();
      long sinceAnswer = answered ? now - lastAnswer : Long.MAX_VALUE;
      PollPolicy schedule = policy == null ? engine.pollPolicy() : policy;
      Wait wait = new Wait(schedule, now, createdAt, resumed, sinceAnswer, engine.random());
      if (answered) wait.forbidUntil(forbiddenUntil);
      resumed = false; // a second wait needn't be spread again
      waiter = new Waiter(wait, raw, listener);
      if (snapshot.status().isTerminal()) {
        end(waiter, after);
      } else {
        waiters.add(waiter);
        engine.pollers().add(this);
        advance(now, after);
      }
    }
    after.forEach(Runnable::run);
    if (engine.isClosed()) abort(); // closed while it was added
    return engine.pending(raw, () -> abandon(waiter));
  }

  /** Ends a wait that came after the end. Under the lock. */
  private void end(Waiter waiter, List<Runnable> after) {
    TaskSnapshot last = snapshot;
    Callbacks.Events own = engine.ownEvents(); // the client's listener heard of it in its time
    if (own.add(waiter.listeners(), each -> each.finished(last))) after.add(own::start);
    after.add(() -> waiter.end(new ImageResult(last, Duration.ZERO, 0)));
  }

  /** Asks once; whatever holds the query up, it ends. */
  Joinable<TaskSnapshot> refresh() {
    engine.checkOpen(key);
    CompletableFuture<TaskSnapshot> raw = new CompletableFuture<>();
    List<Runnable> after = new ArrayList<>(1);
    Refresher refresher;
    synchronized (lock) {
      if (snapshot.status().isTerminal()) {
        raw.complete(snapshot);
        return engine.pending(raw, () -> aborted("the query was interrupted"));
      }
      long now = engine.now();
      long limit = engine.requestTimeout() + Wait.LONGEST_RETRY_AFTER;
      refresher = new Refresher(raw, now + limit, () -> noAnswer(limit));
      waiters.add(refresher);
      engine.pollers().add(this);
      advance(now, after);
    }
    after.forEach(Runnable::run);
    if (engine.isClosed()) abort();
    return engine.pending(raw, () -> abandon(refresher));
  }

  /** Makes the waits ask at once. */
  void nudge() {
    List<Runnable> after = new ArrayList<>(0);
    synchronized (lock) {
      if (query != null) {
        nudged = true; // its answer may be older than what the nudge is about
      } else {
        long now = engine.now();
        waiters.nudge(now);
        advance(now, after);
      }
    }
    after.forEach(Runnable::run);
  }

  /** Ends all waits because the client closes. */
  void abort() {
    List<Runnable> after = new ArrayList<>();
    synchronized (lock) {
      waiters.abort(aborted("the client was closed"), after);
      settle(after);
    }
    after.forEach(Runnable::run);
  }

  private ImageTaskException abandon(Waiter waiter) {
    List<Runnable> after = new ArrayList<>(1);
    synchronized (lock) {
      if (waiters.remove(waiter)) settle(after);
    }
    after.forEach(Runnable::run);
    return aborted("the wait was interrupted");
  }

  private ImageTaskException abandon(Refresher refresher) {
    List<Runnable> after = new ArrayList<>(1);
    synchronized (lock) {
      if (waiters.remove(refresher)) settle(after);
    }
    after.forEach(Runnable::run);
    return aborted("the query was interrupted");
  }

  private ImageTaskException noAnswer(long limit) {
    String why = " within " + Redactor.seconds(Duration.ofNanos(limit));
    return engine.failures().noAnswer(key, why, null);
  }

  private WaitAbortedException aborted(String why) {
    String text = why + "; the task goes on at the gateway, and its key takes it up again";
    return new WaitAbortedException(key.gateway(), key, text, null);
  }

  private void onAlarm(int number) {
    List<Runnable> after = new ArrayList<>(2);
    synchronized (lock) {
      if (alarm == null || number != alarmNumber) return; // cancelled when it ran already
      alarm = null;
      advance(engine.now(), after);
    }
    after.forEach(Runnable::run);
  }

  /** Does what is due: asks, gives up, sets the alarm. Under the lock. */
  private void advance(long now, List<Runnable> after) {
    if (query == null && waiters.asks(now)) {
      if (!queued) place = engine.pacer().enter(now);
      queued = true;
      nextCheck = engine.pacer().nextCheck(place, now);
      if (now - nextCheck >= 0) ask(now, after);
    }
    waiters.giveUp(snapshot, now, query != null, after);
    settle(after);
    setAlarm(now);
  }

  private void ask(long now, List<Runnable> after) {
    queued = false;
    nudged = false;
    long timeout = waiters.timeFor(now, engine.requestTimeout());
    Query started = new Query(engine, key, this::onOutcome);
    query = started;
    after.add(() -> started.start(timeout));
  }

  private void onOutcome(Query source, QueryOutcome outcome) {
    List<Runnable> after = new ArrayList<>(2);
    synchronized (lock) {
      if (query != source) return; // nobody wanted to know any more
      query = null;
      long now = engine.now();
      long until = now + Wait.pause(outcome);
      if (!answered || until - forbiddenUntil > 0) forbiddenUntil = until;
      answered = true;
      lastAnswer = now;
      TaskSnapshot before = snapshot;
      if (outcome.isReading()) snapshot = outcome.snapshot();
      List<TaskListener> listeners = waiters.listeners();
      List<Runnable> done = new ArrayList<>(1);
      waiters.hear(outcome, now, engine, nudged, done);
      Consumer<TaskListener> event = event(outcome, before, now);
      if (event != null && events.add(listeners, event)) after.add(events::start);
      after.addAll(done);
      advance(now, after);
    }
    after.forEach(Runnable::run);
  }

  private @Nullable Consumer<TaskListener> event(
      QueryOutcome outcome, TaskSnapshot before, long now) {
    if (outcome.isReading()) {
      TaskSnapshot last = outcome.snapshot();
      if (last.status().isTerminal()) return each -> each.finished(last);
      return last.differsFrom(before) ? each -> each.updated(last) : null;
    }
    Duration next = waiters.nextAsk(now);
    if (next == null) return null; // nobody goes on: the failure is their answer
    return each -> each.retrying(key, outcome.failure(), next);
  }

  /**
   * Once nobody wants to ask: gives the place up. Once nobody waits: stops timer and query. Under
   * the lock.
   */
  private void settle(List<Runnable> after) {
    if (queued && !waiters.asks(engine.now())) {
      engine.pacer().leave(place, engine.now());
      queued = false;
    }
    if (!waiters.isEmpty()) return;
    cancelAlarm();
    Query running = query;
    query = null;
    if (running != null) after.add(running::cancel); // futures first: OkHttp may call back late
    engine.pollers().remove(this);
  }

  private void setAlarm(long now) {
    cancelAlarm();
    long wake = waiters.wakeIn(now, query != null, queued, nextCheck);
    if (wake == Long.MAX_VALUE) return; // nobody waits, or only for a query that ends by itself
    int number = ++alarmNumber;
    alarm = engine.schedule(wake, () -> onAlarm(number));
  }

  private void cancelAlarm() {
    if (alarm != null) alarm.cancel();
    alarm = null;
  }
}
