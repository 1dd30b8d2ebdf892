package io.github.imagetask;

import java.util.concurrent.TimeUnit;
import javax.annotation.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Looks after all that a client has under way, once a second while there is anything: what is
 * overdue, since its alarm was lost to an {@link Error}, goes on or ends here.
 */
final class Sweep {
  /** How late something is before its alarm counts as lost. */
  static final long OVERDUE = TimeUnit.SECONDS.toNanos(2);

  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final Timer timer;
  private volatile Part[] parts = {};

  @GuardedBy("this")
  private Timer.@Nullable Task task;

  /** A kind of things under way. */
  interface Part {
    /** Whether nothing of it is under way. */
    boolean isIdle();

    /** Looks after all of it. */
    void sweep(long now);
  }

  Sweep(Timer timer) {
    this.timer = timer;
  }

  void watch(Part... parts) {
    this.parts = parts;
  }

  /**
   * Makes sure that it runs. It also keeps the timer's thread from ending: once this has returned,
   * an alarm needs no new thread.
   *
   * @throws OutOfMemoryError if the timer's thread can't be started
   */
  synchronized void wake() {
    if (task == null) task = timer.every(PERIOD, this::run);
  }

  private void run() {
    long now = timer.now();
    for (Part part : parts) {
      try {
        part.sweep(now);
      } catch (RuntimeException | Error e) {
        // The next one may fare better; let out, it would be the last.
      }
    }
    synchronized (this) {
      for (Part part : parts) {
        if (!part.isIdle()) return;
      }
      if (task != null) task.cancel();
      task = null;
    }
  }
}
