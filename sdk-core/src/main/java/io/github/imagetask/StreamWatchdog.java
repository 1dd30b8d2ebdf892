package io.github.imagetask;

import java.time.Duration;

/**
 * Watches a thread of the user's that reads an image: a blocked read of a socket notices neither an
 * interrupt nor that time is up, but it ends when its call is cancelled.
 */
final class StreamWatchdog implements AutoCloseable {
  private static final long TICK = Duration.ofMillis(20).toNanos();

  private final Timer timer;
  private final DownloadCall<?> call;
  private final Thread reader = Thread.currentThread();
  private final long end;

  private final Object lock = new Object();
  private boolean closed;
  private boolean overdue;
  private Timer.Task next;

  StreamWatchdog(Timer timer, DownloadCall<?> call) {
    this.timer = timer;
    this.call = call;
    this.end = timer.now() + DownloadCall.LIMIT.toNanos();
    this.next = timer.schedule(TICK, this::tick);
  }

  /** Whether the reading was ended because it took too long. */
  boolean isOverdue() {
    synchronized (lock) {
      return overdue;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      next.cancel();
    }
  }

  private void tick() {
    synchronized (lock) {
      if (closed) return;
      overdue = timer.now() - end >= 0;
      if (!overdue && !reader.isInterrupted()) {
        next = timer.schedule(TICK, this::tick);
        return;
      }
    }
    ImageTaskException unused = call.abandon();
  }
}
