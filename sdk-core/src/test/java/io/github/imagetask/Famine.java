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
    Thread thread = new Starved(task);
    thread.setDaemon(true);
    return thread;
  }

  private final class Starved extends Thread {
    Starved(Runnable task) {
      super(task, "starved");
    }

    @Override
    public synchronized void start() {
      if (lasts) throw new OutOfMemoryError("unable to create native thread");
      super.start();
    }
  }
}
