package io.github.imagetask.testing.fake;

/** The kind of a request, as a fault or a counter tells requests apart. */
public enum FakeCall {
  /** A request that makes a task: the one that is billed. */
  SUBMIT,
  /** A request that asks how a task is doing. */
  QUERY,
  /** A request for the bytes of an image. */
  DOWNLOAD,
  /**
   * A request whose answer has the images in it, without a task in between: billed, too, and lost
   * if the answer is.
   */
  DIRECT
}
