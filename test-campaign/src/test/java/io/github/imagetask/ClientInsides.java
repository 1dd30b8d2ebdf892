package io.github.imagetask;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** Reaches what only this package may set on a client: its time and its threads. */
public final class ClientInsides {
  private ClientInsides() {}

  /** A time that the campaign moves; what it returns takes a scheduled task back. */
  public interface Clock {
    long now();

    Runnable schedule(long delayNanos, Runnable task);
  }

  /**
   * Puts a clock and counted threads in the place of a client's own. Chance is always the middle,
   * and what guards against lost alarms doesn't run.
   */
  public static void replace(
      ImageClient.Builder<?> builder,
      Clock clock,
      Executor callbacks,
      Function<String, ExecutorService> httpThreads) {
    builder.timer = new Moved(clock);
    builder.ownThreads = callbacks;
    builder.httpThreads = httpThreads;
  }

  private record Moved(Clock clock) implements Timer {
    @Override
    public long now() {
      return clock.now();
    }

    @Override
    public double random() {
      return 0.5;
    }

    @Override
    public Task schedule(long delayNanos, Runnable task) {
      Runnable cancel = clock.schedule(delayNanos, task);
      return cancel::run;
    }

    @Override
    public Task every(long periodNanos, Runnable task) {
      return () -> {};
    }

    @Override
    public void close() {}
  }
}
