package io.github.imagetask.examples.cli;

import io.github.imagetask.ConnectionException;
import io.github.imagetask.DownloadException;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageClient;
import io.github.imagetask.JournaledTask;
import io.github.imagetask.NoImageException;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.examples.cli.HistoryLine.Outcome;
import io.github.imagetask.examples.cli.HistoryLine.Submitted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one command keeps of its submits, and of the tasks that it takes up. */
final class History implements AutoCloseable {
  /** Keeps nothing. */
  static final History NONE = new History();

  private final @Nullable Host host;
  private final @Nullable Ledger ledger;
  private final HistoryOptions.What kept;
  private final boolean submits;
  private Ledger.@Nullable Held journal; // once a client is made

  private History() {
    this.host = null;
    this.ledger = null;
    this.kept = HistoryOptions.What.none;
    this.submits = false;
  }

  History(Host host, Path folder, HistoryOptions.What kept, boolean submits) {
    this.host = host;
    this.ledger = new Ledger(folder);
    this.kept = kept;
    this.submits = submits;
  }

  /** A name for a submit, which its request carries as its tag into the journal. */
  static String newId() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** Opens the journal, and so before anything is paid for. */
  void configure(ImageClient.Builder<?> client) {
    if (ledger == null || !submits) return;
    try {
      if (journal == null) journal = ledger.journal();
    } catch (IOException e) {
      throw new UsageException(
          "--history: can't be kept in "
              + ledger.folder()
              + " ("
              + e
              + "); --history none keeps none");
    }
    client.journal(journal.journal());
  }

  /** A submit is about to begin. */
  void submitting(String id, Submitted submitted) {
    RequestArgs request = kept == HistoryOptions.What.all ? submitted.request() : null;
    append(
        HistoryLine.submitting(
            id,
            new Submitted(
                submitted.gateway(),
                submitted.model(),
                submitted.direct(),
                submitted.account(),
                submitted.baseUrl(),
                request)));
  }

  /** Takes note of an end; of one that leaves the task open none. */
  void ended(
      @Nullable String id,
      @Nullable TaskKey key,
      List<String> files,
      @Nullable RuntimeException failure) {
    Outcome outcome = outcome(key, failure);
    if (outcome == null || (id == null && key == null)) return;
    ended(id, key, outcome, files, failure == null ? null : Failure.of(failure).message());
  }

  /** Takes note of an end. */
  void ended(
      @Nullable String id,
      @Nullable TaskKey key,
      Outcome outcome,
      List<String> files,
      @Nullable String error) {
    append(HistoryLine.ended(id == null ? id(key) : id, key, outcome, files, error));
    if (key != null) close(task -> key.equals(task.key()));
  }

  /** Lists a submit as open no longer. */
  void close(HistoryEntry entry) {
    append(HistoryLine.ended(entry.id(), entry.key(), Outcome.CLOSED, List.of(), null));
    close(entry::isOf);
  }

  /** How a submit ended, or its task; null if nobody knows, or it hasn't. */
  static @Nullable Outcome outcome(@Nullable TaskKey key, @Nullable RuntimeException failure) {
    if (failure == null) return Outcome.SUCCEEDED;
    if (failure instanceof TaskFailedException || failure instanceof NoImageException) {
      return Outcome.FAILED;
    }
    if (key != null) return null;
    if (failure instanceof GatewayException || failure instanceof ConnectionException) {
      return Outcome.REFUSED;
    }
    return failure instanceof DownloadException ? Outcome.FAILED : null; // a direct call's image
  }

  /** Which submit a task is of that is taken up, if it is open. */
  private @Nullable String id(@Nullable TaskKey key) {
    if (ledger == null || key == null) return null;
    try {
      for (Ledger.Open each : ledger.open()) {
        if (key.equals(each.task().key())) return each.task().tag();
      }
    } catch (IOException e) {
      warn(e);
    }
    return null;
  }

  private void close(Predicate<JournaledTask> which) {
    if (ledger == null) return;
    try {
      if (journal != null) journal.close(which);
      int unused = ledger.close(which);
    } catch (IOException e) {
      warn(e);
    }
  }

  private void append(HistoryLine line) {
    if (ledger == null) return;
    try {
      ledger.append(line);
    } catch (IOException e) {
      warn(e); // the images matter more, and the journal has the key
    }
  }

  private void warn(IOException e) {
    if (host != null) host.err().println("the history was not written: " + e);
  }

  @Override
  public void close() {
    if (journal == null) return;
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
