package io.github.imagetask.examples.cli;

import io.github.imagetask.JournaledTask;
import io.github.imagetask.TaskKey;
import io.github.imagetask.examples.cli.HistoryLine.Submitted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A submit, or a task, and what is known of it.
 *
 * @param since when it was submitted; when it ended, if it was submitted elsewhere
 * @param batch the folder of the batch that it belongs to, or null
 */
record HistoryEntry(
    Instant since,
    State state,
    @Nullable String id,
    @Nullable TaskKey key,
    String gateway,
    @Nullable String model,
    @Nullable Submitted submitted,
    List<String> files,
    @Nullable String error,
    @Nullable Path batch) {

  /** Where it stands. */
  enum State {
    /** Has a key, and nobody waits for it. */
    OPEN,
    /** A process that runs has it. */
    RUNNING,
    /** Submitted, and nobody knows whether there is a task. */
    UNKNOWN,
    SUCCEEDED,
    FAILED,
    REFUSED,
    CLOSED;

    boolean isOpen() {
      return this == OPEN || this == RUNNING || this == UNKNOWN;
    }

    /** Whether it is billed: yes, no, or perhaps. */
    String billed() {
      return switch (this) {
        case OPEN, SUCCEEDED -> "yes";
        case REFUSED -> "no";
        default -> "perhaps";
      };
    }
  }

  /** The key, or what names a submit without one. */
  String name() {
    if (key != null) return key.toString();
    return id == null ? gateway : id;
  }

  /** Whether a journal's entry is of it. */
  boolean isOf(JournaledTask task) {
    if (key != null) return key.equals(task.key());
    return task.key() == null && Objects.equals(id, task.tag());
  }

  /** Whether its key or its id is this. */
  boolean isCalled(String text) {
    return text.equals(id) || (key != null && text.equals(key.toString()));
  }

  /** The prompt, if it is kept. */
  @Nullable String prompt() {
    RequestArgs request = submitted == null ? null : submitted.request();
    return request == null ? null : request.first("prompt");
  }

  /** All that a home remembers, and the batches that it knows: open ones first, then the newest. */
  static List<HistoryEntry> all(Ledger home) throws IOException {
    List<HistoryEntry> all = new ArrayList<>(of(home, null));
    Set<String> batches = new LinkedHashSet<>();
    for (HistoryLine line : home.history()) if (line.batch() != null) batches.add(line.batch());
    for (String batch : batches) all.addAll(of(BatchLedger.of(Path.of(batch)), Path.of(batch)));
    all.sort(
        Comparator.comparing((HistoryEntry each) -> each.state.isOpen() ? 0 : 1)
            .thenComparing(HistoryEntry::since, Comparator.reverseOrder()));
    return all;
  }

  /** What one ledger remembers. */
  private static List<HistoryEntry> of(Ledger ledger, @Nullable Path batch) throws IOException {
    List<Ledger.Open> open = ledger.open(); // before what ended: one that ends now is in both
    Map<String, HistoryEntry> entries = new LinkedHashMap<>();
    Map<String, Submitted> submitted = new LinkedHashMap<>();
    Map<String, Instant> since = new LinkedHashMap<>();
    for (HistoryLine line : ledger.history()) {
      String id = line.id();
      TaskKey key = line.key();
      if (id != null && line.submitted() != null) {
        submitted.put(id, line.submitted());
        since.put(id, line.at());
      }
      if (line.outcome() == null || (id == null && key == null)) continue;
      // By its key: a line of a batch may have had more than one task. What is taken up knows no
      // id.
      String name = key == null ? String.valueOf(id) : key.toString();
      HistoryEntry before = entries.get(name);
      if (id == null && before != null) id = before.id;
      Submitted what = id == null ? null : submitted.get(id);
      String gateway = key != null ? key.gateway() : what == null ? "" : what.gateway();
      entries.put(
          name,
          new HistoryEntry(
              id == null ? line.at() : since.getOrDefault(id, line.at()),
              State.valueOf(line.outcome().name()),
              id,
              key,
              gateway,
              what == null ? null : what.model(),
              what,
              line.files(),
              line.error(),
              batch));
    }
    for (Ledger.Open each : open) {
      TaskKey key = each.task().key();
      String id = each.task().tag();
      String name = key == null ? String.valueOf(id) : key.toString();
      if (key != null && entries.containsKey(name)) continue; // its process died before it closed
      State state = key == null ? State.UNKNOWN : State.OPEN;
      entries.put(
          name,
          new HistoryEntry(
              each.task().since(),
              each.isAlive() ? State.RUNNING : state,
              id,
              key,
              each.task().gateway(),
              each.task().model(),
              id == null ? null : submitted.get(id),
              List.of(),
              null,
              batch));
    }
    return new ArrayList<>(entries.values());
  }
}
