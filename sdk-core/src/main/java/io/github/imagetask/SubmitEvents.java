package io.github.imagetask;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.EventListener;
import org.jspecify.annotations.Nullable;

/**
 * Sees of a submit what OkHttp shows nowhere else. That the first headers of its answer have come,
 * also of an interim one such as 103: a server that refuses the stream after that has looked at it.
 * And whether a connection was opened for it: one that wasn't may be dead, whoever has used it.
 *
 * <p>A listener of the user's is left in its place: one that passes its events on would swallow
 * those that later versions of OkHttp have added.
 */
final class SubmitEvents extends EventListener {
  private final Calls calls;

  private SubmitEvents(Calls calls) {
    this.calls = calls;
  }

  /** A factory of these for calls that the user's listens to none of. */
  static EventListener.Factory or(EventListener.Factory users, Calls calls) {
    SubmitEvents ours = new SubmitEvents(calls);
    return call -> {
      EventListener listener = users.create(call);
      return listener == EventListener.NONE ? ours : listener;
    };
  }

  @Override
  public void callStart(Call call) {
    SendState state = state(call);
    if (state != null) state.watch();
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    SendState state = state(call);
    if (state != null) state.connect();
  }

  @Override
  public void responseHeadersStart(Call call) {
    SendState state = state(call);
    if (state != null) state.hear();
  }

  private @Nullable SendState state(Call call) {
    Calls.Entry entry = calls.of(call);
    return entry == null ? null : entry.sendState();
  }
}
