package io.github.imagetask;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What ties a future that the user holds to what is under way: the end completes it on the executor
 * that she chose; completing it herself, in whatever way, abandons the work.
 *
 * @param <T> what it brings
 */
final class Handed<T> extends CallbackLane.Entry {
  private final Ending<T> raw;
  private final Callbacks callbacks;
  private final Joinable.Abandonable work;
  private final Held<T> future = new Held<>(this);

  Handed(Ending<T> raw, Callbacks callbacks, Joinable.Abandonable work) {
    this.raw = raw;
    this.callbacks = callbacks;
    this.work = work;
  }

  CompletableFuture<T> future() {
    return future;
  }

  /** The end is there. */
  void follow() {
    callbacks.complete(this);
  }

  /** Passes on what is there. */
  @Override
  void run() {
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

  private void onCompleted() {
    if (!raw.isDone()) {
      ImageTaskException unused = work.abandon();
    }
  }

  /**
   * The future. Tells what completes it by overriding all that does, since a dependent of its own
   * would cost each wait two more objects.
   */
  static final class Held<T> extends CompletableFuture<T> {
    private final Handed<T> handed;

    Held(Handed<T> handed) {
      this.handed = handed;
    }

    @Override
    public boolean complete(T value) {
      return told(super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
      return told(super.completeExceptionally(failure));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean wasDone = isDone();
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      if (!wasDone) handed.onCompleted();
      return cancelled;
    }

    @Override
    public void obtrudeValue(T value) {
      super.obtrudeValue(value);
      handed.onCompleted();
    }

    @Override
    public void obtrudeException(Throwable failure) {
      super.obtrudeException(failure);
      handed.onCompleted();
    }

    /** Overrides what there is from Java 9 on, which completes without {@link #complete}. */
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
      executor.execute(
          () -> {
            try {
              complete(supplier.get());
            } catch (Throwable failure) {
              completeExceptionally(failure);
            }
          });
      return this;
    }

    private boolean told(boolean first) {
      if (first) handed.onCompleted();
      return first;
    }
  }
}
