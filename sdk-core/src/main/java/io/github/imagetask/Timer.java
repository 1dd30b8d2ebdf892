package io.github.imagetask;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time and chance as a client sees them; tests put their own in their place. */
interface Timer {
  /** The time in nanoseconds, monotonic; only differences mean something. */
  long now();

  /** A random number in [0, 1). */
  double random();

  /** Runs a short task later, on the timer's one thread. */
  Task schedule(long delayNanos, Runnable task);

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
      executor =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
              });
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
      ScheduledFuture<?> future =
          executor.schedule(task, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }
}
