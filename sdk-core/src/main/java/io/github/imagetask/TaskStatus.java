package io.github.imagetask;

/**
 * How far a task has come, in this SDK's words; {@link TaskSnapshot#rawStatus()} has the gateway's.
 */
public enum TaskStatus {
  /** Accepted, waiting for its turn. */
  QUEUED,
  /** Being worked on. */
  RUNNING,
  /** Finished, with at least one image. */
  SUCCEEDED,
  /** Finished without an image; {@link TaskSnapshot#error()} says why. */
  FAILED,
  /**
   * Not known: nothing was read yet, or the gateway used a word that this version doesn't know.
   * Never an end: waits go on to their deadline and name the word there.
   */
  UNKNOWN;

  /** Whether the gateway has finished with the task: {@link #SUCCEEDED} or {@link #FAILED}. */
  public boolean isTerminal() {
    return this == SUCCEEDED || this == FAILED;
  }
}
