package io.github.imagetask;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
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
    return new Pool(threads(name));
  }

  /**
   * Returns threads for the user's code.
   *
   * @param loader the context class loader that it finds, whichever thread of ours it runs on
   */
  static Executor callbacks(@Nullable ClassLoader loader) {
    return within(loader, new Pool(threads("imagetask-callback")));
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

  /** The version of Java; Android says 0.9. */
  static double javaVersion() {
    try {
      return Double.parseDouble(System.getProperty("java.specification.version", "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static ThreadFactory threads(String name) {
    ThreadFactory virtual = javaVersion() < UNPINNED ? null : virtual(name);
    if (virtual != null) return virtual;
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true); // OkHttp's own hold the JVM for a minute after main has returned
      return thread;
    };
  }

  private static @Nullable ThreadFactory virtual(String name) {
    try {
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      type.getMethod("name", String.class).invoke(builder, name);
      return (ThreadFactory) type.getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /**
   * Threads that grow as needed and end when idle. Virtual ones, too: a thread that goes on to the
   * next call keeps the memory in which its stack lies while it waits; a new one for each call
   * costs as many bytes as the call itself. Where no further one can be started, work is rejected,
   * which OkHttp survives; an {@link OutOfMemoryError} makes it lose the call.
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

    /**
     * Says that what runs on this thread is over but for what it hands in: that runs here, too. An
     * HTTP call's connection goes to the next call at once, and no other thread has to wake up.
     */
    static void ending() {
      Kept own = KEPT.get();
      if (own != null) own.isEnding = true;
    }

    @Override
    public void execute(Runnable task) {
      Kept last = KEPT.get();
      if (last != null && last.pool == this && last.isEnding && !isShutdown()) {
        last.isEnding = false; // one only: a second can begin sooner elsewhere
        last.tasks.add(task);
        return;
      }
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
      Kept own = KEPT.get();
      if (own == null) {
        own = new Kept(this);
        KEPT.set(own);
      }
      for (Runnable task = first; task != null; task = own.tasks.poll()) {
        own.isEnding = false;
        run(task, own);
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
      boolean isEnding;

      Kept(Pool pool) {
        this.pool = pool;
      }
    }
  }
}
