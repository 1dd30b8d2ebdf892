package io.github.imagetask;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one fetch of an image ended. Immutable. */
public final class DownloadEnd {
  private final int index;
  private final long bytes;
  private final @Nullable Exception failure;
  private final Duration elapsed;

  DownloadEnd(int index, long bytes, @Nullable Exception failure, Duration elapsed) {
    this.index = index;
    this.bytes = bytes;
    this.failure = failure;
    this.elapsed = elapsed;
  }

  /** Which image of the task, counted from 0. */
  public int index() {
    return index;
  }

  /**
   * How many bytes of the image were read, unpacked; of a stream that its reader closed early fewer
   * than the image has, of one that failed those of the last try.
   */
  public long bytes() {
    return bytes;
  }

  /** What it failed with, no secret in it, or null: a {@link DownloadException} in most cases. */
  public @Nullable Exception failure() {
    return failure;
  }

  /** How long it took; of a stream until it was closed. */
  public Duration elapsed() {
    return elapsed;
  }

  /** The image, and how it ended. */
  @Override
  public String toString() {
    String end = failure == null ? "" : ", " + failure.getClass().getSimpleName();
    return "DownloadEnd{#" + index + end + ", " + bytes + " bytes, " + elapsed + "}";
  }
}
