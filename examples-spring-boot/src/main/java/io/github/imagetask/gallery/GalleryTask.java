package io.github.imagetask.gallery;

import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order, and what became of it. Immutable.
 *
 * @param id the page's own, by which a repeated call is known
 * @param word the gateway's word for the status
 * @param percent the progress, where the gateway says it
 * @param ended when it was done or failed
 * @param images the names of the files
 */
record GalleryTask(
    String id,
    Order order,
    Instant since,
    Status status,
    @Nullable String key,
    @Nullable String word,
    @Nullable Integer percent,
    @Nullable Instant ended,
    @Nullable Problem problem,
    List<String> images) {
  enum Status {
    SUBMITTING,
    WAITING,
    DONE,
    FAILED
  }

  static GalleryTask submitting(String id, Order order) {
    return new GalleryTask(
        id, order, Instant.now(), Status.SUBMITTING, null, null, null, null, null, List.of());
  }

  boolean isOver() {
    return status == Status.DONE || status == Status.FAILED;
  }

  boolean isResumable() {
    return status == Status.FAILED && key != null && problem != null && problem.resumable();
  }

  GalleryTask accepted(TaskKey key) {
    return waiting(key.toString(), null, null);
  }

  /** A reading that was told late changes nothing. */
  GalleryTask read(TaskSnapshot reading) {
    return status == Status.WAITING ? waiting(key, reading.rawStatus(), reading.progress()) : this;
  }

  private GalleryTask waiting(
      @Nullable String key, @Nullable String word, @Nullable Integer percent) {
    return new GalleryTask(
        id, order, since, Status.WAITING, key, word, percent, null, null, List.of());
  }

  GalleryTask done(List<String> images) {
    return new GalleryTask(
        id, order, since, Status.DONE, key, word, 100, Instant.now(), null, images);
  }

  GalleryTask failed(Problem problem) {
    return new GalleryTask(
        id, order, since, Status.FAILED, key, word, percent, Instant.now(), problem, List.of());
  }
}
