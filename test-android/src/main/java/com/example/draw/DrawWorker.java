package com.example.draw;

import android.content.Context;
import androidx.concurrent.futures.CallbackToFutureAdapter;
import androidx.work.Data;
import androidx.work.ListenableWorker;
import androidx.work.WorkerParameters;
import com.google.common.util.concurrent.ListenableFuture;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Draws, whatever becomes of the app meanwhile. WorkManager runs it again after it was stopped or
 * its process was killed; then it goes on with the key, and submits nothing. No thread waits.
 */
public final class DrawWorker extends ListenableWorker {
  static final String ORDER = "order";
  static final String PROMPT = "prompt";
  static final String FILE = "file";
  static final String PROGRESS = "progress";
  static final String REASON = "reason";

  // Cancelling what thenCompose made stops nothing, so the call that is under way is kept.
  private volatile @Nullable CompletableFuture<?> underWay;

  /** As WorkManager makes it. */
  public DrawWorker(Context context, WorkerParameters parameters) {
    super(context, parameters);
  }

  @Override
  public ListenableFuture<Result> startWork() {
    return CallbackToFutureAdapter.getFuture(
        completer -> {
          if (orders().isSent(order()) && orders().key(order()) == null) {
            completer.set(failure("killed amid the submit, which may be paid for"));
          } else {
            CompletableFuture<Path> unused =
                draw()
                    .whenComplete((file, e) -> completer.set(e == null ? saved(file) : failed(e)));
          }
          return order();
        });
  }

  /** Stops to ask; the task goes on at the gateway, and its key is kept. */
  @Override
  public void onStopped() {
    CompletableFuture<?> call = underWay;
    if (call != null) call.cancel(true);
  }

  private CompletableFuture<Path> draw() {
    File file = new File(getApplicationContext().getFilesDir(), order() + ".png");
    return task()
        .thenCompose(task -> stoppable(task.resultAsync(new TellProgress())))
        .thenCompose(result -> stoppable(result.first().saveToAsync(file.toPath())));
  }

  private CompletableFuture<ImageTask> task() {
    UniAllClient client = DrawApp.of(getApplicationContext()).client();
    TaskKey key = orders().key(order());
    if (key != null) return CompletableFuture.completedFuture(client.task(key, order()));
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.NANO_BANANA_2_1K)
            .prompt(getInputData().getString(PROMPT))
            .tag(order())
            .build();
    return stoppable(client.submitAsync(request));
  }

  private <T> CompletableFuture<T> stoppable(CompletableFuture<T> call) {
    underWay = call;
    if (isStopped()) call.cancel(true);
    return call;
  }

  private Result saved(Path file) {
    orders().done(order());
    return Result.success(new Data.Builder().putString(FILE, file.toString()).build());
  }

  private static Result failed(Throwable e) {
    Throwable cause = e instanceof CompletionException ? e.getCause() : e;
    return passes(cause) ? Result.retry() : failure(String.valueOf(cause.getMessage()));
  }

  private static Result failure(String reason) {
    return Result.failure(new Data.Builder().putString(REASON, reason).build());
  }

  /** Whether the next run may do better: nothing was sent, or it has the key. */
  private static boolean passes(Throwable cause) {
    if (cause instanceof GatewayException refused) return refused.isRetryable();
    return cause instanceof ImageTaskException
        && !(cause instanceof TaskFailedException)
        && !(cause instanceof SubmitOutcomeUnknownException);
  }

  private Orders orders() {
    return DrawApp.of(getApplicationContext()).orders();
  }

  private String order() {
    return String.valueOf(getInputData().getString(ORDER));
  }

  private final class TellProgress implements TaskListener {
    @Override
    public void updated(TaskContext context, TaskSnapshot task) {
      Integer percent = task.progress();
      if (percent == null) return;
      ListenableFuture<Void> unused =
          setProgressAsync(new Data.Builder().putInt(PROGRESS, percent).build());
    }
  }
}
