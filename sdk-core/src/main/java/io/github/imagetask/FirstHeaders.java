package io.github.imagetask;

import okhttp3.Call;
import okhttp3.EventListener;

/**
 * Sees that the first headers of a submit's answer have come, also of an interim one such as 103,
 * which OkHttp shows nowhere else: a server that refuses the stream after that has looked at it.
 *
 * <p>A listener of the user's is left in its place: one that passes its events on would swallow
 * those that later versions of OkHttp have added.
 */
final class FirstHeaders extends EventListener {
  private final Calls calls;

  private FirstHeaders(Calls calls) {
    this.calls = calls;
  }

  /** A factory of these for calls that the user's listens to none of. */
  static EventListener.Factory or(EventListener.Factory users, Calls calls) {
    FirstHeaders ours = new FirstHeaders(calls);
    return call -> {
      EventListener listener = users.create(call);
      return listener == EventListener.NONE ? ours : listener;
    };
  }

  @Override
  public void responseHeadersStart(Call call) {
    Calls.Entry entry = calls.of(call);
    SendState state = entry == null ? null : entry.sendState();
    if (state != null) state.hear();
  }
}
