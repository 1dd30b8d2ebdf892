package io.github.imagetask;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A place where something waits until the test lets it go on. */
final class Gate {
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  /** Waits until the gate is open. */
  void pass() throws IOException {
    arrived.countDown();
    await(open);
  }

  /** Waits until the gate is open; for those who can't throw. */
  void hold() {
    try {
      pass();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until something stands before the gate. */
  void awaitArrival() throws IOException {
    await(arrived);
  }

  void open() {
    open.countDown();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) throw new IOException("nothing came to the gate");
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
