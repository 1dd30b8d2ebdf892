package io.github.imagetask;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A submit and the wait that follows it, as one future. While it waits it holds nothing of the
 * request, which may be large.
 */
final class GenerateCall {
  private final Engine<?> engine;
  private final CompletableFuture<ImageResult> raw = new CompletableFuture<>();
  private Supplier<ImageTaskException> stop; // the submit, and then the wait
  private boolean abandoned;

  GenerateCall(Engine<?> engine, SubmitCall submit) {
    this.engine = engine;
    this.stop = submit::abandon;
    CompletableFuture<ImageTask> unused = submit.raw().whenComplete(this::onSubmitted);
  }

  CompletableFuture<ImageResult> future() {
    return engine.pending(raw, this::abandon).future();
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
        wait = engine.await(task);
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
