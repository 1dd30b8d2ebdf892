package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/** Turns in the order in which they came; one can leave from anywhere. All of it costs O(1). */
final class TurnQueue {
  private @Nullable Turn first;
  private @Nullable Turn last;

  boolean isEmpty() {
    return first == null;
  }

  void add(Turn turn) {
    turn.queue = this;
    turn.before = last;
    if (last == null) {
      first = turn;
    } else {
      last.after = turn;
    }
    last = turn;
  }

  /** Takes the first out. */
  @Nullable Turn poll() {
    Turn turn = first;
    if (turn != null) remove(turn);
    return turn;
  }

  /** Takes out one that is here. */
  void remove(Turn turn) {
    Turn before = turn.before;
    Turn after = turn.after;
    if (before == null) {
      first = after;
    } else {
      before.after = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.before = before;
    }
    turn.queue = null;
    turn.before = null;
    turn.after = null;
  }
}
