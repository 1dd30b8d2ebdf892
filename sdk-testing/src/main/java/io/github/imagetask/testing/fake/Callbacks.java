package io.github.imagetask.testing.fake;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The callbacks of one gateway: posts them and counts them. Safe for use by many threads. */
final class Callbacks {
  private final Poster poster;
  private int answered;

  Callbacks(Poster poster) {
    this.poster = poster;
  }

  void post(String url, Reply body) {
    if (Poster.reaches(url)) {
      poster.post(url, body, this::answered);
    }
  }

  void later(Duration delay, Runnable action) {
    poster.later(delay, action);
  }

  private synchronized void answered() {
    answered++;
    notifyAll();
  }

  synchronized int count() {
    return answered;
  }

  /** Waits until so many were answered; false if the time is up first. */
  synchronized boolean await(int count, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (answered < count) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    return true;
  }

  synchronized void clear() {
    answered = 0;
  }
}
