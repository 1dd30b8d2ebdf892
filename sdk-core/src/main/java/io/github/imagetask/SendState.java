package io.github.imagetask;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How far one attempt of a submit has come; a tag of its request. Whether a paid task may exist
 * hangs on this alone.
 */
final class SendState {
  private enum State {
    UNSENT,
    SENT,
    CANCELLED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.UNSENT);
  private volatile int status;

  /** Called right before the first byte is written. */
  void send() throws IOException {
    if (state.compareAndSet(State.UNSENT, State.SENT)) return;
    throw new IOException(
        state.get() == State.SENT ? "a submit is sent once" : "cancelled before it was sent");
  }

  /** The gateway said that it didn't look at it. */
  void unsend() {
    state.compareAndSet(State.SENT, State.UNSENT);
  }

  /** Makes sure that nothing is sent any more; false if that is too late. */
  boolean cancel() {
    return state.compareAndSet(State.UNSENT, State.CANCELLED) || state.get() == State.CANCELLED;
  }

  boolean isSent() {
    return state.get() == State.SENT;
  }

  void answered(int status) {
    this.status = status;
  }

  /** The answer's HTTP status, or 0 if none was read. */
  int status() {
    return status;
  }

  /** Tags are printed by Request.toString(). */
  @Override
  public String toString() {
    return "submit " + state.get();
  }
}
