package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
@Timeout(60)
final class ScaleTest {
  private static final int TASKS = 10_000;

  @Test
  void tenThousandWaitsNeedOneTimerThreadAndFewOthers() throws Exception {
    PollPolicy quick =
        PollPolicy.builder().delays(Duration.ofSeconds(1), Duration.ofSeconds(2)).build();
    CountDownLatch done = new CountDownLatch(TASKS);
    int before = Thread.activeCount();
    long begin = System.nanoTime();
    try (TinyServer server = new TinyServer();
        TestClient client =
            TestClient.builder(server.url()).maxConcurrentRequests(16).pollPolicy(quick).build()) {
      List<CompletableFuture<ImageResult>> results = new ArrayList<>();
      for (int i = 0; i < TASKS; i++) {
        CompletableFuture<ImageResult> result =
            client.task(TaskKey.of("test", "t" + i)).resultAsync();
        results.add(result);
        CompletableFuture<Void> unused = result.thenAccept(ok -> done.countDown());
      }
      int timers = threads("imagetask-timer");
      int http = threads("imagetask-http");
      int all = Thread.activeCount();

      assertThat(done.await(50, TimeUnit.SECONDS)).isTrue();

      http = Math.max(http, threads("imagetask-http"));
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      System.out.println(
          (TASKS + " waits, " + server.answers() + " queries, " + took.toMillis() + " ms; ")
              + ("timer threads " + timers + ", HTTP threads " + http)
              + (", threads in all " + before + " before, " + all + " then"));
      assertThat(timers).isEqualTo(1);
      // OkHttp starts the next call before the thread of the last one is back in the pool.
      assertThat(http).isLessThanOrEqualTo(3 * 16);
      assertThat(server.answers()).isEqualTo(2 * TASKS);
      assertThat(server.connections()).isLessThanOrEqualTo(64);
      for (CompletableFuture<ImageResult> each : results) {
        assertThat(each.join().images()).hasSize(1);
      }
    }
  }

  @Test
  void waitsThatQueueForASlotDoNotFailForIt() throws Exception {
    int tasks = 2_000;
    PollPolicy quick =
        PollPolicy.builder().delays(Duration.ofSeconds(1), Duration.ofSeconds(2)).build();
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<ImageResult>> results = new ArrayList<>();
    try (TinyServer server = new TinyServer(Duration.ofMillis(20));
        TestClient client =
            TestClient.builder(server.url())
                .maxConcurrentRequests(16) // 800 answers a second
                .requestTimeout(Duration.ofSeconds(1))
                .pollPolicy(quick)
                .listener(new Recorder(heard))
                .build()) {
      for (int i = 0; i < tasks; i++) {
        ImageTask task = client.task(TaskKey.of("test", "t" + i));
        results.add(task.resultAsync());
        client.nudge(task.key()); // all are due now
      }

      for (CompletableFuture<ImageResult> each : results) {
        assertThat(each.get(30, TimeUnit.SECONDS).images()).hasSize(1);
      }

      assertThat(new ArrayList<>(heard)).noneMatch(each -> each.startsWith("retrying"));
      assertThat(server.answers()).isEqualTo(2 * tasks);
    }
  }

  private static int threads(String name) {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(each -> each.getName().startsWith(name))
            .count();
  }
}
