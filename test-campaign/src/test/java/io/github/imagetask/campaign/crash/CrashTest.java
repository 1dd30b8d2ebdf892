package io.github.imagetask.campaign.crash;

import static io.github.imagetask.campaign.Figures.print;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.campaign.BareGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed in the middle of 200 tasks, and another that takes them up. {@code
 * -Dcampaign.seed} repeats a run, {@code -Dcampaign.rounds} sets how many the long one has.
 */
@Timeout(1_800)
final class CrashTest {
  @TempDir Path folder;

  @Test
  void whatWasAcceptedAndStoredEndsWithItsImageAfterACrash() throws Exception {
    run(3, 3);
  }

  @Test
  @Tag("campaign")
  void hundredsOfCrashes() throws Exception {
    run(Integer.getInteger("campaign.rounds", 200), 4);
  }

  private void run(int rounds, int atOnce) throws Exception {
    long seed = Long.getLong("campaign.seed", System.nanoTime());
    print("crash: %d rounds of %d tasks, seed %d", rounds, Round.TASKS, seed);
    Report report = new Report();
    long begun = System.nanoTime();
    try (BareGateway gateway = new BareGateway()) {
      gateway.submitsTake(Duration.ofMillis(10));
      gateway.answer(
          (task, query) -> task.isOlderThan(Duration.ofMillis(60)) ? task.done() : task.running());
      Watchers watchers = new Watchers(gateway);
      ExecutorService lanes = Executors.newFixedThreadPool(atOnce);
      try {
        AtomicInteger next = new AtomicInteger();
        Callable<Void> lane =
            () -> {
              try (Resuming resuming = new Resuming(gateway)) {
                for (int i = next.getAndIncrement(); i < rounds; i = next.getAndIncrement()) {
                  Round round = new Round(gateway, watchers, folder, i, new Random(seed + i));
                  round.run(resuming, report);
                }
              }
              return null;
            };
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) all.add(lanes.submit(lane));
        for (Future<Void> each : all) each.get();
      } finally {
        lanes.shutdownNow();
      }
    }
    report.print(Duration.ofNanos(System.nanoTime() - begun));

    assertThat(report.rounds()).isEqualTo(rounds);
  }
}
