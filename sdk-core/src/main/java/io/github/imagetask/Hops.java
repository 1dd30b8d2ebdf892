package io.github.imagetask;

import java.io.IOException;
import javax.annotation.concurrent.GuardedBy;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A download's way from a URL along its redirects to an answer; it can be gone several times. */
final class Hops {
  private static final int MAX_REDIRECTS = 5;

  private final Transport transport;
  private final Listener listener;
  private int redirects; // hops follow one another, each handed on by an executor

  private final Object lock = new Object();

  @GuardedBy("lock")
  private int hops;

  @GuardedBy("lock")
  private @Nullable Call call;

  /** Hears of the way, on HTTP threads. */
  interface Listener {
    /** Whether nothing more is wanted, not even what has come; true before {@link #cancel}. */
    boolean isStopped();

    /** A hop has left OkHttp's queue. */
    void onStart();

    /** Takes an answer that leads no further, and closes it; what it throws is a failure. */
    void onAnswer(Response response) throws IOException;

    /** A redirect, with this status, that isn't followed. */
    void onDeadEnd(String why, int status);

    void onFailure(IOException failure);
  }

  Hops(Transport transport, Listener listener) {
    this.transport = transport;
    this.listener = listener;
  }

  void start(HttpUrl url) {
    redirects = 0;
    hop(url);
  }

  /** Stops the hop that is under way, even if its answer is being read. */
  void cancel() {
    Call running;
    synchronized (lock) {
      running = call;
    }
    if (running != null) running.cancel();
  }

  private void hop(HttpUrl url) {
    // identity: gzip would hide the length, and images don't shrink
    Request request = new Request.Builder().url(url).header("Accept-Encoding", "identity").build();
    int hop;
    synchronized (lock) {
      hop = ++hops;
    }
    Call started;
    try {
      started = transport.download(request, new Handler());
    } catch (RefusedAddressException e) {
      listener.onFailure(e);
      return;
    } catch (RuntimeException | Error e) { // a user's proxy selector may throw what it likes
      listener.onFailure(new IOException(e));
      return;
    }
    synchronized (lock) {
      if (hop == hops) call = started; // else it has been answered, and the next is under way
    }
    if (listener.isStopped()) started.cancel();
  }

  private void redirect(@Nullable HttpUrl to, int status) {
    if (to == null) {
      String why = "it is redirected to something else than an http or https address";
      listener.onDeadEnd(why, status);
    } else if (++redirects > MAX_REDIRECTS) {
      listener.onDeadEnd("it is redirected more than " + MAX_REDIRECTS + " times", status);
    } else {
      hop(to);
    }
  }

  private final class Handler implements Transport.Handler {
    @Override
    public void started() {
      listener.onStart();
    }

    @Override
    public void answered(Response response) throws IOException {
      int status = response.code();
      String location = response.header("Location");
      if (status < 300 || status >= 400 || location == null) {
        listener.onAnswer(response);
        return;
      }
      try (Response closed = response) {
        redirect(closed.request().url().resolve(location), status);
      }
    }

    @Override
    public void failed(IOException failure) {
      listener.onFailure(failure);
    }
  }
}
