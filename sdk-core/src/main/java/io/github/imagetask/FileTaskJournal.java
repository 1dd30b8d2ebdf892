package io.github.imagetask;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TaskJournal} in a file: a line for each submit, its key, and its end, forced to the disk
 * before anything else happens. A task is open until you say that you are {@link #done} with it:
 *
 * <pre>{@code
 * try (FileTaskJournal journal = FileTaskJournal.open(Paths.get("tasks.journal"));
 *     UniAllClient client = UniAllClient.builder()….journal(journal).build()) {
 *   for (JournaledTask open : journal.tasks()) { // of the run before, which was killed
 *     if (open.key() == null) continue;           // unknown: look for it at the gateway
 *     client.task(open.key()).awaitResult().first().saveTo(fileOf(open.tag()));
 *     journal.done(open.key());
 *   }
 *   …
 * }
 * }</pre>
 *
 * <p>The file holds gateway, model, tag and key of each open task, no credentials and nothing of
 * the request; where the file system has permissions it is its owner's alone. It is written anew
 * without what is done when it is opened, and when most of its lines are. One process at a time:
 * another finds it locked. Thread-safe; many submits at once share one force of the disk.
 */
public final class FileTaskJournal implements TaskJournal, Closeable {
  private static final int MANY = 1_000;

  private final JournalFile file;

  // Both guarded by "this". Without the annotation: users' compilers, which lack it, would warn.
  private final Map<String, JournaledTask> open = new LinkedHashMap<>();
  private long lines; // in the file

  private FileTaskJournal(JournalFile file) {
    this.file = file;
  }

  /**
   * Opens a journal, or makes one; its folder exists.
   *
   * @throws IOException if it can't be read or written, isn't a journal, or is open already
   */
  public static FileTaskJournal open(Path file) throws IOException {
    FileTaskJournal journal =
        new FileTaskJournal(JournalFile.open(Objects.requireNonNull(file, "file == null")));
    try {
      journal.read();
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
    return journal;
  }

  private synchronized void read() throws IOException {
    for (String line : file.lines()) {
      JournalLine read;
      try {
        read = JournalLine.parse(line);
      } catch (IOException | RuntimeException e) {
        throw new IOException(
            "line " + (lines + 1) + " of " + file + " is no journal's; move the file away", e);
      }
      read.applyTo(open);
      lines++;
    }
    rewrite();
  }

  /**
   * What is open, the oldest first: tasks with a key, and submits without one. After a restart,
   * before the first submit, the latter are those of which the outcome is unknown.
   */
  public synchronized List<JournaledTask> tasks() {
    return new ArrayList<>(open.values());
  }

  /**
   * Closes the entry of a task whose images are where you want them, or that failed; nothing
   * happens if there is none.
   */
  public void done(TaskKey key) throws IOException {
    Objects.requireNonNull(key, "key == null");
    String id = null;
    synchronized (this) {
      for (JournaledTask each : open.values()) if (key.equals(each.key())) id = each.id();
    }
    if (id != null) close(id);
  }

  /** Closes the entry of a task, or of a submit that you have looked for at the gateway. */
  public void done(JournaledTask task) throws IOException {
    close(task.id());
  }

  @Override
  public TaskJournal.Entry begin(TaskContext context) throws IOException {
    Object tag = context.tag();
    JournaledTask task =
        new JournaledTask(
            UUID.randomUUID().toString(),
            Instant.now(),
            context.gateway(),
            context.model(),
            tag == null ? null : tag.toString(),
            context.traceId(),
            null);
    write(JournalLine.begin(task));
    return new Entry(task.id());
  }

  private final class Entry implements TaskJournal.Entry {
    private final String id;

    Entry(String id) {
      this.id = id;
    }

    @Override
    public void accepted(TaskKey key) throws IOException {
      write(JournalLine.key(id, key));
    }

    @Override
    public void ended(@Nullable ImageTaskException failure) throws IOException {
      // One that may exist stays open, for somebody to look for.
      if (!(failure instanceof SubmitOutcomeUnknownException)) FileTaskJournal.this.close(id);
    }
  }

  private void close(String id) throws IOException {
    write(JournalLine.end(id));
  }

  private void write(JournalLine line) throws IOException {
    long written;
    synchronized (this) {
      written = file.append(line.text());
      line.applyTo(open);
      lines++;
      if (lines > MANY && lines > 4L * open.size()) {
        rewrite();
        return;
      }
    }
    file.force(written);
  }

  private synchronized void rewrite() throws IOException {
    List<String> kept = new ArrayList<>();
    for (JournaledTask each : open.values()) kept.add(JournalLine.whole(each).text());
    file.rewrite(kept);
    lines = kept.size();
  }

  /** Closes the file; what is open stays in it. Close the clients that use it before. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
