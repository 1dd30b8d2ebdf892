package io.github.imagetask;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.imagetask.Queries.Query;
import io.github.imagetask.spi.Reading;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks an image's task, once, for another URL of the same image. */
final class FreshUrl {
  private final GeneratedImage image;
  private final Queries queries;
  private final BooleanSupplier stopped;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable Query query;

  /**
   * @param stopped whether nothing more is to be asked; true before {@link #cancel} is called
   */
  FreshUrl(GeneratedImage image, Queries queries, BooleanSupplier stopped) {
    this.image = image;
    this.queries = queries;
    this.stopped = stopped;
  }

  /**
   * Asks, when it is its turn.
   *
   * @param otherwise takes why there is none, and its cause
   */
  void ask(Consumer<Reading.Image> found, BiConsumer<String, @Nullable Throwable> otherwise) {
    Query asked =
        queries.query(image.key(), (query, outcome) -> onOutcome(outcome, found, otherwise));
    synchronized (lock) {
      query = asked;
    }
    if (!stopped.getAsBoolean()) asked.startInTurn();
  }

  /** Stops asking. */
  void cancel() {
    Query asked;
    synchronized (lock) {
      asked = query;
    }
    if (asked != null) asked.cancel();
  }

  private void onOutcome(
      QueryOutcome outcome,
      Consumer<Reading.Image> found,
      BiConsumer<String, @Nullable Throwable> otherwise) {
    if (!outcome.isReading()) {
      otherwise.accept("no fresh URL was to be had", outcome.failure());
      return;
    }
    TaskSnapshot snapshot = outcome.snapshot();
    if (image.index() >= snapshot.images().size()) {
      otherwise.accept("the task has no such image any more", null);
    } else {
      found.accept(snapshot.images().get(image.index()).source());
    }
  }
}
