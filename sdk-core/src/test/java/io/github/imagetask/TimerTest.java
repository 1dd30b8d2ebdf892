package io.github.imagetask;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TimerTest {
  @Test
  void runsWhatIsDueOnOneDaemonThread() throws Exception {
    Timer timer = new Timer.Real("test-timer");
    CompletableFuture<Thread> thread = new CompletableFuture<>();

    timer.schedule(-1, () -> thread.complete(Thread.currentThread()));

    assertThat(thread.get(10, TimeUnit.SECONDS).getName()).isEqualTo("test-timer");
    assertThat(thread.get().isDaemon()).isTrue();
    timer.close();
  }

  @Test
  void whatIsCancelledDoesNotRun() throws Exception {
    Timer timer = new Timer.Real("test-timer");
    CompletableFuture<Boolean> ran = new CompletableFuture<>();
    CountDownLatch later = new CountDownLatch(1);

    timer.schedule(TimeUnit.MILLISECONDS.toNanos(20), () -> ran.complete(true)).cancel();
    timer.schedule(TimeUnit.MILLISECONDS.toNanos(40), later::countDown);

    assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).isNotDone();
    timer.close();
  }

  @Test
  void whatIsScheduledAnewRunsOnlyThen() throws Exception {
    Timer timer = new Timer.Real("test-timer");
    BlockingQueue<Long> ran = new LinkedBlockingQueue<>();
    long begin = System.nanoTime();

    Timer.Task sooner = timer.schedule(HOURS.toNanos(1), () -> ran.add(System.nanoTime() - begin));
    sooner.again(MILLISECONDS.toNanos(20));
    assertThat(ran.poll(10, TimeUnit.SECONDS))
        .isBetween(MILLISECONDS.toNanos(20), HOURS.toNanos(1));
    sooner.again(MILLISECONDS.toNanos(1));
    assertThat(ran.poll(10, TimeUnit.SECONDS)).isNotNull();
    sooner.again(0);
    assertThat(ran.poll(10, TimeUnit.SECONDS)).isNotNull();
    CountDownLatch later = new CountDownLatch(1);
    sooner.again(MILLISECONDS.toNanos(5));
    sooner.again(HOURS.toNanos(1));
    timer.schedule(MILLISECONDS.toNanos(20), later::countDown);

    assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).isEmpty();
    timer.close();
  }

  @Test
  void whatThrowsKeepsNothingElseFromRunning() throws Exception {
    Timer timer = new Timer.Real("test-timer");
    CountDownLatch later = new CountDownLatch(1);

    timer.schedule(
        0,
        () -> {
          throw new StackOverflowError();
        });
    timer.schedule(MILLISECONDS.toNanos(5), later::countDown);

    assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
    timer.close();
  }

  @Test
  void afterItIsClosedItsThreadEndsAndNothingRuns() throws Exception {
    CompletableFuture<Thread> started = new CompletableFuture<>();
    Timer timer =
        new Timer.Real(
            task -> {
              Thread thread = new Thread(task);
              started.complete(thread);
              return thread;
            });
    CompletableFuture<Boolean> ran = new CompletableFuture<>();
    Timer.Task task = timer.schedule(HOURS.toNanos(1), () -> ran.complete(true));

    timer.close();
    task.again(0);
    timer.schedule(0, () -> ran.complete(true));

    started.get().join(10_000);
    assertThat(started.get().isAlive()).isFalse();
    assertThat(ran).isNotDone();
  }

  @Test
  void whatIsDoneAgainAndAgainIsUntilItIsCancelled() throws Exception {
    Timer timer = new Timer.Real("test-timer");
    CountDownLatch thrice = new CountDownLatch(3);

    Timer.Task periodic = timer.every(TimeUnit.MILLISECONDS.toNanos(1), thrice::countDown);

    assertThat(thrice.await(10, TimeUnit.SECONDS)).isTrue();
    periodic.cancel();
    timer.close();
  }

  @Test
  void whatCouldNotBeScheduledForWantOfAThreadNeverRuns() throws Exception {
    Famine famine = new Famine();
    Timer timer = new Timer.Real(famine);
    CompletableFuture<String> ran = new CompletableFuture<>();
    famine.begin();
    assertThatThrownBy(() -> timer.schedule(0, () -> ran.complete("scheduled")))
        .isInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(() -> timer.every(1, () -> ran.complete("periodic")))
        .isInstanceOf(OutOfMemoryError.class);
    famine.end();

    timer.schedule(TimeUnit.MILLISECONDS.toNanos(20), () -> ran.complete("later"));

    assertThat(ran.get(10, TimeUnit.SECONDS)).isEqualTo("later");
    timer.close();
  }

  @Test
  void schedulingWhileItClosesNeverThrows() throws Exception {
    for (int i = 0; i < 300; i++) {
      Timer timer = new Timer.Real("test-timer");
      CountDownLatch busy = new CountDownLatch(1);
      CompletableFuture<Void> scheduling =
          CompletableFuture.runAsync(
              () -> {
                for (int j = 0; j < 200; j++) {
                  timer.schedule(TimeUnit.HOURS.toNanos(1), () -> {});
                  if (j == 10) busy.countDown();
                }
              });
      assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();

      timer.close();

      scheduling.get(10, TimeUnit.SECONDS);
    }
  }
}
