package io.github.imagetask.campaign.races;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Two threads that meet at a barrier, round after round, one of them then late by chance, by
 * nanoseconds as often as by milliseconds; and how often each outcome came. An outcome that must
 * not be fails its round by itself.
 */
final class Rounds implements AutoCloseable {
  private static final int LATEST = 19; // as a power of two: turns of a loop, some milliseconds

  private final String name;
  private final CyclicBarrier barrier = new CyclicBarrier(2);
  private final ExecutorService other = Executors.newSingleThreadExecutor(Rounds::daemon);
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final long seed = Long.getLong("campaign.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);

  Rounds(String name) {
    this.name = name;
  }

  /** What one of the two does. */
  interface Step {
    void run() throws Exception;
  }

  /** Prepares a round; its outcome is asked for when both have run. */
  interface Round {
    Step first() throws Exception;

    Step second() throws Exception;

    String outcome() throws Exception;
  }

  /** Makes rounds for so long. */
  void run(long millis, Supplier rounds) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    do {
      Round round = rounds.next();
      Step first = round.first();
      Step second = round.second();
      int turns = (int) Math.pow(2, random.nextDouble() * LATEST);
      int late = random.nextBoolean() ? turns : -turns;
      Future<?> there =
          other.submit(
              () -> {
                meet(second, late);
                return null;
              });
      meet(first, -late);
      there.get(30, TimeUnit.SECONDS);
      outcomes.merge(round.outcome(), 1, Integer::sum);
    } while (System.nanoTime() - end < 0);
    assertThat(outcomes).isNotEmpty();
    System.out.printf("races %s: %s, campaign.seed=%d%n", name, outcomes, seed);
  }

  /** Makes the next round. */
  interface Supplier {
    Round next() throws Exception;
  }

  private void meet(Step step, int late) throws Exception {
    barrier.await(30, TimeUnit.SECONDS);
    for (int i = 0; i < late; i++) Thread.onSpinWait();
    step.run();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "race");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    other.shutdownNow();
  }
}
