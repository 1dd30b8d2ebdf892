package io.github.imagetask;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One task's events, one after another and in order. */
final class Events {
  private final Callbacks callbacks;
  private final @Nullable TaskListener listener;

  @GuardedBy("this")
  private @Nullable Queue queue; // while something is to be told

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
    if (listener == null && others.isEmpty()) return false;
    synchronized (this) {
      boolean idle = queue == null;
      Queue into = queue == null ? new Queue() : queue;
      if (listener != null) into.add(listener, event);
      for (TaskListener each : others) into.add(each, event);
      queue = into;
      return idle;
    }
  }

  /** Starts to tell what was added. */
  void start() {
    Queue next;
    synchronized (this) {
      next = queue;
    }
    if (next != null) callbacks.tell(next);
  }

  private static void report(Throwable e) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    } catch (Throwable ignored) {
      // As the JVM itself does with what the handler throws.
    }
  }

  /** What is to be told; handed over, it tells one: what else waits for the thread comes next. */
  private final class Queue extends CallbackLane.Entry {
    private final ArrayDeque<Runnable> events = new ArrayDeque<>(2);

    void add(TaskListener to, Consumer<TaskListener> event) {
      events.add(() -> event.accept(to));
    }

    @Override
    void run() {
      Runnable event;
      synchronized (Events.this) {
        event = events.remove();
      }
      try {
        event.run();
      } catch (Throwable e) { // the listener's own fault: reported, and nothing else changes
        report(e);
      }
      synchronized (Events.this) {
        if (events.isEmpty()) queue = null;
      }
      start();
    }
  }
}
