package io.github.imagetask;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One task's events, one after another and in order. */
final class Events {
  private final Callbacks callbacks;
  private final @Nullable TaskListener listener;
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>(0);
  private final CallbackLane.Entry next = new CallbackLane.Entry(this::tellNext);
  private boolean draining;

  /**
   * @param listener hears of all of them
   */
  Events(Callbacks callbacks, @Nullable TaskListener listener) {
    this.callbacks = callbacks;
    this.listener = listener;
  }

  /** Tells the client's listener, and these listeners of single waits. */
  void tell(List<TaskListener> others, Consumer<TaskListener> event) {
    if (add(others, event)) start();
  }

  /**
   * Only puts an event in its place: for a caller that holds a lock, under which the order is
   * certain but nothing of the user's may run.
   *
   * @return whether {@link #start} must be called, without the lock
   */
  boolean add(List<TaskListener> others, Consumer<TaskListener> event) {
    List<TaskListener> all = new ArrayList<>(others);
    if (listener != null) all.add(0, listener);
    if (all.isEmpty()) return false;
    synchronized (queue) {
      for (TaskListener each : all) queue.add(() -> event.accept(each));
      boolean idle = !draining;
      draining = true;
      return idle;
    }
  }

  /** Starts to tell what was added. */
  void start() {
    callbacks.tell(next);
  }

  /** Tells one: what else waits for the thread comes before the next. */
  private void tellNext() {
    Runnable event;
    synchronized (queue) {
      event = queue.remove();
    }
    try {
      event.run();
    } catch (Throwable e) { // the listener's own fault: reported, and nothing else changes
      report(e);
    }
    synchronized (queue) {
      draining = !queue.isEmpty();
      if (!draining) return;
    }
    start();
  }

  private static void report(Throwable e) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    } catch (Throwable ignored) {
      // As the JVM itself does with what the handler throws.
    }
  }
}
