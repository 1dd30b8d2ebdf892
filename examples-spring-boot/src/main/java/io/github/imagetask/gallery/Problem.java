package io.github.imagetask.gallery;

import io.github.imagetask.ImageTaskException;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskFailedException;

/**
 * Why there is no image.
 *
 * @param billed whether it costs something all the same
 * @param resumable whether the task may still bring its image
 */
record Problem(String message, Billed billed, boolean resumable) {
  enum Billed {
    NO,
    PERHAPS,
    YES
  }

  /**
   * What an exception means.
   *
   * @param accepted whether there is a key, though the exception may have none
   */
  static Problem of(Throwable failure, boolean accepted) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof SubmitOutcomeUnknownException) {
      return new Problem(message, Billed.PERHAPS, false);
    }
    if (failure instanceof TaskFailedException failed) {
      String words = failed.error().message();
      return new Problem(words == null ? message : words, Billed.PERHAPS, false);
    }
    if (accepted) return new Problem(message, Billed.YES, true);
    boolean sent =
        !(failure instanceof ImageTaskException || failure instanceof InvalidRequestException);
    return new Problem(message, sent ? Billed.PERHAPS : Billed.NO, false);
  }
}
