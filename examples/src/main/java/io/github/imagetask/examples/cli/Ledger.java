package io.github.imagetask.examples.cli;

import io.github.imagetask.FileTaskJournal;
import io.github.imagetask.JournaledTask;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that remembers submits: journals of what is open, one for each process at a time, and
 * {@code history.jsonl}, what was asked for and what became of it. Its owner's alone. Who looks at
 * the journals holds the folder's {@code lock}, for a moment; whose journal is locked is alive.
 */
final class Ledger {
  private static final Object ONE_JVM = new Object(); // has one lock on a file

  /**
   * The journals that this JVM has open. They are never tried: many systems take all of a process's
   * locks on a file from it once it closes the file anywhere. Guarded by {@link #ONE_JVM}.
   */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path folder;

  Ledger(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /**
   * A journal for this process: the first that nobody has. One in which a submit's outcome is
   * unknown is left as it is: of those in a journal in use it can't be told whether they are under
   * way.
   */
  Held journal() throws IOException {
    return locked(
        () -> {
          for (int number = 1; ; number++) {
            Path file = folder.resolve(number + ".journal");
            FileTaskJournal journal = tryOpen(file);
            if (journal == null) continue;
            if (journal.tasks().stream().allMatch(task -> task.key() != null)) {
              return new Held(journal, file);
            }
            journal.close();
          }
        });
  }

  /** The only journal of a ledger that one process at a time uses, or null if one does. */
  @Nullable Held onlyJournal() throws IOException {
    Path file = folder.resolve("1.journal");
    Optional<Held> held =
        locked(
            () -> {
              FileTaskJournal journal = tryOpen(file);
              return journal == null ? Optional.empty() : Optional.of(new Held(journal, file));
            });
    return held.orElse(null);
  }

  /** What is open, the journals in their order. */
  List<Open> open() throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    return locked(
        () -> {
          List<Open> open = new ArrayList<>();
          for (Path file : journals()) {
            FileTaskJournal journal = tryOpen(file);
            boolean isAlive = journal == null;
            for (JournaledTask task : journal == null ? copyOf(file) : journal.tasks()) {
              open.add(new Open(task, isAlive));
            }
            if (journal != null) journal.close();
          }
          return open;
        });
  }

  /** Closes what matches, but in journals of processes that are alive; returns how many. */
  int close(Predicate<JournaledTask> which) throws IOException {
    if (!Files.isDirectory(folder)) return 0;
    return locked(
        () -> {
          int closed = 0;
          for (Path file : journals()) {
            try (FileTaskJournal journal = tryOpen(file)) {
              if (journal != null) closed += close(journal, which);
            }
          }
          return closed;
        });
  }

  private static int close(FileTaskJournal journal, Predicate<JournaledTask> which)
      throws IOException {
    int closed = 0;
    for (JournaledTask task : journal.tasks()) {
      if (!which.test(task)) continue;
      journal.done(task);
      closed++;
    }
    return closed;
  }

  /** Adds a line, which is on the disk once this returns. */
  void append(HistoryLine line) throws IOException {
    boolean written =
        locked(
            () -> {
              lines().append(line);
              return true;
            });
    assert written;
  }

  /** All lines that can be read. */
  List<HistoryLine> history() throws IOException {
    return lines().read();
  }

  private HistoryFile lines() {
    return new HistoryFile(folder.resolve("history.jsonl"));
  }

  private List<Path> journals() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".journal"))
          .sorted(
              Comparator.<Path>comparingInt(file -> file.getFileName().toString().length())
                  .thenComparing(Comparator.naturalOrder()))
          .toList();
    }
  }

  /** Opens a journal, or returns null if a process has it. */
  private static @Nullable FileTaskJournal tryOpen(Path file) throws IOException {
    if (Files.exists(file) && HELD.contains(file.toRealPath())) return null;
    try {
      return FileTaskJournal.open(file);
    } catch (FileSystemException e) {
      if ("it is open already".equals(e.getReason())) return null;
      throw e;
    }
  }

  /** What is open in a journal that a process has; a copy of it is a journal, too. */
  private static List<JournaledTask> copyOf(Path file) throws IOException {
    Path folder = Files.createTempDirectory("imagetask"); // its owner's alone
    try {
      Path copy = Files.copy(file, folder.resolve("copy"));
      try (FileTaskJournal journal = FileTaskJournal.open(copy)) {
        return journal.tasks();
      }
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path each : files.toList()) Files.delete(each);
      }
      Files.delete(folder);
    }
  }

  private <T> T locked(Work<T> work) throws IOException {
    OwnersAlone.makeFolder(folder);
    Path file = folder.resolve("lock");
    OwnersAlone.makeFile(file);
    synchronized (ONE_JVM) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        assert held.isValid();
        return work.run();
      }
    }
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  /** A journal that this process has, until it closes it. */
  static final class Held implements Closeable {
    private final FileTaskJournal journal;
    private final Path place;

    private Held(FileTaskJournal journal, Path file) throws IOException {
      this.journal = journal;
      this.place = file.toRealPath();
      HELD.add(place);
    }

    FileTaskJournal journal() {
      return journal;
    }

    void close(Predicate<JournaledTask> which) throws IOException {
      int unused = Ledger.close(journal, which);
    }

    @Override
    public void close() throws IOException {
      synchronized (ONE_JVM) {
        journal.close();
        HELD.remove(place);
      }
    }
  }

  /**
   * A task, or a submit, that is open.
   *
   * @param isAlive whether the process that submitted it runs
   */
  record Open(JournaledTask task, boolean isAlive) {}
}
