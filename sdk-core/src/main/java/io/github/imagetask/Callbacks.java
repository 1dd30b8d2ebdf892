package io.github.imagetask;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs what belongs to the user, on the executor that she chose. */
final class Callbacks {
  private final Executor executor;
  private final @Nullable TaskListener listener;

  Callbacks(Executor executor, @Nullable TaskListener listener) {
    this.executor = executor;
    this.listener = listener;
  }

  /** Runs a task on the executor; here and now if the executor is shut down or full. */
  void run(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      task.run(); // a future that never completes would be worse than a strange thread
    }
  }

  /** Returns the events of one task. */
  Events events() {
    return new Events();
  }

  /** One task's events, one after another and in order. */
  final class Events {
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>(0);
    private boolean draining;

    /** Tells the client's listener, and these listeners of single waits. */
    void tell(List<TaskListener> others, Consumer<TaskListener> event) {
      List<TaskListener> all = new ArrayList<>(others);
      if (listener != null) all.add(0, listener);
      if (all.isEmpty()) return;
      synchronized (queue) {
        for (TaskListener each : all) queue.add(() -> event.accept(each));
        if (draining) return;
        draining = true;
      }
      run(this::drain);
    }

    private void drain() {
      while (true) {
        Runnable event;
        synchronized (queue) {
          event = queue.poll();
          if (event == null) {
            draining = false;
            return;
          }
        }
        try {
          event.run();
        } catch (Throwable e) { // the listener's own fault: reported, and nothing else changes
          Thread thread = Thread.currentThread();
          thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
      }
    }
  }
}
