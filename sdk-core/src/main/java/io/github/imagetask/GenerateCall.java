package io.github.imagetask;

import java.util.concurrent.CompletableFuture;
import javax.annotation.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * A submit and the wait that follows it, as one future. While it waits it holds nothing of the
 * request, which may be large.
 */
final class GenerateCall extends Ending<ImageResult> {
  private final Callbacks callbacks;

  @GuardedBy("this")
  private Joinable.Abandonable stop; // the submit, and then the wait

  @GuardedBy("this")
  private boolean abandoned;

  GenerateCall(SubmitCall<ImageTask> submit, Callbacks callbacks) {
    this.callbacks = callbacks;
    this.stop = submit::abandon;
    CompletableFuture<ImageTask> unused = submit.raw().whenComplete(this::onSubmitted);
  }

  CompletableFuture<ImageResult> future() {
    return new Joinable<>(this, callbacks, this::abandon).future();
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
      completeExceptionally(failure);
      return;
    }
    Joinable<ImageResult> wait;
    synchronized (this) {
      if (abandoned) return; // the key went to the listener; no query follows
      try {
        wait = await(task);
      } catch (WaitAbortedException closed) {
        completeExceptionally(closed);
        return;
      }
      stop = wait::abandon;
    }
    wait.whenComplete(this::onEnd);
  }

  private void onEnd(@Nullable ImageResult result, @Nullable Throwable failure) {
    if (failure == null) {
      complete(result);
    } else {
      completeExceptionally(failure);
    }
  }

  private ImageTaskException abandon() {
    Joinable.Abandonable now;
    synchronized (this) {
      abandoned = true;
      now = stop;
    }
    return now.abandon();
  }
}
