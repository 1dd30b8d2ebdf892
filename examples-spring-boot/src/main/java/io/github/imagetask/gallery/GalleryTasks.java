package io.github.imagetask.gallery;

import io.github.imagetask.FileTaskJournal;
import io.github.imagetask.JournaledTask;
import io.github.imagetask.TaskKey;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The tasks of the gallery: in memory as they are, in files as they began and ended. */
@Component
class GalleryTasks {
  private static final Logger LOG = LoggerFactory.getLogger(GalleryTasks.class);

  private final Map<String, GalleryTask> tasks = new ConcurrentHashMap<>();
  private final GalleryFiles files;
  private final FileTaskJournal journal;
  private volatile Consumer<String> changes = id -> {};

  GalleryTasks(GalleryFiles files, FileTaskJournal journal) {
    this.files = files;
    this.journal = journal;
  }

  /** Sets who hears the id of each task that changes or is removed, on any thread. */
  void onChange(Consumer<String> changes) {
    this.changes = changes;
  }

  Collection<GalleryTask> all() {
    return tasks.values();
  }

  @Nullable GalleryTask get(String id) {
    return tasks.get(id);
  }

  /** Takes in a task; returns the one that has its id already, or null. */
  @Nullable GalleryTask add(GalleryTask task) {
    GalleryTask earlier = tasks.putIfAbsent(task.id(), task);
    if (earlier == null) changes.accept(task.id());
    return earlier;
  }

  /** Replaces a task, unless somebody else was quicker. */
  boolean replace(GalleryTask before, GalleryTask after) {
    boolean replaced = tasks.replace(before.id(), before, after);
    changes.accept(before.id());
    return replaced;
  }

  void change(String id, UnaryOperator<GalleryTask> change) {
    tasks.computeIfPresent(id, (same, task) -> change.apply(task));
    changes.accept(id);
  }

  /** Writes a task's file, before anything is sent. */
  void begin(GalleryTask task) throws IOException {
    files.write(task);
  }

  /**
   * Changes a task a last time and writes its file.
   *
   * @param done the key whose journal entry is closed then, or null to leave it open
   */
  void end(String id, UnaryOperator<GalleryTask> end, @Nullable TaskKey done) {
    change(id, end);
    try {
      files.write(Objects.requireNonNull(tasks.get(id)));
      if (done != null) journal.done(done);
    } catch (IOException e) {
      LOG.warn("{} isn't kept, and will be taken up again", id, e);
    }
  }

  /** Removes a task that is over, with its images; what it costs remains. */
  void remove(String id) throws IOException {
    GalleryTask task = tasks.get(id);
    if (task == null || !task.isOver()) return;
    for (JournaledTask each : journal.tasks()) if (id.equals(each.tag())) journal.done(each);
    forget(task);
  }

  /** Takes back a task of which nothing was sent, or is to be kept. */
  void forget(GalleryTask task) throws IOException {
    tasks.remove(task.id());
    files.delete(task);
    changes.accept(task.id());
  }
}
