package io.github.imagetask;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.annotation.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/** Runs work that isn't a call: so much of it at once, and the rest in its turn. */
final class Work {
  private final Executor threads;
  private final int most;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Queue<Item> waiting = new ArrayDeque<>();

  @GuardedBy("lock")
  private int running;

  /**
   * @param most how much may run at once
   */
  Work(Executor threads, int most) {
    this.threads = threads;
    this.most = most;
  }

  /**
   * Runs work, now or later.
   *
   * @param failed told what the work throws, or a {@link RejectedExecutionException} if no thread
   *     could be had for it
   */
  void execute(Runnable work, Consumer<Throwable> failed) {
    Item item = new Item(work, failed);
    synchronized (lock) {
      if (running == most) {
        waiting.add(item);
        return;
      }
      running++;
    }
    try {
      threads.execute(() -> run(item));
    } catch (RuntimeException | Error e) { // an OutOfMemoryError where no thread can be started
      RejectedExecutionException rejected =
          new RejectedExecutionException("no thread could be started: " + e.getMessage(), e);
      item.failed.accept(rejected);
      for (Item each : stranded()) each.failed.accept(rejected);
    }
  }

  private void run(Item first) {
    for (Item item = first; item != null; item = next()) {
      try {
        item.work.run();
      } catch (RuntimeException | Error e) {
        item.failed.accept(e);
      }
    }
  }

  private @Nullable Item next() {
    synchronized (lock) {
      Item next = waiting.poll();
      if (next == null) running--;
      return next;
    }
  }

  /** What nobody is left to run, since there was no thread for the work before it. */
  private List<Item> stranded() {
    synchronized (lock) {
      List<Item> stranded = new ArrayList<>();
      if (--running == 0) {
        stranded.addAll(waiting);
        waiting.clear();
      }
      return stranded;
    }
  }

  private static final class Item {
    final Runnable work;
    final Consumer<Throwable> failed;

    Item(Runnable work, Consumer<Throwable> failed) {
      this.work = work;
      this.failed = failed;
    }
  }
}
