package io.github.imagetask;

import io.github.imagetask.spi.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.annotation.concurrent.GuardedBy;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Asks an image's task for another URL of the same image, where one doesn't work: any more, or yet,
 * since storage may be some seconds behind its gateway. No status tells which.
 */
final class FreshUrl {
  private final GeneratedImage image;
  private final Queries queries;
  private final BooleanSupplier stopped;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable LoneQuery query;

  @GuardedBy("lock")
  private @Nullable String said;

  @GuardedBy("lock")
  private @Nullable Throwable cause;

  /**
   * @param stopped whether nothing more is to be asked; true before {@link #cancel} is called
   */
  FreshUrl(GeneratedImage image, Queries queries, BooleanSupplier stopped) {
    this.image = image;
    this.queries = queries;
    this.stopped = stopped;
  }

  /** Whether an answer says that its URL doesn't work; reads of its body what it must. */
  static boolean isWanted(Response response) {
    switch (response.code()) {
      case 401:
      case 403:
      case 404:
      case 410:
        return true;
      case 400: // S3's and OSS's, of a signature that was made with a temporary key
        return saysExpired(response.body());
      default:
        return false;
    }
  }

  /**
   * Asks, when it is its turn.
   *
   * @param otherwise called if there is none; {@link #said} says why
   */
  void ask(Consumer<Reading.Image> found, Runnable otherwise) {
    TaskKey key = image.origin().key();
    if (key == null) {
      say("and a direct call has no task that could be asked for a fresh URL", null);
      otherwise.run();
      return;
    }
    LoneQuery asked = queries.alone(key, outcome -> onOutcome(outcome, found, otherwise));
    synchronized (lock) {
      query = asked;
    }
    if (!stopped.getAsBoolean()) asked.start();
  }

  /** What came of the last question, for the message of a failure; null if none was asked. */
  @Nullable String said() {
    synchronized (lock) {
      return said;
    }
  }

  /** Why there was no fresh URL. */
  @Nullable Throwable cause() {
    synchronized (lock) {
      return cause;
    }
  }

  /** Stops asking. */
  void cancel() {
    LoneQuery asked;
    synchronized (lock) {
      asked = query;
    }
    if (asked != null) asked.cancel();
  }

  private void onOutcome(QueryOutcome outcome, Consumer<Reading.Image> found, Runnable otherwise) {
    if (!outcome.isReading()) {
      say("and no fresh URL was to be had", outcome.failure());
      otherwise.run();
      return;
    }
    TaskSnapshot snapshot = outcome.snapshot();
    if (image.index() >= snapshot.images().size()) {
      say("and the task has no such image any more", null);
      otherwise.run();
    } else {
      say("from a fresh URL too", null);
      found.accept(snapshot.images().get(image.index()).source());
    }
  }

  private void say(String text, @Nullable Throwable cause) {
    synchronized (lock) {
      this.said = text;
      this.cause = cause;
    }
  }

  /** {@code ExpiredToken}, {@code Expired}, {@code Request has expired}, in XML or JSON. */
  private static boolean saysExpired(@Nullable ResponseBody body) {
    if (body == null) return false;
    String text = AnswerReader.beginning(body.source()).readString(StandardCharsets.ISO_8859_1);
    return text.toLowerCase(Locale.ROOT).contains("expired");
  }
}
