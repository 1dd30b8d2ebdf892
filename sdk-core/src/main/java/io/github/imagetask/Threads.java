package io.github.imagetask;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that HTTP calls, and the user's code unless she says otherwise, run on: virtual where
 * they are good, else daemons.
 */
final class Threads {
  /** The first JDK whose virtual threads aren't pinned by {@code synchronized} (JEP 491). */
  private static final double UNPINNED = 24;

  private Threads() {}

  static ExecutorService http(String name) {
    ExecutorService virtual = virtual();
    return virtual != null ? virtual : new Pool(daemons(name));
  }

  /**
   * Returns threads for the user's code.
   *
   * @param loader the context class loader that it finds, whichever thread of ours it runs on
   */
  static Executor callbacks(@Nullable ClassLoader loader) {
    ExecutorService virtual = virtual();
    return within(loader, virtual != null ? virtual : new Pool(daemons("imagetask-callback")));
  }

  /** Sets the context class loader around each task: one before it may have set another. */
  static Executor within(@Nullable ClassLoader loader, Executor threads) {
    return task ->
        threads.execute(
            () -> {
              Thread.currentThread().setContextClassLoader(loader);
              task.run();
            });
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true); // OkHttp's own hold the JVM for a minute after main has returned
      return thread;
    };
  }

  private static @Nullable ExecutorService virtual() {
    try {
      String version = System.getProperty("java.specification.version", "0");
      if (Double.parseDouble(version) < UNPINNED) return null; // Android says 0.9
      Object executor = Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      return (ExecutorService) executor;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /**
   * Threads that grow as needed and end when idle. Where no further one can be started, work is
   * rejected, which OkHttp survives; an {@link OutOfMemoryError} makes it lose the call.
   *
   * <p>Work that a thread of the pool hands in is kept for that thread instead: OkHttp starts the
   * next call as one ends, and rejecting it would start the one after, as deep as the stack goes.
   */
  static final class Pool extends ThreadPoolExecutor {
    private static final ThreadLocal<@Nullable Kept> KEPT = new ThreadLocal<>();

    Pool(ThreadFactory factory) {
      // Whoever hands work in bounds it.
      super(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    @Override
    public void execute(Runnable task) {
      try {
        super.execute(() -> work(task));
      } catch (OutOfMemoryError e) { // "unable to create native thread"
        Kept own = KEPT.get();
        if (own == null || own.pool != this) {
          throw new RejectedExecutionException("no thread can be started: " + e, e);
        }
        own.tasks.add(task);
      }
    }

    private void work(Runnable first) {
      Kept own = new Kept(this);
      KEPT.set(own);
      try {
        for (Runnable task = first; task != null; task = own.tasks.poll()) run(task, own);
      } finally {
        KEPT.remove();
      }
    }

    /** Runs one; what it throws ends the thread only once nothing is kept for it. */
    private static void run(Runnable task, Kept own) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        if (own.tasks.isEmpty()) throw e;
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }

    /** What a thread of a pool has still to do. */
    private static final class Kept {
      final Pool pool;
      final ArrayDeque<Runnable> tasks = new ArrayDeque<>(2);

      Kept(Pool pool) {
        this.pool = pool;
      }
    }
  }
}
