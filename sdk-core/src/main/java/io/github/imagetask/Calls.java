package io.github.imagetask;

import io.github.imagetask.Connections.Way;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP calls that are under way, and what belongs to each. A map and no tags: a request would
 * have to be built anew for one, and an interceptor of the user's can lose it.
 */
final class Calls implements Interceptor {
  private final Map<Call, Entry> entries = new ConcurrentHashMap<>();
  private final Timer timer;
  private final Connections connections;

  Calls(Timer timer, Connections connections) {
    this.timer = timer;
    this.connections = connections;
  }

  /**
   * Starts a call.
   *
   * @param way the way of a submit or a query, null for a download
   */
  Call start(OkHttpClient client, Request request, @Nullable Way way, Transport.Handler handler) {
    Call call = client.newCall(request);
    Entry entry = new Entry(handler, way);
    entries.put(call, entry);
    try {
      call.enqueue(entry);
    } catch (RuntimeException | Error e) { // it may be under way all the same
      entry.broke(call, e);
      call.cancel();
    }
    if (way != null && way.few() != null) way.few().queued();
    return call;
  }

  /** What belongs to a call that is under way, or null if it is over. */
  @Nullable Entry of(Call call) {
    return entries.get(call);
  }

  /** It timed out: from now on no submit or query goes over its connection. */
  void giveUpConnection(Call call) {
    Entry entry = of(call);
    if (entry != null) entry.giveUpConnection();
  }

  /** The first interceptor runs when a call has left OkHttp's queue. */
  @Override
  public Response intercept(Chain chain) throws IOException {
    Entry entry = of(chain.call());
    if (entry != null) entry.started();
    return chain.proceed(chain.request());
  }

  void cancelAll() {
    for (Call call : entries.keySet()) call.cancel();
  }

  /** Tells a call's handler what becomes of it, once, whatever is thrown. */
  final class Entry implements Callback {
    private final Transport.Handler handler;
    private final @Nullable Way way;
    private final AtomicBoolean over = new AtomicBoolean();
    private final long queued;

    Entry(Transport.Handler handler, @Nullable Way way) {
      this.handler = handler;
      this.way = way;
      this.queued = timer.now();
    }

    private void started() {
      FewConnections few = way == null ? null : way.few();
      if (few != null) few.started(timer.now() - queued);
      handler.started();
    }

    /** The way of a submit or a query; a download has none. */
    @Nullable Way way() {
      return way;
    }

    /** How far a submit has come; others have none. */
    @Nullable SendState sendState() {
      return handler.sendState();
    }

    @Override
    public void onResponse(Call call, Response response) {
      if (!over.compareAndSet(false, true)) {
        response.close();
        return;
      }
      try {
        handler.answered(response);
      } catch (IOException | RuntimeException | Error e) { // out of here it would end an app
        fail(e);
      } finally {
        ended(call);
        Threads.Pool.ending();
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      broke(call, e);
      Threads.Pool.ending();
    }

    private void broke(Call call, Throwable e) {
      if (!over.compareAndSet(false, true)) return;
      ended(call);
      fail(e);
    }

    private void ended(Call call) {
      entries.remove(call);
      if (way != null) way.end();
    }

    private void fail(Throwable e) {
      try {
        if (e instanceof SocketTimeoutException) giveUpConnection();
        handler.failed(
            e instanceof IOException
                ? (IOException) e
                : new IOException("an unexpected failure: " + e, e));
      } catch (RuntimeException | Error again) {
        handler.lost();
      }
    }

    private void giveUpConnection() {
      if (way != null) connections.giveUp(way);
    }
  }
}
