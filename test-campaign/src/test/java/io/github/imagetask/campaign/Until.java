package io.github.imagetask.campaign;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread, process or peer does. */
public final class Until {
  private Until() {}

  /** Returns once it is so, and looks every half millisecond; fails if it isn't in time. */
  public static void so(String what, Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) throw new AssertionError(what + ": not in " + patience);
      LockSupport.parkNanos(500_000);
    }
  }
}
