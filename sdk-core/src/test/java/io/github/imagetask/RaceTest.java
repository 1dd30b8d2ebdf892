package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything at once, in real time: no wait is forgotten, none ends twice, no timer is left. */
@Tag("slow")
@Timeout(60)
final class RaceTest {
  private static final PollPolicy HASTY =
      PollPolicy.builder()
          .firstDelay(Duration.ZERO)
          .delays(Duration.ofMillis(1), Duration.ofMillis(3))
          .deadline(Duration.ofSeconds(20))
          .build();

  private final Counting timer = new Counting();

  @Test
  void waitsEndOnceAndLeaveNothingBehind() throws Exception {
    try (TinyServer server = new TinyServer();
        TestClient client =
            TestClient.builder(server.url()).timer(timer).pollPolicy(HASTY).build()) {
      List<CompletableFuture<Integer>> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int seed = i;
        threads.add(CompletableFuture.supplyAsync(() -> meddle(client, seed), RaceTest::start));
      }
      int ended = 0;
      for (CompletableFuture<Integer> each : threads) ended += each.get(50, TimeUnit.SECONDS);

      assertThat(ended).isEqualTo(4 * 300 * 4);
      awaitNothingScheduled();
    }
  }

  @Test
  void closingInTheMiddleEndsEveryWait() throws Exception {
    for (int round = 0; round < 20; round++) {
      try (TinyServer server = new TinyServer()) {
        TestClient client =
            TestClient.builder(server.url()).timer(timer.fresh()).pollPolicy(HASTY).build();
        int seed = round;
        CompletableFuture<Integer> meddling =
            CompletableFuture.supplyAsync(() -> meddle(client, seed), RaceTest::start);
        while (server.answers() < 20) Thread.onSpinWait();

        client.close();

        assertThat(meddling.get(30, TimeUnit.SECONDS)).isEqualTo(300 * 4);
      }
    }
  }

  /** Starts waits on one handle after another and disturbs them; returns how many have ended. */
  private static int meddle(TestClient client, int seed) {
    Random random = new Random(seed);
    int ended = 0;
    for (int i = 0; i < 300; i++) {
      List<CompletableFuture<?>> waits = new ArrayList<>();
      try {
        ImageTask task = client.task(TaskKey.of("test", "t" + seed + "-" + i));
        waits.add(task.resultAsync());
        waits.add(task.resultAsync());
        waits.add(task.refreshAsync());
        if (random.nextInt(2) == 0) client.nudge(task.key());
        waits.add(task.resultAsync());
        int victim = random.nextInt(6);
        if (victim < 4) waits.get(victim).cancel(true);
      } catch (IllegalStateException closed) {
        ended += 4 - waits.size();
      }
      for (CompletableFuture<?> each : waits) ended += ended(each);
    }
    return ended;
  }

  private static int ended(CompletableFuture<?> wait) {
    try {
      Object unused = wait.orTimeout(15, TimeUnit.SECONDS).join();
      return 1;
    } catch (CancellationException cancelled) {
      return 1;
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) return 0;
      assertThat(e.getCause()).isInstanceOf(WaitAbortedException.class);
      return 1;
    }
  }

  private void awaitNothingScheduled() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!timer.live.isEmpty()) {
      assertThat(System.nanoTime() - end).as("%s timers are left", timer.live.size()).isNegative();
      Thread.onSpinWait();
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "meddler");
    thread.setDaemon(true);
    thread.start();
  }

  /** The real timer, and what is scheduled on it. */
  private static final class Counting implements Timer {
    final Set<Object> live = ConcurrentHashMap.newKeySet();
    private final Timer real = new Timer.Real("counted-timer");

    Counting fresh() {
      return new Counting();
    }

    @Override
    public long now() {
      return real.now();
    }

    @Override
    public double random() {
      return real.random();
    }

    @Override
    public Task schedule(long delayNanos, Runnable task) {
      Object entry = new Object();
      live.add(entry);
      Task scheduled =
          real.schedule(
              delayNanos,
              () -> {
                live.remove(entry);
                task.run();
              });
      return new Task() {
        @Override
        public void cancel() {
          scheduled.cancel();
          live.remove(entry);
        }

        @Override
        public void again(long delayNanos) {
          live.add(entry);
          scheduled.again(delayNanos);
        }
      };
    }

    @Override
    public Task every(long periodNanos, Runnable task) {
      return real.every(periodNanos, task);
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
