package io.github.imagetask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A time that stands still until a test moves it. What is scheduled runs on the thread that moves
 * it.
 *
 * <p>Over real sockets a test can't know when an answer has been read and the next query scheduled:
 * {@link #step} waits for that, without sleeping, and then jumps there.
 */
final class FakeTimer implements Timer {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private final Object lock = new Object();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Runnable> periodic = new ArrayList<>();
  private long now = 1_000_000_000_000L;
  private long count;
  private double random = 0.5;
  private boolean closed;
  private boolean broken;

  @Override
  public long now() {
    synchronized (lock) {
      return now;
    }
  }

  @Override
  public double random() {
    synchronized (lock) {
      return random;
    }
  }

  /** Sets the random number that all draws bring from now on. */
  void random(double random) {
    synchronized (lock) {
      this.random = random;
    }
  }

  @Override
  public Task schedule(long delayNanos, Runnable task) {
    Alarm alarm = new Alarm(task);
    alarm.again(delayNanos);
    return alarm;
  }

  /** What is done again and again isn't counted as scheduled, and only {@link #tick} runs it. */
  @Override
  public Task every(long periodNanos, Runnable task) {
    synchronized (lock) {
      if (broken) throw new OutOfMemoryError("unable to create native thread");
      if (!closed) periodic.add(task);
      return new Alarm(task);
    }
  }

  /** Runs what is done again and again, once. */
  void tick() {
    List<Runnable> due;
    synchronized (lock) {
      due = new ArrayList<>(periodic);
    }
    due.forEach(Runnable::run);
  }

  /** How many things are done again and again. */
  int periodic() {
    synchronized (lock) {
      return periodic.size();
    }
  }

  /** Loses all that is scheduled, as when Errors were thrown in the wrong moments. */
  void loseAlarms() {
    synchronized (lock) {
      entries.clear();
    }
  }

  /** Makes scheduling fail from now on, or no more. */
  void broken(boolean broken) {
    synchronized (lock) {
      this.broken = broken;
    }
  }

  /** Lets time pass while nothing runs, as in a process that is suspended. */
  void suspend(Duration time) {
    synchronized (lock) {
      now += time.toNanos();
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      entries.clear();
      periodic.clear();
    }
  }

  /** How many tasks are scheduled. */
  int scheduled() {
    synchronized (lock) {
      return entries.size();
    }
  }

  /** Whether one task is scheduled, and this far away. */
  boolean hasOnly(Duration next) {
    synchronized (lock) {
      return entries.size() == 1 && entries.get(0).at - now == next.toNanos();
    }
  }

  /** How far away the next task is, or null if there is none. */
  Duration next() {
    synchronized (lock) {
      Entry first = first();
      return first == null ? null : Duration.ofNanos(first.at - now);
    }
  }

  /** Moves the time on and runs what comes due on the way, each at its own time. */
  void advance(Duration time) {
    long end;
    synchronized (lock) {
      end = now + time.toNanos();
    }
    while (true) {
      Entry due;
      synchronized (lock) {
        due = first();
        if (due == null || due.at - end > 0) {
          now = end;
          return;
        }
        entries.remove(due);
        now = Math.max(now, due.at);
      }
      due.alarm.task.run();
    }
  }

  /**
   * Waits until something is scheduled within this time from now, jumps there and runs it. Guards
   * that are further away, such as deadlines, are left alone.
   *
   * @return how far the time moved
   */
  Duration step(Duration within) {
    Duration delay = awaitScheduled(within);
    advance(delay);
    return delay;
  }

  /** Waits until something is scheduled within this time from now; returns how far away it is. */
  Duration awaitScheduled(Duration within) {
    long patience = System.nanoTime() + PATIENCE;
    synchronized (lock) {
      while (true) {
        Entry first = first();
        if (first != null && first.at - now <= within.toNanos()) {
          return Duration.ofNanos(first.at - now);
        }
        await(patience, "nothing was scheduled within " + within);
      }
    }
  }

  /**
   * Steps until a future is done, and returns it; for futures that complete by what is scheduled.
   */
  <T> CompletableFuture<T> runUntilDone(CompletableFuture<T> future, Duration within) {
    CompletableFuture<Void> unused =
        future.handle(
            (value, error) -> {
              synchronized (lock) {
                lock.notifyAll();
              }
              return null;
            });
    long patience = System.nanoTime() + PATIENCE;
    while (true) {
      synchronized (lock) {
        while (!future.isDone()) {
          Entry first = first();
          if (first != null && first.at - now <= within.toNanos()) break;
          await(patience, "neither done nor scheduled within " + within);
        }
        if (future.isDone()) return future;
      }
      Duration next = next();
      if (next != null && next.compareTo(within) <= 0) advance(next);
    }
  }

  @SuppressWarnings("WaitNotInLoop") // its callers loop
  private void await(long patience, String what) {
    long left = TimeUnit.NANOSECONDS.toMillis(patience - System.nanoTime());
    if (left <= 0) throw new AssertionError(what + "; scheduled: " + entries.size());
    try {
      lock.wait(left);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Entry first() {
    return entries.stream()
        .min(
            Comparator.comparingLong((Entry entry) -> entry.at).thenComparing(entry -> entry.order))
        .orElse(null);
  }

  private record Entry(long at, long order, Alarm alarm) {}

  private final class Alarm implements Task {
    private final Runnable task;

    Alarm(Runnable task) {
      this.task = task;
    }

    @Override
    public void again(long delayNanos) {
      synchronized (lock) {
        if (broken) throw new OutOfMemoryError("Java heap space");
        cancel();
        if (closed) return;
        entries.add(new Entry(now + Math.max(0, delayNanos), count++, this));
        lock.notifyAll();
      }
    }

    @Override
    public void cancel() {
      synchronized (lock) {
        entries.removeIf(entry -> entry.alarm == this);
        periodic.remove(task);
        lock.notifyAll();
      }
    }
  }
}
