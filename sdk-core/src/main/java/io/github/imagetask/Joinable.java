package io.github.imagetask;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Something under way, which a caller either blocks on or takes as a future: one path for both.
 *
 * @param <T> what it brings
 */
final class Joinable<T> {
  /** Completes on a thread of ours, where nothing of the user's may run. */
  private final CompletableFuture<T> raw;

  private final Callbacks callbacks;
  private final Supplier<ImageTaskException> abandon;

  /**
   * @param callbacks completes what the user holds
   * @param abandon stops the work as far as that is possible and returns what an interrupted caller
   *     is told
   */
  Joinable(CompletableFuture<T> raw, Callbacks callbacks, Supplier<ImageTaskException> abandon) {
    this.raw = raw;
    this.callbacks = callbacks;
    this.abandon = abandon;
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
      throw abandon.get();
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
    return abandon.get();
  }

  /** Returns a future of it for the user: cancelling, or completing it in any way, abandons. */
  CompletableFuture<T> future() {
    CompletableFuture<T> future = new CompletableFuture<>();
    CompletableFuture<T> unused =
        future.whenComplete(
            (value, error) -> {
              if (!raw.isDone()) abandon();
            });
    // Made now: once it is there, nothing may be lost for want of memory.
    CallbackLane.Entry completion = new CallbackLane.Entry(() -> pass(future));
    whenComplete((value, error) -> callbacks.complete(completion));
    return future;
  }

  /** Passes on what is there. */
  private void pass(CompletableFuture<T> future) {
    CompletableFuture<T> unused =
        raw.whenComplete(
            (value, error) -> {
              if (error == null) {
                future.complete(value);
              } else {
                future.completeExceptionally(error);
              }
            });
  }
}
