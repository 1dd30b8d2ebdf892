package io.github.imagetask.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.DirectResult;
import io.github.imagetask.DownloadEnd;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskListener;
import io.github.imagetask.WaitEnd;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a test wait for events, which come after the futures that it has joined. */
final class Heard implements TaskListener {
  final Semaphore submitEnds = new Semaphore(0);
  final Semaphore waits = new Semaphore(0);
  final Semaphore waitEnds = new Semaphore(0);
  final Semaphore downloadEnds = new Semaphore(0);

  static void await(Semaphore events, int count) throws InterruptedException {
    assertThat(events.tryAcquire(count, 20, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void submitted(TaskContext context, ImageTask task) {
    submitEnds.release();
  }

  @Override
  public void submitFailed(TaskContext context, ImageTaskException cause) {
    submitEnds.release();
  }

  @Override
  public void generated(TaskContext context, DirectResult result) {
    submitEnds.release();
  }

  @Override
  public void waiting(TaskContext context) {
    waits.release();
  }

  @Override
  public void waitEnded(TaskContext context, WaitEnd end) {
    waitEnds.release();
  }

  @Override
  public void downloaded(TaskContext context, DownloadEnd end) {
    downloadEnds.release();
  }
}
