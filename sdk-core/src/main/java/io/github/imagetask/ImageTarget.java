package io.github.imagetask;

import java.io.IOException;

/**
 * What is done with an image's bytes, on a thread of ours.
 *
 * @param <T> what is made of them
 */
interface ImageTarget<T> {
  /** Reads the content; fails with a {@link FailedException} if the fault is on this side. */
  T take(ImageBody body, DownloadCall<?> call) throws IOException;

  /** What may fail at its place. */
  interface Step {
    void run() throws IOException;
  }

  /** The place for the bytes failed, not the network. */
  final class FailedException extends IOException {
    private static final long serialVersionUID = 1;

    FailedException(IOException cause) {
      super(cause);
    }
  }
}
