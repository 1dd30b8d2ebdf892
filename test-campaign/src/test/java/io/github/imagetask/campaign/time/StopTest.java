package io.github.imagetask.campaign.time;

import static io.github.imagetask.campaign.Figures.print;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.campaign.BareGateway;
import io.github.imagetask.campaign.ChildJvm;
import io.github.imagetask.campaign.Until;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A process that stands still (SIGSTOP) and goes on (SIGCONT), as under a suspended machine. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
final class StopTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int WAITS = 300;
  private static final long FLOOR = 1_000;
  private static final long CEILING = 2_000;

  @Test
  void afterThreeSecondsTheWaitsDontAskAllAtOnce() throws Exception {
    run(3, TimeUnit.MINUTES.toMillis(5));
  }

  @Test
  @Tag("campaign")
  void afterTwentySecondsTheWaitsDontAskAllAtOnce() throws Exception {
    run(20, TimeUnit.MINUTES.toMillis(5));
  }

  /** Each asks for a last time, since the task may be done by now. */
  @Test
  @Tag("campaign")
  void waitsWhoseDeadlineHasPassedMeanwhileDontEither() throws Exception {
    run(20, TimeUnit.SECONDS.toMillis(10));
  }

  private static void run(int seconds, long deadline) throws Exception {
    try (BareGateway gateway = new BareGateway();
        ChildJvm child =
            ChildJvm.start(
                Waiting.class,
                gateway.url(),
                String.valueOf(FLOOR),
                String.valueOf(CEILING),
                String.valueOf(deadline),
                "stopped=" + WAITS)) {
      child.line("waiting", PATIENCE);
      List<BareGateway.Task> tasks = gateway.tasks("stopped-");
      Until.so("a query each", PATIENCE, () -> asked(tasks, 1));

      child.signal("STOP");
      long stopped = System.nanoTime();
      TimeUnit.SECONDS.sleep(seconds);
      int before = queries(tasks, stopped);
      long resumed = System.nanoTime();
      child.signal("CONT");

      Until.so("a query each after it", PATIENCE, () -> queries(tasks, resumed) >= WAITS);
      check(tasks, seconds, deadline, before, resumed);
    }
  }

  private static void check(
      List<BareGateway.Task> tasks, int seconds, long deadline, int before, long resumed)
      throws InterruptedException {
    long end = resumed + Duration.ofMillis(FLOOR).toNanos();
    long left = end - System.nanoTime();
    if (left > 0) TimeUnit.NANOSECONDS.sleep(left);
    long[] after =
        tasks.stream()
            .flatMap(task -> task.asked.stream())
            .mapToLong(Long::longValue)
            .filter(at -> at > resumed && at < end)
            .map(at -> (at - resumed) / 1_000_000)
            .sorted()
            .toArray();
    int most = 0; // in a tenth of the floor
    for (long from : after) {
      long to = from + FLOOR / 10;
      most = Math.max(most, (int) Arrays.stream(after).filter(at -> at >= from && at < to).count());
    }
    long twice =
        tasks.stream()
            .filter(task -> task.asked.stream().filter(at -> at > resumed && at < end).count() > 1)
            .count();
    print(
        "time: stopped for %d s with a deadline of %d s, %d waits: %d queries while it stood still;"
            + " then %d in the first %d ms, the half of them within %d ms, %d at most in 100 ms;"
            + " asked twice in that time: %d",
        seconds,
        TimeUnit.MILLISECONDS.toSeconds(deadline),
        WAITS,
        before,
        after.length,
        FLOOR,
        after[after.length / 2],
        most,
        twice);
    assertThat(before).isZero();
    assertThat(twice).isZero();
    assertThat(most).isLessThan(WAITS / 2);
  }

  private static boolean asked(List<BareGateway.Task> tasks, int times) {
    return tasks.stream().allMatch(task -> task.queries() >= times);
  }

  private static int queries(List<BareGateway.Task> tasks, long since) {
    return (int)
        tasks.stream().flatMap(task -> task.asked.stream()).filter(at -> at > since).count();
  }
}
