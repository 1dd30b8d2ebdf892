package io.github.imagetask.examples.cli;

import io.github.imagetask.FileTaskJournal;
import io.github.imagetask.JournaledTask;
import io.github.imagetask.TaskKey;
import io.github.imagetask.examples.cli.HistoryLine.Outcome;
import io.github.imagetask.examples.cli.HistoryLine.Submitted;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch remembers in its folder, over kills: its items by their ids, which are made of their
 * requests. Thread-safe.
 */
final class BatchLedger implements Closeable {
  private final Ledger ledger;
  private final Ledger.Held held;
  private final boolean keepsRequests;
  private final Map<String, HistoryLine> ended = new HashMap<>(); // the last end of each item
  private final Map<String, JournaledTask> open = new HashMap<>();
  private final int submits;

  BatchLedger(Path folder, boolean keepsRequests) {
    this.ledger = of(folder);
    this.keepsRequests = keepsRequests;
    try {
      Ledger.Held journal = ledger.onlyJournal();
      if (journal == null) throw new UsageException("another batch runs in " + folder);
      this.held = journal;
      this.submits = read();
    } catch (IOException e) {
      throw new UsageException("can't remember the batch in " + folder + ": " + e);
    }
  }

  /** The ledger of the batch whose images go to a folder. */
  static Ledger of(Path folder) {
    return new Ledger(folder.resolve(".imagetask"));
  }

  FileTaskJournal journal() {
    return held.journal();
  }

  /** How many submits of the runs before may be billed. */
  int submits() {
    return submits;
  }

  /** Whether there was a run before. */
  boolean isContinued() {
    return submits > 0;
  }

  private int read() throws IOException {
    Set<Object> billed = new HashSet<>();
    for (HistoryLine line : ledger.history()) {
      if (line.outcome() == null || line.id() == null) continue;
      ended.put(line.id(), line);
      if (line.outcome() == Outcome.REFUSED) continue;
      billed.add(line.key() == null ? line : line.key());
    }
    for (JournaledTask task : held.journal().tasks()) {
      boolean isNew = billed.add(task.key() == null ? task : task.key());
      if (isNew) {
        open.put(String.valueOf(task.tag()), task);
      } else {
        held.journal().done(task); // the run before was killed before it could
      }
    }
    return billed.size();
  }

  /**
   * Tells an item what became of it before.
   *
   * @param billedAgain whether what failed, or is unknown, is to be submitted again
   */
  void recall(BatchItem<?> item, boolean billedAgain) {
    JournaledTask task = open.get(item.id);
    HistoryLine end = ended.get(item.id);
    if (task != null) {
      item.key = task.key();
      item.state = task.key() == null ? BatchItem.State.UNKNOWN : BatchItem.State.OPEN;
      if (task.key() == null) item.problem = "a run before ended while it was sent";
    } else if (end != null && end.outcome() == Outcome.SUCCEEDED) {
      item.state = BatchItem.State.SUCCEEDED;
      item.key = end.key();
      item.images = images(end);
    } else if (end != null && end.outcome() == Outcome.FAILED) {
      item.state = BatchItem.State.FAILED;
      item.key = end.key();
      item.problem = end.error();
    }
    boolean isBad = item.state == BatchItem.State.FAILED || item.state == BatchItem.State.UNKNOWN;
    if (!isBad || !billedAgain) return;
    item.state = BatchItem.State.NOT_SENT;
    item.key = null;
    item.problem = null;
    item.unknown = task;
  }

  private static List<SavedImage> images(HistoryLine end) {
    List<SavedImage> images = new ArrayList<>();
    for (String file : end.files()) {
      Path path = Path.of(file);
      if (Files.exists(path)) images.add(SavedImage.of(null, path));
    }
    return images;
  }

  /** An item is about to be sent. */
  void submitting(BatchItem<?> item, ConnectOptions connect, Host host) {
    forget(item, item.unknown);
    RequestArgs request = keepsRequests ? item.args : null;
    append(
        HistoryLine.submitting(
            item.id,
            new Submitted(
                item.gateway.name(),
                item.args.first("model"),
                false,
                connect.account(host),
                connect.baseUrl,
                request)));
  }

  /** The submit of which nobody knows; it still counts. */
  private void forget(BatchItem<?> item, @Nullable JournaledTask unknown) {
    if (unknown == null) return;
    append(HistoryLine.ended(item.id, null, Outcome.CLOSED, List.of(), null));
    try {
      held.journal().done(unknown);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An item has ended. */
  void ended(BatchItem<?> item, Outcome outcome) {
    TaskKey key = item.key;
    List<String> files = SavedImage.files(item.images);
    append(HistoryLine.ended(item.id, key, outcome, files, item.problem));
    if (key == null) return;
    try {
      held.journal().done(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the next run will do it
    }
  }

  private void append(HistoryLine line) {
    try {
      ledger.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException("can't remember the batch: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      held.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
