package io.github.imagetask;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Many waits against a gateway that allows so many queries a second, in a time that is only
 * counted: the real {@link Wait} and the real {@link Pacer}, driven as {@link Poller} drives them.
 */
final class PacerSimulation {
  private static final TaskKey KEY = TaskKey.of("test", "t1");
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long LATENCY = SECOND / 10;
  private static final long START = Long.MAX_VALUE - 20 * SECOND; // nanoTime() may overflow

  private final ImageTaskException tooMany = new ConnectionException("test", KEY, "429", null);
  private final int perSecond;
  private final boolean paced;
  private final Pacer pacer = new Pacer();
  private final Random random = new Random(42);
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now = START;
  private long order;
  private double tokens;
  private long refilled = START;

  int queries;
  int refused;
  int finished;
  int timedOut;
  long last = START;

  PacerSimulation(int perSecond, boolean paced) {
    this.perSecond = perSecond;
    this.paced = paced;
    this.tokens = perSecond;
  }

  /** Lets tasks be submitted at once, which end one to three minutes later. */
  PacerSimulation run(int tasks) {
    for (int i = 0; i < tasks; i++) new Waiter().move();
    while (!events.isEmpty()) {
      Event event = events.poll();
      now = event.at;
      event.task.run();
    }
    return this;
  }

  /** How many of a hundred queries were refused. */
  double refusedPercent() {
    return 100.0 * refused / queries;
  }

  Duration elapsed() {
    return Duration.ofNanos(last - START);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d queries, %.1f %% refused, %d finished, %d timed out, %d s",
        queries,
        refusedPercent(),
        finished,
        timedOut,
        elapsed().toSeconds());
  }

  /** A token bucket that holds one second's worth. */
  private boolean allows() {
    tokens = Math.min(perSecond, tokens + (double) perSecond * (now - refilled) / SECOND);
    refilled = now;
    if (tokens < 1) return false;
    tokens--;
    return true;
  }

  private void at(long time, Runnable task) {
    events.add(new Event(time, order++, task));
  }

  private final class Waiter {
    private final long ends = now + (long) ((60 + 120 * random.nextDouble()) * SECOND);
    private final Wait wait =
        new Wait(
            PollPolicy.ofDefaults(), null, now, now, false, Long.MAX_VALUE, random.nextDouble());
    private boolean querying;
    private boolean done;
    private boolean queued;
    private long place;
    private long nextCheck;
    private int alarm;

    void move() {
      if (!querying && wait.asks(now)) {
        if (!queued) place = paced ? pacer.enter(now) : Pacer.FREE;
        queued = true;
        nextCheck = pacer.nextCheck(place, now);
        if (now - nextCheck >= 0) ask();
      }
      if (now - wait.giveUpAt(querying) >= 0) {
        done = true;
        timedOut++;
        if (queued) pacer.leave(place, now);
      } else {
        long wake = wait.giveUpAt(querying) - now;
        long ask = wait.askAt() - now;
        if (queued) ask = Math.max(ask, nextCheck - now);
        if (!querying) wake = Math.min(wake, ask);
        int mine = ++alarm;
        at(now + wake, () -> onAlarm(mine));
      }
    }

    private void onAlarm(int which) {
      if (which == alarm && !done) move();
    }

    private void ask() {
      queued = false;
      querying = true;
      queries++;
      long sent = now;
      boolean allowed = allows();
      boolean ended = allowed && now - ends >= 0;
      at(now + LATENCY, () -> onAnswer(sent, allowed, ended));
    }

    private void onAnswer(long sent, boolean allowed, boolean ended) {
      if (done) return;
      querying = false;
      QueryOutcome outcome;
      if (allowed) {
        pacer.answered(now);
        TaskStatus status = ended ? TaskStatus.FAILED : TaskStatus.RUNNING;
        outcome =
            QueryOutcome.reading(
                new TaskSnapshot(KEY, status, null, null, Collections.emptyList(), null, null),
                null);
      } else {
        refused++;
        pacer.limited(now, sent, SECOND);
        outcome =
            QueryOutcome.failure(QueryOutcome.Kind.TRANSIENT, tooMany, Duration.ofSeconds(1), true);
      }
      wait.hear(outcome, now, random.nextDouble());
      if (wait.hasEnded()) {
        done = true;
        finished++;
        last = now;
      } else {
        move();
      }
    }
  }

  private record Event(long at, long order, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      long difference = at - other.at;
      return difference != 0 ? Long.signum(difference) : Long.compare(order, other.order);
    }
  }
}
