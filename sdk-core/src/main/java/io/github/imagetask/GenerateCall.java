package io.github.imagetask;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A submit and the wait that follows it, as one future. */
final class GenerateCall {
  private final Engine<?> engine;
  private final SubmitCall submit;
  private final CompletableFuture<ImageResult> raw = new CompletableFuture<>();
  private @Nullable Pending<ImageResult> wait;
  private boolean abandoned;

  GenerateCall(Engine<?> engine, SubmitCall submit) {
    this.engine = engine;
    this.submit = submit;
  }

  CompletableFuture<ImageResult> future() {
    CompletableFuture<ImageTask> unused = submit.raw().whenComplete(this::onSubmitted);
    return engine.pending(raw, this::abandon).future();
  }

  private void onSubmitted(@Nullable ImageTask task, @Nullable Throwable failure) {
    if (task == null) {
      raw.completeExceptionally(failure);
      return;
    }
    Pending<ImageResult> started;
    synchronized (this) {
      if (abandoned) return; // the key went to the listener; no query follows
      try {
        started = task.await();
      } catch (IllegalStateException closed) {
        String text = "the client was closed; the task's key takes it up again";
        raw.completeExceptionally(new WaitAbortedException(engine.name(), task.key(), text, null));
        return;
      }
      wait = started;
    }
    started.whenComplete(
        (result, error) -> {
          if (error == null) {
            raw.complete(result);
          } else {
            raw.completeExceptionally(error);
          }
        });
  }

  private ImageTaskException abandon() {
    Pending<ImageResult> running;
    synchronized (this) {
      abandoned = true;
      running = wait;
    }
    return running == null ? submit.abandon() : running.abandon();
  }
}
