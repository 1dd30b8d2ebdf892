package io.github.imagetask;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads that HTTP calls run on: virtual where they are good, else daemons. */
final class Threads {
  /** The first JDK whose virtual threads aren't pinned by {@code synchronized} (JEP 491). */
  private static final double UNPINNED = 24;

  private Threads() {}

  static ExecutorService http(String name) {
    ExecutorService virtual = virtual();
    if (virtual != null) return virtual;
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE, // the dispatcher bounds it
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true); // OkHttp's own hold the JVM for a minute after main has returned
          return thread;
        });
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
}
