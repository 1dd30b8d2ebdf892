package io.github.imagetask;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How far one attempt of a submit has come. Whether a paid task may exist hangs on this alone. An
 * attempt sends once at most, even if what it sent was refused unread: what is sent again, and how
 * often, is for {@link SubmitCall} to say, not for OkHttp or an interceptor.
 */
final class SendState {
  private enum State {
    UNSENT,
    SENT,
    /** Sent, and certainly not looked at. */
    RETURNED,
    CANCELLED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.UNSENT);
  private final @Nullable ProxyAnswer proxyAnswer;
  private volatile boolean watched;
  private volatile boolean connected;
  private volatile boolean heard;
  private volatile int status;
  private volatile @Nullable IOException returned;

  /**
   * @param proxyAnswer what the proxy is told, if it has asked
   */
  SendState(@Nullable ProxyAnswer proxyAnswer) {
    this.proxyAnswer = proxyAnswer;
  }

  /**
   * Called right before the first byte is written.
   *
   * @throws ProtocolException if it can't be sent any more; of all exceptions since it is one after
   *     which OkHttp never tries again
   */
  void send() throws ProtocolException {
    if (state.compareAndSet(State.UNSENT, State.SENT)) return;
    IOException before = returned;
    if (before != null) throw new ProtocolException(before.getMessage());
    throw new ProtocolException(
        state.get() == State.SENT ? "a submit is sent once" : "cancelled before it was sent");
  }

  /** From now on {@link #connect} is told. */
  void watch() {
    watched = true;
  }

  /** A connection is opened for it. */
  void connect() {
    connected = true;
  }

  /** Whether it goes over a connection that was there before; false if that isn't known. */
  boolean isOverPooled() {
    return watched && !connected;
  }

  /** Headers of an answer have come, if only of an interim one: somebody looks at the request. */
  void hear() {
    heard = true;
  }

  /** Whether any headers of an answer have come. */
  boolean isHeard() {
    return heard;
  }

  /** Whoever has it says that nobody looked at it. */
  void unsend(IOException why) {
    returned = why;
    status = 0;
    state.compareAndSet(State.SENT, State.RETURNED);
  }

  /** How it was said that nobody looked at it, whatever interceptors made of that; or null. */
  @Nullable IOException returned() {
    return returned;
  }

  /** Makes sure that nothing is sent any more; false if that is too late. */
  boolean cancel() {
    return state.compareAndSet(State.UNSENT, State.CANCELLED)
        || state.compareAndSet(State.RETURNED, State.CANCELLED)
        || state.get() == State.CANCELLED;
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

  @Nullable ProxyAnswer proxyAnswer() {
    return proxyAnswer;
  }
}
