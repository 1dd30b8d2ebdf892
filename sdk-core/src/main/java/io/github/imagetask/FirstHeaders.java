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
  private static final FirstHeaders INSTANCE = new FirstHeaders();

  private FirstHeaders() {}

  /** A factory of these for calls that the user's listens to none of. */
  static EventListener.Factory or(EventListener.Factory users) {
    return call -> {
      EventListener listener = users.create(call);
      return listener == EventListener.NONE ? INSTANCE : listener;
    };
  }

  @Override
  public void responseHeadersStart(Call call) {
    SendState state = call.request().tag(SendState.class);
    if (state != null) state.hear();
  }
}
