package io.github.imagetask;

import io.github.imagetask.Transport.RefusedAddressException;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One fetch of one image: redirects, tries, a fresh URL if need be, and what is done with the
 * bytes.
 *
 * @param <T> what is made of the bytes
 */
final class DownloadCall<T> {
  private static final int MAX_REDIRECTS = 5;
  private static final int MAX_RETRIES = 3;

  /**
   * How long a fetch may take in all, from when its first call leaves OkHttp's queue: a server that
   * drips for ever must not hold it for ever.
   */
  static final Duration LIMIT = Duration.ofMinutes(10);

  private final Engine<?> engine;
  private final Downloads downloads;
  private final GeneratedImage image;
  private final long max;
  private final boolean streams;
  private final ImageTarget<T> target;
  private final CompletableFuture<T> raw = new CompletableFuture<>();

  // The steps follow one another, each handed on by an executor; the lock is for those who stop it.
  private final Object lock = new Object();
  private boolean done;
  private @Nullable Call call;
  private @Nullable Query query;
  private Timer.@Nullable Task alarm;
  private Timer.@Nullable Task pause;
  private Reading.Image source;
  private int hops;
  private int redirects;
  private int retries;
  private boolean freshened;

  /**
   * @param streams whether the answer stays open, for the target's stream
   */
  DownloadCall(
      Engine<?> engine,
      Downloads downloads,
      GeneratedImage image,
      long max,
      boolean streams,
      ImageTarget<T> target) {
    this.engine = engine;
    this.downloads = downloads;
    this.image = image;
    this.max = max;
    this.streams = streams;
    this.target = target;
    this.source = image.source();
  }

  CompletableFuture<T> raw() {
    return raw;
  }

  void start() {
    // Not here: a proxy selector, a file or a decoder may take its time.
    engine
        .transport()
        .execute(
            () -> {
              try {
                fetch();
              } catch (RuntimeException e) {
                fail("an unexpected failure: " + engine.texts().failure(e), 0, e);
              }
            });
  }

  /** Stops it; leaves no file. */
  ImageTaskException abandon() {
    WaitAbortedException interrupted = Downloads.interrupted(image.key());
    stop(interrupted);
    return interrupted;
  }

  /** Ends it because the client closes. */
  void abort() {
    stop(Downloads.closed(image.key()));
  }

  /** Ends it, even if it has succeeded and its stream is being read. */
  private void stop(ImageTaskException failure) {
    fail(failure);
    Call running;
    synchronized (lock) {
      running = call;
    }
    if (running != null) running.cancel();
    downloads.ended(this);
  }

  /** Takes the last step unless the caller has given up: after a cancel no file appears. */
  void ifWanted(ImageTarget.Step step) throws IOException {
    synchronized (lock) {
      if (done) throw new IOException("it isn't wanted any more");
      step.run();
    }
  }

