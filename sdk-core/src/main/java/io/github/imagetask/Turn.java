package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/**
 * One query's turn among all those of its client: it goes at once, or queues and is called. What it
 * keeps here is its {@link Pacer}'s.
 */
abstract class Turn {
  /** Where it waits; null if it doesn't: not yet, called, or gone. */
  @Nullable TurnQueue queue;

  @Nullable Turn before;
  @Nullable Turn after;

  /** Whether it is one of those that are out. */
  boolean out;

  /** Its turn has come: it goes, or gives its place back. Called without a lock. */
  abstract void called();

  /** {@link #called} has thrown. Needs no memory. */
  abstract void lost();
}
