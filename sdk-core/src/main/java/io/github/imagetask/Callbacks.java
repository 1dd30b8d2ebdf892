package io.github.imagetask;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.annotation.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Runs what belongs to the user on the executor that she chose: completions of her futures, and
 * events, which never hold those up.
 *
 * <p>What is to run waits here, and the executor is handed tickets: whichever runs takes the oldest
 * completion, and an event only if there is none. So a slow listener delays a future by one event
 * on an executor of one thread, and not at all on one that grows. What an executor doesn't run,
 * since it rejects, hangs or drops it without a word, is seen to be waiting still, and runs on
 * threads of our own.
 */
final class Callbacks implements Sweep.Part {
  /** How long a completion waits for the executor. */
  static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  /**
   * How long events wait for an executor on which nothing of ours moves: it may have one thread,
   * which a listener relies on, and that may be slow.
   */
  static final long EVENTS_PATIENCE = TimeUnit.SECONDS.toNanos(60);

  /** However many tasks have events: a listener that hangs mustn't take all threads there are. */
  static final int EVENTS_AT_ONCE = 64;

  private final Executor executor;
  private final Executor own;
  private final Timer timer;
  private final Sweep sweep;
  private final Runnable ticket = this::onTicket;
  private final Runnable completionTicket = this::runCompletion;
  private final Runnable eventTicket = this::runEvent;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final CallbackLane completions = new CallbackLane();

  @GuardedBy("lock")
  private final CallbackLane events = new CallbackLane();

  @GuardedBy("lock")
  private int running; // events, and completions

  @GuardedBy("lock")
  private int telling; // events

  @GuardedBy("lock")
  private int passed; // tickets that came while too many ran

  @GuardedBy("lock")
  private long lastMove; // when something of ours last began or ended on the executor

  @GuardedBy("lock")
  private boolean starved; // there was no thread to be had for something that waits

  @GuardedBy("lock")
  private boolean closed;

  @GuardedBy("lock")
  private @Nullable Runnable whenQuiet; // of one that is to be closed

  /**
   * @param own threads of ours
   */
  Callbacks(Executor executor, Executor own, Timer timer, Sweep sweep) {
    this.executor = executor;
    this.own = own;
    this.timer = timer;
    this.sweep = sweep;
    this.lastMove = timer.now();
  }

  /** Runs the completion of a future. */
  void complete(CallbackLane.Entry completion) {
    add(completion, true);
  }

  /** Runs an event. */
  void tell(CallbackLane.Entry event) {
    add(event, false);
  }

  private void add(CallbackLane.Entry entry, boolean completion) {
    boolean guarded;
    synchronized (lock) {
      (completion ? completions : events).add(entry, timer.now());
      guarded = !closed;
    }
    try {
      if (guarded) sweep.wake();
    } catch (RuntimeException | Error e) {
      // No thread for the timer: the next who needs it tries again.
    }
    hand(guarded ? executor : own, ticket, !guarded);
  }

  /**
   * Hands a ticket over.
   *
   * @param lastWay whether nobody looks after it later
   */
  private void hand(Executor to, Runnable ticket, boolean lastWay) {
    try {
      to.execute(ticket);
      return;
    } catch (RuntimeException | Error rejected) {
      // shut down, full or broken
    }
    try {
      if (to != own) {
        own.execute(ticket);
        return;
      }
    } catch (RuntimeException | Error rejected) {
      // No thread to be had. Not here: what waits for an answer would hold up who brings it.
    }
    if (lastWay) {
      ticket.run(); // but a future that never completes would be worse
    } else {
      synchronized (lock) {
        starved = true;
      }
    }
  }

  private void onTicket() {
    boolean late;
    synchronized (lock) {
      lastMove = timer.now();
      late = completions.isLate(lastMove, PATIENCE) || events.isLate(lastMove, PATIENCE);
    }
    boolean ran = runCompletion() || runEvent();
    // One more where they have waited long: tickets may have been lost.
    if (ran && late) ran = runCompletion() || runEvent();
    move();
  }

  private void move() {
    synchronized (lock) {
      lastMove = timer.now();
    }
  }

  private boolean runCompletion() {
    CallbackLane.Entry entry;
    synchronized (lock) {
      entry = completions.poll();
      if (entry == null) return false;
      running++;
    }
    try {
      entry.run();
    } finally {
      ended();
    }
    return true;
  }

  private boolean runEvent() {
    CallbackLane.Entry entry;
    synchronized (lock) {
      if (telling == EVENTS_AT_ONCE) {
        passed++;
        return false;
      }
      entry = events.poll();
      if (entry == null) return false;
      telling++;
      running++;
    }
    try {
      entry.run();
    } finally {
      boolean another;
      synchronized (lock) {
        telling--;
        another = passed > 0 && !events.isEmpty();
        if (passed > 0) passed--;
      }
      if (another) hand(executor, ticket, false);
      ended();
    }
    return true;
  }

  private void ended() {
    synchronized (lock) {
      running--;
      if (running > 0 || !isEmpty()) return;
    }
    closeIfAsked();
  }

  private void closeIfAsked() {
    Runnable then;
    synchronized (lock) {
      then = whenQuiet;
      whenQuiet = null;
      if (then == null) return;
      closed = true;
    }
    then.run();
  }

  @Override
  public boolean isIdle() {
    synchronized (lock) {
      return isEmpty() && whenQuiet == null;
    }
  }

  /** Takes what the executor doesn't run to threads of ours. */
  @Override
  public void sweep(long now) {
    int lateCompletions;
    int lateEvents;
    boolean hung;
    synchronized (lock) {
      lateCompletions = completions.late(now, starved ? 0 : PATIENCE);
      boolean stuck = now - lastMove >= EVENTS_PATIENCE;
      hung = stuck && isEmpty();
      lateEvents = starved || stuck ? events.late(now, starved ? 0 : EVENTS_PATIENCE) : 0;
      starved = false;
    }
    for (int i = 0; i < lateCompletions; i++) hand(own, completionTicket, false);
    for (int i = 0; i < lateEvents; i++) hand(own, eventTicket, false);
    if (hung) closeIfAsked();
  }

  /**
   * Takes note that the client is closed.
   *
   * @param whenQuiet run once nothing waits or runs any more; until then the timer is needed
   */
  void close(Runnable whenQuiet) {
    synchronized (lock) {
      this.whenQuiet = whenQuiet;
      if (running > 0 || !isEmpty()) return;
    }
    closeIfAsked();
  }

  @GuardedBy("lock")
  private boolean isEmpty() {
    return completions.isEmpty() && events.isEmpty();
  }
}
