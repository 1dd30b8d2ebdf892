package io.github.imagetask;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * One or more images, of a task ({@link ImageResult}) or of a direct call ({@link DirectResult});
 * perhaps fewer than were asked for. {@link #saveAll} blocks its thread: not for Android's main
 * thread.
 */
public abstract class GeneratedImages {
  GeneratedImages() {} // package-private: these two are all there are

  /** The images in the gateway's order; never empty. */
  public abstract List<GeneratedImage> images();

  /** The first image. */
  public final GeneratedImage first() {
    return images().get(0);
  }

  /**
   * Saves all images into a folder that exists, named after the task's key and their index, with
   * the extension that their bytes ask for: {@code uniall-task_abc-0.png}. Each file is whole or
   * absent; a file of that name is replaced. As with {@link GeneratedImage#saveInto}, old temporary
   * files in the folder are removed. Where there is no key, a random name takes its place.
   *
   * @return the files, in the images' order
   * @throws DownloadException for the first image that can't be fetched or saved; those before it
   *     stay
   * @throws WaitAbortedException if the thread is interrupted or the client closed
   * @throws IllegalStateException if the client is closed
   */
  public final List<Path> saveAll(Path folder) {
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
  public final CompletableFuture<List<Path>> saveAllAsync(Path folder) {
    return saving(folder).future();
  }

  private Joinable<List<Path>> saving(Path folder) {
    return first().fetcher().saveAll(images(), Objects.requireNonNull(folder, "folder == null"));
  }
}
