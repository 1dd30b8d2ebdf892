package io.github.imagetask.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.WaitAbortedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What callers may do to a wait: nudge, cancel, close, interrupt, listen. */
abstract class CallerContract<R> extends WaitContract<R> {
  @Test
  final void nudgeMakesAWaitAskAtOnce() throws Exception {
    gateway().finishAfterQueries(1);
    ImageTask task = submit();
    CompletableFuture<ImageResult> result = task.resultAsync(SLEEPY);

    client().nudge(task.key());

    assertThat(result.get(20, TimeUnit.SECONDS).images()).hasSize(1);
  }

  @Test
  final void cancelledWaitAsksNoMore() throws Exception {
    ImageTask task = submit();
    CompletableFuture<ImageResult> result = task.resultAsync(SLEEPY);

    assertThat(result.cancel(true)).isTrue();
    client().nudge(task.key());

    assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(gateway().queries()).isEqualTo(1);
  }

  @Test
  final void closedClientEndsItsWaitsWithTheirKeys() throws Exception {
    ImageTask task = submit();
    CompletableFuture<ImageResult> result = task.resultAsync(SLEEPY);

    client().close();

    assertThat(failure(WaitAbortedException.class, result).key()).isEqualTo(task.key());
  }

  @Test
  final void interruptedWaitEndsWithItsKey() {
    ImageTask task = submit();
    Thread.currentThread().interrupt();

    WaitAbortedException aborted =
        failure(WaitAbortedException.class, () -> task.awaitResult(SLEEPY));

    assertThat(Thread.interrupted()).isTrue(); // restored, and cleared for the next test
    assertThat(aborted.key()).isEqualTo(task.key());
  }

  @Test
  final void listenerHearsTheTaskInOrder() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    CountDownLatch finished = new CountDownLatch(1);
    TaskListener listener =
        new TaskListener() {
          @Override
          public void submitted(TaskContext context, ImageTask task) {
            heard.add("submitted " + task.key());
          }

          @Override
          public void updated(TaskContext context, TaskSnapshot task) {
            heard.add("updated " + task.status());
          }

          @Override
          public void finished(TaskContext context, TaskSnapshot task) {
            heard.add("finished " + task.status());
            finished.countDown();
          }
        };

    try (ImageClient<R> heardClient =
        client(options -> options.pollPolicy(QUICK).listener(listener))) {
      ImageResult result = heardClient.generate(textToImage("listen"));

      assertThat(finished.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(heard.get(0)).isEqualTo("submitted " + result.key());
      assertThat(heard).contains("updated RUNNING");
      assertThat(heard.get(heard.size() - 1)).isEqualTo("finished SUCCEEDED");
    }
  }
}
