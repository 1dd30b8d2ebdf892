package io.github.imagetask;

import java.time.Duration;
import java.util.List;

/** The images of a task that succeeded: one or more, perhaps fewer than were asked for. */
public final class ImageResult extends GeneratedImages {
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

  @Override
  public List<GeneratedImage> images() {
    return snapshot.images();
  }

  /** How long the wait lasted; zero if the task had ended before it. */
  public Duration elapsed() {
    return elapsed;
  }

  /** How many queries the wait saw answered or failed; 0 if the task had ended before it. */
  public int queries() {
    return queries;
  }

  /** The key and how many images. */
  @Override
  public String toString() {
    return "ImageResult{" + key() + ", " + images().size() + " images}";
  }
}
