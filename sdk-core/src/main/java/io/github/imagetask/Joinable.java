package io.github.imagetask;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

/**
 * Something under way, which a caller either blocks on or takes as a future: one path for both.
 *
 * @param <T> what it brings
 */
final class Joinable<T> {
  private final Ending<T> raw;
  private final Callbacks callbacks;
  private final Abandonable work;

  /** What is under way. */
  interface Abandonable {
    /** Stops it as far as possible; returns what an interrupted caller is told. */
    ImageTaskException abandon();
  }

  /**
   * @param callbacks completes what the user holds
   */
  Joinable(Ending<T> raw, Callbacks callbacks, Abandonable work) {
    this.raw = raw;
    this.callbacks = callbacks;
    this.work = work;
  }

  /**
   * Blocks until it is there. Needs no thread of the callback executor, so that callers may block
   * on that executor's own threads.
   */
  T join() {
    try {
      return raw.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw work.abandon();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      // It was made on a thread of ours; the caller's own frames say who waited.
      if (cause != null) cause.addSuppressed(new Caller());
      if (cause instanceof RuntimeException) throw (RuntimeException) cause;
      if (cause instanceof Error) throw (Error) cause;
      throw new IllegalStateException(cause);
    }
  }

  /** Where a blocking call was made, for the stack trace of what it fails with. */
  private static final class Caller extends Exception {
    private static final long serialVersionUID = 1;

    Caller() {
      super("the blocking call was made here");
    }
  }

  /** Hands it on, on a thread of ours: only for what belongs to this package. */
  void whenComplete(BiConsumer<? super T, ? super Throwable> action) {
    CompletableFuture<T> unused = raw.whenComplete(action);
  }

  /** Stops it as far as possible; returns what an interrupted caller is told. */
  ImageTaskException abandon() {
    return work.abandon();
  }

  /** Returns a future of it for the user: cancelling, or completing it in any way, abandons. */
  CompletableFuture<T> future() {
    Handed<T> handed = new Handed<>(raw, callbacks, work);
    raw.tell(handed);
    return handed.future();
  }
}
