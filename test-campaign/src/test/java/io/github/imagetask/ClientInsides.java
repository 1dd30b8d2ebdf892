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
      Alarm alarm = new Alarm(clock, task);
      alarm.again(delayNanos);
      return alarm;
    }

    @Override
    public Task every(long periodNanos, Runnable task) {
      return new Alarm(clock, task);
    }

    @Override
    public void close() {}
  }

  private static final class Alarm implements Timer.Task {
    private final Clock clock;
    private final Runnable task;
    private Runnable cancel = () -> {};

    Alarm(Clock clock, Runnable task) {
      this.clock = clock;
      this.task = task;
    }

    @Override
    public synchronized void cancel() {
      cancel.run();
    }

    @Override
    public synchronized void again(long delayNanos) {
      cancel.run();
      cancel = clock.schedule(delayNanos, task);
    }
  }
}
