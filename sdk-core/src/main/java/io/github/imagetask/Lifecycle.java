package io.github.imagetask;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a client is open: once it is closed, its parts begin nothing new. */
final class Lifecycle {
  private final String gateway;
  private final AtomicBoolean closed = new AtomicBoolean();

  Lifecycle(String gateway) {
    this.gateway = gateway;
  }

  void checkOpen() {
    if (isClosed()) throw new IllegalStateException("the " + gateway + " client is closed");
  }

  /** Refuses to ask for a task, but not without its key. */
  void checkOpen(TaskKey key) {
    if (!isClosed()) return;
    throw new IllegalStateException(
        "the " + gateway + " client is closed; " + key + " goes on at the gateway");
  }

  boolean isClosed() {
    return closed.get();
  }

  /** Closes it; false if it was closed before. */
  boolean close() {
    return closed.compareAndSet(false, true);
  }
}
