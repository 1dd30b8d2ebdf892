package io.github.imagetask;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** The images of a task that succeeded: one or more, perhaps fewer than were asked for. */
public final class ImageResult {
  private final TaskSnapshot snapshot;
  private final Duration elapsed;
  private final int queries;

  ImageResult(TaskSnapshot snapshot, Duration elapsed, int queries) {
    this.snapshot = snapshot;
    this.elapsed = elapsed;
    this.queries = queries;
  }

  /** The task's key. */
  public TaskKey key() {
    return snapshot.key();
  }

  /** The reading that ended the task. */
  public TaskSnapshot snapshot() {
    return snapshot;
  }

  /** The images in the gateway's order; never empty. */
  public List<GeneratedImage> images() {
    return snapshot.images();
  }

  /** The first image. */
  public GeneratedImage first() {
    return snapshot.images().get(0);
  }

  /** How long the wait lasted; zero if the task had ended before it. */
  public Duration elapsed() {
    return elapsed;
  }

  /** How many queries the wait saw answered or failed; 0 if the task had ended before it. */
  public int queries() {
    return queries;
  }

  /**
   * Saves all images into a folder that exists, named after the task's key and their index, with
   * the extension that their bytes ask for: {@code uniall-task_abc-0.png}. Each file is whole or
   * absent; a file of that name is replaced. As with {@link GeneratedImage#saveInto}, old temporary
   * files in the folder are removed.
   *
   * @return the files, in the images' order
   * @throws DownloadException for the first image that can't be fetched or saved; those before it
   *     stay
   * @throws WaitAbortedException if the thread is interrupted or the client closed
   * @throws IllegalStateException if the client is closed
   */
  public List<Path> saveAll(Path folder) {
    return saving(folder).join();
  }

  /**
   * Saves all images into a folder, as {@link #saveAll} does; no thread waits. One image is fetched
   * after another; for all of them at once call {@link GeneratedImage#saveIntoAsync} on each. The
   * future fails with the first failure, and no further image is begun; cancelling it stops the
   * download under way. What was saved before stays.
   *
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<List<Path>> saveAllAsync(Path folder) {
    return saving(folder).future();
  }

  private Joinable<List<Path>> saving(Path folder) {
    return first().fetcher().saveAll(images(), Objects.requireNonNull(folder, "folder == null"));
  }

  /** The key and how many images. */
  @Override
  public String toString() {
    return "ImageResult{" + key() + ", " + images().size() + " images}";
  }
}
