package io.github.imagetask.campaign.matrix;

/**
 * What came of a cell.
 *
 * @param requests how many came to the gateway: POSTs of a submit or a direct call, else queries
 * @param gets how many came to the other server, which has the images
 * @param name {@code OK}, or the exception's class
 * @param hasKey whether the result or the exception carries the task's key
 * @param seconds of the client's own time
 * @param said the exception and its causes; null if there was none
 * @param fault what must never happen, whatever the table says; null if nothing of it did
 */
record Outcome(
    int requests,
    int gets,
    String name,
    boolean hasKey,
    double seconds,
    String said,
    String fault) {
  /** The same, with what must never happen. */
  Outcome broken(String what) {
    return new Outcome(requests, gets, name, hasKey, seconds, said, fault == null ? what : fault);
  }

  @Override
  public String toString() {
    return requests
        + " requests, "
        + gets
        + " gets, "
        + name
        + (hasKey ? " with key, " : " without key, ")
        + seconds
        + " s"
        + (fault == null ? "" : ", " + fault)
        + (said == null ? "" : "\n    said    " + said);
  }
}
