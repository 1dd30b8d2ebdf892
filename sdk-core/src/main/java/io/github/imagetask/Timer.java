package io.github.imagetask;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
  }

  /** The real time: one daemon thread that ends by itself when nothing is scheduled. */
  final class Real implements Timer {
    private final ScheduledThreadPoolExecutor executor;

    Real(String name) {
      this(
          task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
          });
    }

    Real(ThreadFactory factory) {
      executor = new ScheduledThreadPoolExecutor(1, factory);
      executor.setRemoveOnCancelPolicy(true); // a cancelled deadline of days must not be kept
      executor.setKeepAliveTime(10, TimeUnit.SECONDS);
      executor.allowCoreThreadTimeOut(true);
      executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
      // What is scheduled while it closes is forgotten like what was scheduled before.
      executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
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
      return start(
          entry -> executor.schedule(entry, Math.max(0, delayNanos), TimeUnit.NANOSECONDS), task);
    }

    @Override
    public Task every(long periodNanos, Runnable task) {
      return start(
          entry ->
              executor.scheduleWithFixedDelay(
                  entry, periodNanos, periodNanos, TimeUnit.NANOSECONDS),
          task);
    }

    /** Hands an entry in; one that the executor keeps though it threw does nothing any more. */
    private static Task start(Function<Runnable, ScheduledFuture<?>> scheduling, Runnable task) {
      Entry entry = new Entry(task);
      ScheduledFuture<?> future;
      try {
        future = scheduling.apply(entry);
      } catch (RuntimeException | Error e) {
        entry.task = null;
        throw e;
      }
      return () -> future.cancel(false);
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }

    private static final class Entry implements Runnable {
      private volatile @Nullable Runnable task;

      Entry(Runnable task) {
        this.task = task;
      }

      @Override
      public void run() {
        Runnable set = task;
        if (set == null) throw new CancellationException(); // which ends a periodic one
        set.run();
      }
    }
  }
}
