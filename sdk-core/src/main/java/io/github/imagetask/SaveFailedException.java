package io.github.imagetask;

import java.io.IOException;

/** The place for an image's bytes failed, not the network. */
final class SaveFailedException extends IOException {
  private static final long serialVersionUID = 1;

  SaveFailedException(IOException cause) {
    super(cause);
  }
}
