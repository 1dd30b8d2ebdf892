package io.github.imagetask;

/**
 * A query's turn among all those of its client: whether it may go, and its place while it may not.
 * Not thread-safe: its owner's lock guards it.
 */
final class Turn {
  private final Pacer pacer;
  private boolean queued;
  private long place;
  private long nextCheck;

  Turn(Pacer pacer) {
    this.pacer = pacer;
  }

  /** Whether the query may go now; else it has a place, and {@link #nextCheck} is set. */
  boolean hasCome(long now) {
    if (!queued) place = pacer.enter(now);
    nextCheck = pacer.nextCheck(place, now);
    queued = now - nextCheck < 0;
    return !queued;
  }

  /** Gives the place up, if it has one. */
  void leave(long now) {
    if (queued) pacer.leave(place, now);
    queued = false;
  }

  boolean isQueued() {
    return queued;
  }

  /** When to look again, of one that is queued. */
  long nextCheck() {
    return nextCheck;
  }
}
