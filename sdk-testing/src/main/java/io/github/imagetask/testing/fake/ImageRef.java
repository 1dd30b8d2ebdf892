package io.github.imagetask.testing.fake;

import org.jspecify.annotations.Nullable;

/** One image of one task, as a download asks for it. Immutable. */
public final class ImageRef {
  final String taskId;
  final int index;

  /** What a signed URL carries; null at the API's own origin, where the key is asked for. */
  final @Nullable String signature;

  ImageRef(String taskId, int index, @Nullable String signature) {
    this.taskId = taskId;
    this.index = index;
    this.signature = signature;
  }

  /** Returns the image of this task at this index, from 0. */
  public static ImageRef of(String taskId, int index) {
    return new ImageRef(taskId, index, null);
  }
}
