package io.github.imagetask.campaign.matrix;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.imagetask.ClientInsides;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A client's time, which jumps to the next alarm as soon as nothing else can happen: all threads of
 * the client are idle, or wait for a server that has said that it won't answer. So a wait of ten
 * minutes costs nothing, and no alarm comes before what really happens first.
 */
final class Time implements ClientInsides.Clock {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
  private static final long ENDS = TimeUnit.SECONDS.toNanos(3);
  private static final long TELLS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "campaign");
            thread.setDaemon(true);
            return thread;
          });

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::at).thenComparing(Alarm::number));

  @GuardedBy("lock")
  private long now = 1_000_000_000_000L;

  @GuardedBy("lock")
  private long moves;

  @GuardedBy("lock")
  private int active;

  @GuardedBy("lock")
  private int held;

  @GuardedBy("lock")
  private boolean isEnding; // time has moved on a held call: its server must see the client leave

  @GuardedBy("lock")
  private boolean isTold; // something has completed: a thread that waits for it may be on its way

  @GuardedBy("lock")
  private Thread caller;

  private volatile Throwable uncaught;
  private volatile long hangsAfter = Long.MAX_VALUE;

  private record Alarm(long at, long number, Runnable task) {}

  /** Runs what belongs to no client. */
  static void start(Runnable task) {
    THREADS.execute(task);
  }

  @Override
  public long now() {
    synchronized (lock) {
      return now;
    }
  }

  @Override
  public Runnable schedule(long delayNanos, Runnable task) {
    synchronized (lock) {
      Alarm alarm = new Alarm(now + Math.max(0, delayNanos), ++moves, task);
      alarms.add(alarm);
      lock.notifyAll();
      return () -> {
        synchronized (lock) {
          alarms.remove(alarm);
        }
      };
    }
  }

  /** A server says that it won't answer, or that its client has left after that. */
  void hold(boolean holds) {
    move(0, holds ? 1 : -1);
  }

  /** From now on a thread that is busy this long without any move counts as held. */
  void hangsAfter(long millis) {
    hangsAfter = TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** What was thrown on one of the client's threads and caught by nobody; null if nothing. */
  Throwable uncaught() {
    return uncaught;
  }

  /** An executor for HTTP, whose work this time waits for. */
  ExecutorService http() {
    return new Counted(false);
  }

  /** An executor for completions, whose work this time waits for. */
  ExecutorService callbacks() {
    return new Counted(true);
  }

  /** Makes a blocking call on a thread of its own, and moves the time until it returns. */
  <T> CompletableFuture<T> call(Supplier<T> call) {
    CompletableFuture<T> done = new CompletableFuture<>();
    move(1, 0);
    THREADS.execute(
        () -> {
          synchronized (lock) {
            caller = Thread.currentThread();
          }
          move(-1, 0);
          try {
            done.complete(call.get());
          } catch (Throwable e) {
            done.completeExceptionally(e);
          } finally {
            synchronized (lock) {
              caller = null;
            }
            move(0, 0);
          }
        });
    return run(done);
  }

  /** Moves the time until a future is done. */
  <T> CompletableFuture<T> run(CompletableFuture<T> future) {
    CompletableFuture<Void> unused =
        future.handle(
            (value, error) -> {
              move(0, 0);
              return null;
            });
    long end = System.nanoTime() + PATIENCE;
    long since = System.nanoTime();
    long seen = -1;
    while (!future.isDone()) {
      Alarm due = null;
      synchronized (lock) {
        if (moves != seen) {
          seen = moves;
          since = System.nanoTime();
        }
        long still = System.nanoTime() - since;
        boolean mayMove = isQuiet() && still >= (isEnding ? ENDS : isTold ? TELLS : 0);
        if (!(mayMove || still > hangsAfter)) {
          if (System.nanoTime() - end > 0) throw new IllegalStateException("stuck: " + this);
          await();
          continue;
        }
      }
      LockSupport.parkNanos(20_000); // a thread that is about to move may do so
      synchronized (lock) {
        if (moves == seen && !future.isDone()) due = alarms.poll();
        if (due != null) {
          now = Math.max(now, due.at);
          moves++;
          isEnding = held > 0;
          isTold = false;
        } else if (moves == seen) {
          if (System.nanoTime() - end > 0) throw new IllegalStateException("stuck: " + this);
          await();
        }
      }
      if (due != null) due.task.run();
    }
    return future;
  }

  @SuppressWarnings("WaitNotInLoop") // its caller loops
  @GuardedBy("lock")
  private void await() {
    try {
      lock.wait(1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @GuardedBy("lock")
  private boolean isQuiet() {
    if (active != held) return false;
    if (caller == null) return true;
    Thread.State state = caller.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  private void move(int busy, int holding) {
    synchronized (lock) {
      moves++;
      active += busy;
      held += holding;
      if (holding != 0) isEnding = false;
      lock.notifyAll();
    }
  }

  private void ended(boolean completed) {
    synchronized (lock) {
      isTold |= completed;
    }
    move(-1, 0);
  }

  @Override
  public String toString() {
    synchronized (lock) {
      return active + " busy, " + held + " held, " + alarms.size() + " alarms";
    }
  }

  private final class Counted extends AbstractExecutorService {
    private final boolean completes;
    private volatile boolean isShutdown;

    Counted(boolean completes) {
      this.completes = completes;
    }

    @Override
    public void execute(Runnable task) {
      move(1, 0);
      THREADS.execute(
          () -> {
            try {
              task.run();
            } catch (RuntimeException | Error e) {
              uncaught = e;
            } finally {
              ended(completes);
            }
          });
    }

    @Override
    public void shutdown() {
      isShutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      isShutdown = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return isShutdown;
    }

    @Override
    public boolean isTerminated() {
      return isShutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return isShutdown;
    }
  }
}
