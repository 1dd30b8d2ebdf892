package io.github.imagetask;

import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.annotation.concurrent.GuardedBy;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One fetch of one image: tries, a fresh URL if need be, and what is done with the bytes.
 *
 * @param <T> what is made of the bytes
 */
final class DownloadCall<T> implements Hops.Listener {
  /**
   * How long a fetch may take in all, from when its first call leaves OkHttp's queue: a server that
   * drips for ever must not hold it for ever.
   */
  static final Duration LIMIT = Duration.ofMinutes(10);

  private final GeneratedImage image;
  private final boolean streams;
  private final ImageTarget<T> target;
  private final long max;
  private final Transport transport;
  private final Timer timer;
  private final Redactor redactor;
  private final DownloadFailures failures;
  private final Consumer<DownloadCall<?>> whenEnded;
  private final Hops hops;
  private final FreshUrl fresh;
  private final Patience patience = new Patience();
  private final Ending<T> raw = new Ending<>();

  // The steps follow one another, each handed on by an executor; the lock is for those who stop it.
  private Reading.Image source;
  private int tries;

  private final long started;
  private volatile @Nullable ImageBody body; // of the last try
  private volatile @Nullable Exception failure;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private State state = State.RUNNING;

  @GuardedBy("lock")
  private Timer.@Nullable Task alarm;

  @GuardedBy("lock")
  private Timer.@Nullable Task pause;

  /** How far a fetch is. */
  private enum State {
    RUNNING,
    /** Its value is the caller's; a stream is still being read. */
    SUCCEEDED,
    /** It failed, or isn't wanted any more; a stream can come to this after it has succeeded. */
    STOPPED
  }

  /**
   * @param streams whether the answer stays open, for the target's stream
   * @param max the largest image, in bytes
   * @param whenEnded told once it is over, or its stream
   */
  DownloadCall(
      GeneratedImage image,
      boolean streams,
      ImageTarget<T> target,
      long max,
      Transport transport,
      Queries queries,
      Timer timer,
      Redactor redactor,
      Consumer<DownloadCall<?>> whenEnded) {
    this.image = image;
    this.streams = streams;
    this.target = target;
    this.max = max;
    this.transport = transport;
    this.timer = timer;
    this.redactor = redactor;
    this.failures = new DownloadFailures(image, redactor);
    this.whenEnded = whenEnded;
    this.hops = new Hops(transport, this);
    this.fresh = new FreshUrl(image, queries, this::isStopped);
    this.source = image.source();
    this.started = timer.now();
  }

  GeneratedImage image() {
    return image;
  }

  /** How it has ended. */
  DownloadEnd end() {
    ImageBody last = body;
    Duration elapsed = Duration.ofNanos(timer.now() - started);
    return new DownloadEnd(image.index(), last == null ? 0 : last.count(), failure, elapsed);
  }

  /** Its stream was closed. */
  void closed(@Nullable IOException why) {
    if (failure == null) failure = why;
    whenEnded.accept(this);
  }

  Ending<T> raw() {
    return raw;
  }

  void start() {
    tries++;
    // Not here: a proxy selector, a file or a decoder may take its time.
    transport.execute(this::fetch, this::onUnexpected);
  }

  /** Stops it; leaves no file. */
  ImageTaskException abandon() {
    WaitAbortedException failure = interrupted(image);
    stop(failure);
    return failure;
  }

  /** Ends it because the client closes. */
  void abort() {
    stop(image.origin().aborted("the client was closed"));
  }

  /** Ends it, even if it has succeeded and its stream is being read. */
  private void stop(ImageTaskException why) {
    fail(why);
    synchronized (lock) {
      if (state == State.SUCCEEDED && failure == null) failure = why;
      state = State.STOPPED;
    }
    hops.cancel();
    whenEnded.accept(this);
  }

  /** Takes the last step unless the caller has given up: after a cancel no file appears. */
  void ifWanted(ImageTarget.Step step) throws IOException {
    synchronized (lock) {
      if (state != State.RUNNING) throw new IOException("it isn't wanted any more");
      step.run();
    }
  }

  @Override
  public boolean isStopped() {
    synchronized (lock) {
      return state == State.STOPPED;
    }
  }

