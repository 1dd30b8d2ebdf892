package io.github.imagetask;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** Runs what belongs to the user, on the executor that she chose. */
final class Callbacks implements Executor {
  private final Executor executor;

  Callbacks(Executor executor) {
    this.executor = executor;
  }

  /**
   * Runs a task on the executor; on the default one if that is shut down, full or broken, and here
   * and now only if there is no thread to be had.
   */
  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RuntimeException | Error rejected) {
      try {
        defaultExecutor().execute(task);
      } catch (RuntimeException | Error e) {
        task.run(); // a future that never completes would be worse than a strange thread
      }
    }
  }

  static Executor defaultExecutor() {
    if (ForkJoinPool.getCommonPoolParallelism() > 0) return ForkJoinPool.commonPool();
    // A common pool that was configured to have no threads would run nothing, for ever.
    return task -> {
      Thread thread = new Thread(task, "imagetask-callback");
      thread.setDaemon(true);
      thread.start();
    };
  }
}
