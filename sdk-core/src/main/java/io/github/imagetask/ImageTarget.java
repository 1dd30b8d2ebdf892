package io.github.imagetask;

import java.io.IOException;

/**
 * What is done with an image's bytes, on a thread of ours.
 *
 * @param <T> what is made of them
 */
interface ImageTarget<T> {
  /** Reads the content; fails with a {@link SaveFailedException} if the fault is on this side. */
  T take(ImageBody body, DownloadCall<?> call) throws IOException;

  /** What may fail at its place. */
  interface Step {
    void run() throws IOException;
  }
}