  private void fetch() {
    if (isStopped()) return;
    byte[] bytes = source.bytes();
    String url = source.url();
    if (bytes != null) {
      try {
        succeed(take(ImageBody.of(bytes, max)));
      } catch (IOException e) {
        onFailure(e);
      }
      return;
    }
    HttpUrl parsed = url == null ? null : HttpUrl.parse(url);
    if (parsed == null) {
      fail("its URL is no http or https address", 0, null);
    } else {
      hops.start(parsed);
    }
  }

  @Override
  public void onStart() {
    synchronized (lock) {
      if (state != State.RUNNING || alarm != null) return;
      alarm = timer.schedule(LIMIT.toNanos(), this::onLimit);
    }
  }

  @Override
  public void onDeadEnd(String why, int status) {
    fail(why, status, null);
  }

  @Override
  public void onAnswer(Response response) throws IOException {
    boolean handedOver = false;
    try {
      int status = response.code();
      if (FreshUrl.isWanted(response)) {
        onUnusable(status);
      } else if (ErrorTable.isRetryableStatus(status)) {
        retry("HTTP " + status, status, null, RetryAfter.of(response), this::start);
      } else if (!response.isSuccessful()) {
        fail("HTTP " + status, status, null);
      } else {
        T value = take(ImageBody.of(response, max));
        handedOver = succeed(value) && streams;
      }
    } catch (ImageBody.NotYetException e) {
      retry(redactor.failure(e), response.code(), e, RetryAfter.of(response), this::start);
    } finally {
      if (!handedOver) response.close();
    }
  }

  private T take(ImageBody next) throws IOException {
    body = next;
    return target.take(next, this);
  }

  /** Takes another URL at once the first time, and then with growing pauses. */
  private void onUnusable(int status) {
    String said = fresh.said();
    if (said == null) {
      askAnew(() -> onUnusable(status));
    } else {
      Runnable again = () -> askAnew(this::start);
      retry("HTTP " + status + ", " + said, status, fresh.cause(), null, again);
    }
  }

  private void askAnew(Runnable otherwise) {
    try {
      fresh.ask(
          found -> {
            source = found;
            start();
          },
          otherwise);
    } catch (RuntimeException | Error e) {
      onUnexpected(e);
    }
  }

  @Override
  public void onFailure(IOException failure) {
    DownloadException lasting = failures.lasting(failure);
    if (lasting != null) {
      fail(lasting);
    } else {
      retry(redactor.failure(failure), 0, failure, null, this::start);
    }
  }

  private void onUnexpected(Throwable e) {
    String text = redactor.failure(e);
    if (e instanceof RejectedExecutionException) {
      retry(text, 0, e, null, this::start);
    } else {
      fail("an unexpected failure: " + text, 0, e);
    }
  }

  private void retry(
      String why,
      int status,
      @Nullable Throwable cause,
      @Nullable Duration retryAfter,
      Runnable next) {
    long delay = patience.next(retryAfter);
    if (delay < 0) {
      fail(why + ", after " + tries + " tries", status, cause);
      return;
    }
    try {
      synchronized (lock) {
        if (state == State.RUNNING) pause = timer.schedule(delay, next);
      }
    } catch (RuntimeException | Error e) { // not even the timer's thread could be started
      fail(why + ", and it can't be tried again: " + redactor.failure(e), status, cause);
    }
  }

  private void onLimit() {
    fail("it took longer than " + Redactor.seconds(LIMIT), 0, null);
  }

  private void fail(String why, int status, @Nullable Throwable cause) {
    fail(failures.failure(why, status, cause));
  }

  private void fail(ImageTaskException why) {
    if (!end(State.STOPPED)) return;
    failure = why;
    whenEnded.accept(this);
    raw.completeExceptionally(why);
    hops.cancel();
    fresh.cancel();
  }

  private boolean succeed(T value) {
    if (!end(State.SUCCEEDED)) return false;
    if (!streams) whenEnded.accept(this); // a stream goes on until it is closed
    raw.complete(value);
    return true;
  }

  private boolean end(State end) {
    synchronized (lock) {
      if (state != State.RUNNING) return false;
      state = end;
      if (alarm != null) alarm.cancel();
      if (pause != null) pause.cancel();
    }
    return true;
  }

  static WaitAbortedException interrupted(GeneratedImage image) {
    ImageOrigin from = image.origin();
    String text = "the download was interrupted; the image can be fetched again";
    return new WaitAbortedException(from.gateway(), from.key(), text, null);
  }
}
