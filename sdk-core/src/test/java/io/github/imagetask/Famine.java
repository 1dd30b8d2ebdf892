package io.github.imagetask;

import java.util.concurrent.ThreadFactory;

/** A factory whose threads can't be started for a while, as at a container's limit. */
final class Famine implements ThreadFactory {
  private volatile boolean lasts;

  void begin() {
    lasts = true;
  }

  void end() {
    lasts = false;
  }

  @Override
  public Thread newThread(Runnable task) {
    // Thread.start() throws it, but from JDK 21 on pools don't call one that is overridden.
    if (lasts) throw new OutOfMemoryError("unable to create native thread");
    Thread thread = new Thread(task, "starved");
    thread.setDaemon(true);
    return thread;
  }
}
