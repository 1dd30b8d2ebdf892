package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.TaskStatus;
import java.time.Duration;

/** Shows on standard error how far a task is. */
interface Progress extends TaskListener, AutoCloseable {
  /** A bar on a terminal, a line for each change elsewhere. */
  static Progress of(Host host, ImageTask task, Estimate estimate) {
    return host.isTerminal()
        ? new ProgressOnTerminal(host, task, estimate)
        : new Lines(host, task, estimate);
  }

  @Override
  void close();

  /** One line for each change. */
  final class Lines implements Progress {
    private final Host host;

    Lines(Host host, ImageTask task, Estimate estimate) {
      this.host = host;
      TaskSnapshot now = task.snapshot();
      boolean isRead = now.rawStatus() != null || now.status() != TaskStatus.UNKNOWN;
      String left = estimate.text(Duration.ZERO);
      host.err()
          .println(
              ("waiting for " + (isRead ? now : task.key())) + (left.isEmpty() ? "" : ", " + left));
    }

    @Override
    public void updated(TaskContext context, TaskSnapshot task) {
      host.err().println(task);
    }

    @Override
    public void retrying(TaskContext context, ImageTaskException cause, Duration delay) {
      String again = "; asking again in " + Text.seconds(delay);
      host.err().println(cause.getMessage() + again);
    }

    @Override
    public void finished(TaskContext context, TaskSnapshot task) {
      host.err().println(task);
    }

    @Override
    public void close() {}
  }
}
