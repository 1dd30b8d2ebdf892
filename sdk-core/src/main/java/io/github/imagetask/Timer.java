package io.github.imagetask;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.annotation.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/** Time and chance as a client sees them; tests put their own in their place. */
interface Timer {
  /** The time in nanoseconds, monotonic; only differences mean something. */
  long now();

  /** A random number in [0, 1). */
  double random();

  /**
   * Runs a short task later, on the timer's one thread.
   *
   * @throws OutOfMemoryError if that must be started and can't be; then it doesn't run
   */
  Task schedule(long delayNanos, Runnable task);

  /** Runs a short task again and again, which mustn't throw; otherwise as {@link #schedule}. */
  Task every(long periodNanos, Runnable task);

  /** Forgets what is scheduled and ends the thread. */
  void close();

  /** Something scheduled. */
  interface Task {
    /** Makes sure that it doesn't run any more, unless it is running already. */
    void cancel();

    /**
     * Schedules it anew, whether it has run, was cancelled, or is still to come: then only at the
     * new time. Otherwise as {@link #schedule}; not for one that is run again and again.
     */
    void again(long delayNanos);
  }

  /**
   * The real time: one daemon thread that ends by itself when nothing is scheduled. A library's
   * executor would need three objects and 110 bytes for each alarm, and as many anew whenever it is
   * moved; a wait moves its own twice a query.
   */
  final class Real implements Timer {
    private static final long IDLE = TimeUnit.SECONDS.toNanos(10);

    private final ThreadFactory factory;

    @GuardedBy("this")
    private final AlarmHeap heap = new AlarmHeap();

    @GuardedBy("this")
    private @Nullable Thread thread;

    @GuardedBy("this")
    private boolean closed;

    Real(String name) {
      this(
          task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
          });
    }

    Real(ThreadFactory factory) {
      this.factory = factory;
    }

    @Override
    public long now() {
      return System.nanoTime();
    }

    @Override
    public double random() {
      return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public Task schedule(long delayNanos, Runnable task) {
      Alarm alarm = new Alarm(task);
      alarm.again(delayNanos);
      return alarm;
    }

    @Override
    public Task every(long periodNanos, Runnable task) {
      Periodic periodic = new Periodic(periodNanos, task);
      periodic.again(periodNanos);
      return periodic;
    }

    @Override
    public synchronized void close() {
      closed = true;
      heap.clear();
      notify();
    }

    private synchronized void set(Alarm alarm, long delayNanos) {
      if (closed) return; // what is scheduled while it closes is forgotten like the rest
      heap.set(alarm, now() + Math.max(0, delayNanos));
      if (thread == null) {
        start(alarm);
      } else if (heap.first() == alarm) {
        notify(); // there is one thread to hear it
      }
    }

    @GuardedBy("this")
    private void start(Alarm alarm) {
      try {
        Thread started = factory.newThread(this::run);
        started.start();
        thread = started;
      } catch (RuntimeException | Error e) {
        heap.remove(alarm);
        throw e;
      }
    }

    private synchronized void remove(Alarm alarm) {
      heap.remove(alarm);
    }

    private void run() {
      for (Alarm due = awaitNext(); due != null; due = awaitNext()) {
        try {
          due.ring();
        } catch (Throwable e) {
          // It was one task's; what that was about is overdue soon, and the sweep finds it.
        }
      }
    }

    /** Waits for what is due next, and takes it; null once the thread is to end. */
    private synchronized @Nullable Alarm awaitNext() {
      long idleUntil = now() + IDLE;
      while (!closed) {
        Alarm first = (Alarm) heap.first();
        long left = (first == null ? idleUntil : first.due()) - now();
        if (left > 0) {
          await(left);
        } else if (first != null) {
          heap.remove(first);
          return first;
        } else {
          break;
        }
      }
      thread = null;
      return null;
    }

    @GuardedBy("this")
    @SuppressWarnings("WaitNotInLoop") // its caller loops
    private void await(long nanos) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, nanos);
      } catch (InterruptedException e) {
        // Nobody has a reason to; it goes on.
      }
    }

    private class Alarm extends AlarmHeap.Entry implements Task {
      private final Runnable task;

      Alarm(Runnable task) {
        this.task = task;
      }

      void ring() {
        task.run();
      }

      @Override
      public void again(long delayNanos) {
        set(this, delayNanos);
      }

      @Override
      public void cancel() {
        remove(this);
      }
    }

    private final class Periodic extends Alarm {
      private final long period;
      private volatile boolean cancelled;

      Periodic(long period, Runnable task) {
        super(task);
        this.period = period;
      }

      @Override
      void ring() {
        super.ring();
        if (!cancelled) again(period);
      }

      @Override
      public void cancel() {
        cancelled = true;
        super.cancel();
      }
    }
  }
}
