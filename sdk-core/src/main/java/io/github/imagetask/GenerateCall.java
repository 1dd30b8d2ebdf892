package io.github.imagetask;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A submit and the wait that follows it, as one future. While it waits it holds nothing of the
 * request, which may be large.
 */
final class GenerateCall {
  private final Callbacks callbacks;
  private final CompletableFuture<ImageResult> raw = new CompletableFuture<>();
  private Supplier<ImageTaskException> stop; // the submit, and then the wait
  private boolean abandoned;

  GenerateCall(SubmitCall<ImageTask> submit, Callbacks callbacks) {
    this.callbacks = callbacks;
    this.stop = submit::abandon;
    CompletableFuture<ImageTask> unused = submit.raw().whenComplete(this::onSubmitted);
  }

  CompletableFuture<ImageResult> future() {
    return new Joinable<>(raw, callbacks, this::abandon).future();
  }

  /** Waits for a task that was just submitted, whose key the caller doesn't have yet. */
  static Joinable<ImageResult> await(ImageTask task) {
    try {
      return task.await();
    } catch (IllegalStateException closed) {
      throw ImageOrigin.of(task.key()).aborted("the client was closed");
    }
  }

  private void onSubmitted(@Nullable ImageTask task, @Nullable Throwable failure) {
    if (task == null) {
      raw.completeExceptionally(failure);
      return;
    }
    Joinable<ImageResult> wait;
    synchronized (this) {
      if (abandoned) return; // the key went to the listener; no query follows
      try {
        wait = await(task);
      } catch (WaitAbortedException closed) {
        raw.completeExceptionally(closed);
        return;
      }
      stop = wait::abandon;
    }
    wait.whenComplete(
        (result, error) -> {
          if (error == null) {
            raw.complete(result);
          } else {
            raw.completeExceptionally(error);
          }
        });
  }

  private ImageTaskException abandon() {
    Supplier<ImageTaskException> now;
    synchronized (this) {
      abandoned = true;
      now = stop;
    }
    return now.get();
  }
}
