package io.github.imagetask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.annotation.concurrent.GuardedBy;

/**
 * Saves a task's images one after another: what fails, fails at a place that is known, and the next
 * one isn't begun.
 */
final class SaveAllCall {
  private final List<GeneratedImage> images;
  private final Function<GeneratedImage, Joinable<Path>> save;
  private final Ending<List<Path>> raw = new Ending<>();
  private final List<Path> files = new ArrayList<>(); // of one image after the other

  private final Object lock = new Object();

  @GuardedBy("lock")
  private Joinable<Path> saving;

  @GuardedBy("lock")
  private boolean abandoned;

  /**
   * Begins with the first.
   *
   * @param images one or more
   * @throws IllegalStateException if the client is closed
   */
  SaveAllCall(List<GeneratedImage> images, Function<GeneratedImage, Joinable<Path>> save) {
    this.images = images;
    this.save = save;
    Joinable<Path> first = save.apply(images.get(0));
    this.saving = first;
    first.whenComplete(this::onSaved);
  }

  /** The files, in the images' order; completes on a thread of ours. */
  Ending<List<Path>> raw() {
    return raw;
  }

  /** Stops the one under way; what was saved stays. */
  ImageTaskException abandon() {
    Joinable<Path> now;
    synchronized (lock) {
      abandoned = true;
      now = saving;
    }
    return now.abandon();
  }

  private void onSaved(Path file, Throwable failure) {
    if (failure != null) {
      raw.completeExceptionally(failure);
      return;
    }
    files.add(file);
    if (files.size() == images.size()) {
      raw.complete(files);
    } else {
      next(images.get(files.size()));
    }
  }

  private void next(GeneratedImage image) {
    Joinable<Path> next;
    synchronized (lock) {
      if (abandoned) return; // its caller knows
      try {
        next = save.apply(image);
      } catch (IllegalStateException closed) {
        raw.completeExceptionally(image.origin().aborted("the client was closed"));
        return;
      }
      saving = next;
    }
    next.whenComplete(this::onSaved);
  }
}
