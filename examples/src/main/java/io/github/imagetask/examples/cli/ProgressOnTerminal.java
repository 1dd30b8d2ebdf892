package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.TaskStatus;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** A bar that grows; without a percentage from the gateway it only says that time passes. */
final class ProgressOnTerminal implements Progress {
  private static final int LONGEST_BAR = 40;
  private static final int UNKNOWN = -1;

  private final ProgressBar bar;

  ProgressOnTerminal(Host host, ImageTask task, Estimate estimate) {
    this.bar =
        new ProgressBarBuilder()
            .setInitialMax(task.snapshot().progress() == null ? UNKNOWN : 100)
            .setUpdateIntervalMillis(100)
            .continuousUpdate()
            .setRenderer((state, columns) -> render(state, columns, estimate))
            // With the width, or the library opens a terminal of its own to ask for it, and that
            // gives SIGINT back to the system: Ctrl-C would kill us before the key is reported.
            .setConsumer(new ConsoleProgressBarConsumer(host.err(), host.columns()))
            .build();
    show(task.snapshot());
  }

  @Override
  public void updated(TaskContext context, TaskSnapshot task) {
    show(task);
  }

  @Override
  public void retrying(TaskContext context, ImageTaskException cause, Duration delay) {
    bar.setExtraMessage("retrying");
  }

  @Override
  public void finished(TaskContext context, TaskSnapshot task) {
    show(task);
  }

  @Override
  public void close() {
    bar.close();
  }

  private void show(TaskSnapshot task) {
    boolean succeeded = task.status() == TaskStatus.SUCCEEDED;
    Integer progress = succeeded ? Integer.valueOf(100) : task.progress();
    bar.setExtraMessage(
        task.status() == TaskStatus.UNKNOWN
            ? "waiting"
            : task.status().name().toLowerCase(Locale.ROOT));
    bar.maxHint(progress == null ? UNKNOWN : 100);
    bar.stepTo(progress == null ? 0 : progress);
    bar.refresh();
  }

  /** Such as {@code running [=========> ] 31% 0:04 about 20 s left}. */
  private static String render(ProgressState state, int columns, Estimate estimate) {
    long seconds = state.getElapsedAfterStart().toSeconds();
    boolean isKnown = state.getMax() > 0;
    String percent = isKnown ? String.format(Locale.ROOT, "%3d%%", state.getCurrent()) : "";
    String time = String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    String head = String.format(Locale.ROOT, "%-9s", state.getExtraMessage());
    String left = estimate.text(state.getElapsedAfterStart());
    String tail = percent + "  " + time + (left.isEmpty() ? "" : "  " + left);
    return line(state, columns, head, tail);
  }

  /** A line with a bar between two texts, where there is room for one. */
  static String line(ProgressState state, int columns, String head, String tail) {
    int room = Math.min(LONGEST_BAR, columns - head.length() - tail.length() - 5);
    if (room < 5) return head + " " + tail;
    return head + " [" + bar(state, state.getMax() > 0, room) + "] " + tail;
  }

  private static String bar(ProgressState state, boolean isKnown, int room) {
    if (!isKnown) {
      int at = (int) (state.getElapsedAfterStart().toMillis() / 100 % room);
      return " ".repeat(at) + "=" + " ".repeat(room - at - 1);
    }
    int done = (int) (state.getCurrent() * room / state.getMax());
    if (done == 0) return " ".repeat(room);
    return "=".repeat(done - 1) + (done < room ? ">" : "=") + " ".repeat(room - done);
  }
}
