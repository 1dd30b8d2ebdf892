package io.github.imagetask.examples.cli;

import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/** Shows how far a batch is: one bar for all on a terminal, a line for each end elsewhere. */
final class BatchProgress implements AutoCloseable {
  private final Host host;
  private final int all;
  private final @Nullable ProgressBar bar;
  private int underWay;
  private int ended;
  private int failed;

  BatchProgress(Host host, List<BatchItem<?>> items) {
    this.host = host;
    this.all = items.size();
    for (BatchItem<?> item : items) {
      if (item.state == BatchItem.State.SUCCEEDED) ended++;
      if (item.state == BatchItem.State.FAILED || item.state == BatchItem.State.UNKNOWN) failed++;
    }
    ended += failed;
    this.bar = host.isTerminal() ? bar() : null;
    show();
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setInitialMax(all)
        .setUpdateIntervalMillis(100)
        .continuousUpdate()
        .setRenderer(BatchProgress::render)
        // With the width: see ProgressOnTerminal.
        .setConsumer(new ConsoleProgressBarConsumer(host.err(), host.columns()))
        .build();
  }

  synchronized void begins() {
    underWay++;
    show();
  }

  synchronized void ends(BatchItem<?> item) {
    underWay--;
    ended++;
    if (item.state != BatchItem.State.SUCCEEDED) failed++;
    show();
    if (bar != null || item.state == BatchItem.State.NOT_SENT) return;
    String what = item.state == BatchItem.State.SUCCEEDED ? item.files(host) : item.problem();
    host.err()
        .println(
            ended
                + "/"
                + all
                + "  line "
                + item.line
                + " "
                + item.state
                + (item.key == null ? "" : " " + item.key)
                + " "
                + what);
  }

  private synchronized void show() {
    if (bar == null) return;
    bar.setExtraMessage(underWay + " under way" + (failed == 0 ? "" : ", " + failed + " without"));
    bar.stepTo(ended);
    bar.refresh();
  }

  @Override
  public void close() {
    if (bar != null) bar.close();
  }

  /** Such as {@code 8 under way, 1 without [=====> ] 12/40 0:34}. */
  private static String render(ProgressState state, int columns) {
    long seconds = state.getElapsedAfterStart().toSeconds();
    String tail =
        String.format(
            Locale.ROOT,
            "%d/%d  %d:%02d",
            state.getCurrent(),
            state.getMax(),
            seconds / 60,
            seconds % 60);
    return ProgressOnTerminal.line(state, columns, state.getExtraMessage().strip(), tail);
  }
}
