package io.github.imagetask.studies.pacing;

/**
 * How one client spreads its queries, as the simulation drives it. All times are in nanoseconds. A
 * query that {@link #enter} lets go or {@link #call} calls is out until {@link #answered} or {@link
 * #refused} is told of it.
 */
public interface Rule {
  /** One query as the rule knows it. */
  interface Query {}

  /** Makes one, before it wants to go. */
  Query query(Runnable whenCalled);

  /** Whether one may go at once. */
  boolean enter(Query query, long now);

  /**
   * Queues one that may not.
   *
   * @param again whether the gateway refused it before
   */
  void queue(Query query, boolean again);

  /** Takes one out of the queue that was not called. */
  void leave(Query query, long now);

  /** Calls the next whose turn has come; false if there is none. */
  boolean call(long now);

  /** In how long the next can be called; {@link Long#MAX_VALUE}: not before something happens. */
  long timeToCall(long now);

  /** One was allowed. */
  void answered(Query query, long now);

  /**
   * One was refused.
   *
   * @param sent when it went
   * @param retryAfter negative if there was none
   */
  void refused(Query query, long now, long sent, long retryAfter);

  /** Whether the first edition's waits are to be simulated, too. */
  default boolean isOld() {
    return false;
  }
}
