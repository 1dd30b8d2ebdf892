package io.github.imagetask;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.annotation.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/** One task's events, one after another and in order. */
final class Events {
  private final Callbacks callbacks;
  private final List<TaskListener> listeners;

  @GuardedBy("this")
  private @Nullable Queue queue; // while something is to be told

  /**
   * @param listeners hear of all of them; immutable
   */
  Events(Callbacks callbacks, List<TaskListener> listeners) {
    this.callbacks = callbacks;
    this.listeners = listeners;
  }

  /** Whether the client has listeners. */
  boolean areHeard() {
    return !listeners.isEmpty();
  }

  /** The client's listeners, and these of single waits. */
  List<TaskListener> with(List<TaskListener> others) {
    if (listeners.isEmpty() || others.isEmpty()) return others.isEmpty() ? listeners : others;
    List<TaskListener> all = new ArrayList<>(listeners);
    all.addAll(others);
    return all;
  }

  /** Tells the client's listeners. */
  void tell(Consumer<TaskListener> event) {
    if (add(listeners, event)) start();
  }

  /** Tells the client's listeners here and now. */
  void tellHere(Consumer<TaskListener> event) {
    for (TaskListener each : listeners) run(() -> event.accept(each));
  }

  /**
   * Only puts an event in its place: for a caller that holds a lock, under which the order is
   * certain but nothing of the user's may run.
   *
   * @return whether {@link #start} must be called, without the lock
   */
  boolean add(List<TaskListener> to, Consumer<TaskListener> event) {
    if (to.isEmpty()) return false;
    synchronized (this) {
      boolean idle = queue == null;
      Queue into = queue == null ? new Queue() : queue;
      for (TaskListener each : to) into.add(each, event);
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

  /** Runs a listener; its own fault is reported, and nothing else changes. */
  private static void run(Runnable event) {
    try {
      event.run();
    } catch (Throwable e) {
      report(e);
    }
  }

  /** As the JVM does with what nobody catches. */
  static void report(Throwable e) {
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
      Events.run(event);
      synchronized (Events.this) {
        if (events.isEmpty()) queue = null;
      }
      start();
    }
  }
}
