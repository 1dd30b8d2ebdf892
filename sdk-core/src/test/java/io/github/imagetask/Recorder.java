package io.github.imagetask;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A listener that writes down what it hears. */
final class Recorder implements TaskListener {
  private final List<String> heard;

  Recorder(List<String> heard) {
    this.heard = heard;
  }

  @Override
  public void submitted(TaskContext context, ImageTask task) {
    add("submitted " + task.key());
  }

  @Override
  public void updated(TaskContext context, TaskSnapshot task) {
    add("updated " + task);
  }

  @Override
  public void retrying(TaskContext context, ImageTaskException cause, Duration delay) {
    add("retrying " + context.key() + " in " + delay + ": " + cause.getClass().getSimpleName());
  }

  @Override
  public void finished(TaskContext context, TaskSnapshot task) {
    add("finished " + task);
  }

  @Override
  public void generated(TaskContext context, DirectResult result) {
    add("generated " + result);
  }

  private void add(String event) {
    heard.add(event);
    synchronized (heard) {
      heard.notifyAll();
    }
  }

  /** Waits until this many events have been heard; for executors that a test can't join. */
  static void await(List<String> heard, int count) throws InterruptedException {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    synchronized (heard) {
      while (heard.size() < count) {
        long left = TimeUnit.NANOSECONDS.toMillis(patience - System.nanoTime());
        if (left <= 0) throw new AssertionError("heard only " + heard);
        heard.wait(left);
      }
    }
  }
}