  private void fetch() {
    byte[] bytes = source.bytes();
    String url = source.url();
    if (bytes != null) {
      try {
        succeed(target.take(ImageBody.of(bytes, max), this));
      } catch (IOException e) {
        failed(e);
      }
      return;
    }
    HttpUrl parsed = url == null ? null : HttpUrl.parse(url);
    if (parsed == null) {
      fail("its URL is no http or https address", 0, null);
    } else {
      redirects = 0;
      hop(parsed);
    }
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
      started =
          engine
              .transport()
              .download(
                  request,
                  new Transport.Handler() {
                    @Override
                    public void started() {
                      limit();
                    }

                    @Override
                    public void answered(Response response) throws IOException {
                      onAnswer(response);
                    }

                    @Override
                    public void failed(IOException failure) {
                      DownloadCall.this.failed(failure);
                    }
                  });
    } catch (RefusedAddressException e) {
      failed(e);
      return;
    } catch (RuntimeException e) { // a user's proxy selector may throw what it likes
      failed(new IOException(e));
      return;
    }
    synchronized (lock) {
      if (hop == hops) call = started; // else it has been answered, and the next is under way
      if (!done) return;
    }
    started.cancel();
  }

  private void onAnswer(Response response) throws IOException {
    boolean handedOver = false;
    try {
      int status = response.code();
      String location = response.header("Location");
      if (status >= 300 && status < 400 && location != null) {
        redirect(response.request().url().resolve(location), status);
      } else if (status == 401 || status == 403 || status == 404 || status == 410) {
        freshen(status);
      } else if (ErrorTable.isRetryableStatus(status)) {
        retry("HTTP " + status, status, null, RetryAfter.of(response));
      } else if (!response.isSuccessful()) {
        fail("HTTP " + status, status, null);
      } else {
        T value = target.take(ImageBody.of(response, max), this);
        handedOver = succeed(value) && streams;
      }
    } finally {
      if (!handedOver) response.close();
    }
  }

  private void redirect(@Nullable HttpUrl to, int status) {
    if (to == null) {
      fail("it is redirected to something else than an http or https address", status, null);
    } else if (++redirects > MAX_REDIRECTS) {
      fail("it is redirected more than " + MAX_REDIRECTS + " times", status, null);
    } else {
      hop(to);
    }
  }

  /** Asks the task once for another URL of the same image. */
  private void freshen(int status) {
    if (freshened) {
      fail("HTTP " + status + ", from a fresh URL too", status, null);
      return;
    }
    freshened = true;
    Query asked = new Query(engine, image.key(), (query, outcome) -> onFresh(status, outcome));
    synchronized (lock) {
      if (done) return;
      query = asked;
    }
    asked.startInTurn(engine.requestTimeout());
  }

  private void onFresh(int status, QueryOutcome outcome) {
    if (!outcome.isReading()) {
      fail("HTTP " + status + ", and no fresh URL was to be had", status, outcome.failure());
      return;
    }
    TaskSnapshot snapshot = outcome.snapshot();
    if (image.index() >= snapshot.images().size()) {
      fail("HTTP " + status + ", and the task has no such image any more", status, null);
      return;
    }
    source = snapshot.images().get(image.index()).source();
    fetch();
  }

  private void failed(IOException failure) {
    String text = engine.texts().failure(failure);
    if (failure instanceof ImageTarget.FailedException) {
      Throwable cause = failure.getCause();
      String why =
          cause == null ? text : cause.getClass().getSimpleName() + ": " + cause.getMessage();
      fail("it can't be saved: " + why, 0, cause);
    } else if (failure instanceof ImageBody.NotAnImageException) {
      fail("what came is not the image: " + text, 0, failure);
    } else if (isRefusedAddress(failure) || AnswerInterpreter.isCertificateFailure(failure)) {
      fail(text, 0, failure);
    } else {
      retry(text, 0, failure, null);
    }
  }

  private void retry(
      String why, int status, @Nullable IOException cause, @Nullable Duration retryAfter) {
    int tries = ++retries;
    if (tries > MAX_RETRIES) {
      fail(why + ", after " + tries + " tries", status, cause);
      return;
    }
    long delay = Duration.ofSeconds(1L << (tries - 1)).toNanos();
    if (retryAfter != null) {
      delay = Math.max(delay, Math.min(retryAfter.toNanos(), Wait.LONGEST_RETRY_AFTER));
    }
    synchronized (lock) {
      if (!done) pause = engine.schedule(delay, this::start);
    }
  }

  private void limit() {
    synchronized (lock) {
      if (!done && alarm == null) alarm = engine.schedule(LIMIT.toNanos(), this::onLimit);
    }
  }

  private void onLimit() {
    fail("it took longer than " + Redactor.seconds(LIMIT), 0, null);
  }

  private void fail(String why, int status, @Nullable Throwable cause) {
    Throwable shown = engine.texts().cause(cause);
    fail(new DownloadException(image.key(), image.index(), why, status, shown));
  }

  private void fail(ImageTaskException failure) {
    if (!end()) return;
    downloads.ended(this);
    raw.completeExceptionally(failure);
    Call running;
    Query asked;
    synchronized (lock) {
      running = call;
      asked = query;
    }
    if (running != null) running.cancel();
    if (asked != null) asked.cancel();
  }

  private boolean succeed(T value) {
    if (!end()) return false;
    if (!streams) downloads.ended(this); // a stream goes on until it is closed
    raw.complete(value);
    return true;
  }

  private boolean end() {
    synchronized (lock) {
      if (done) return false;
      done = true;
      if (alarm != null) alarm.cancel();
      if (pause != null) pause.cancel();
    }
    return true;
  }

  private static boolean isRefusedAddress(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof RefusedAddressException) return true;
    }
    return false;
  }
}
