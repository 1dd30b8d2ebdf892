package com.example.draw;

import android.app.Activity;
import android.os.Bundle;
import android.widget.ProgressBar;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Draws while it is on the screen; what was under way when it went is taken up by its key when it
 * is back. Everything here is the main thread's, and nothing here blocks it.
 */
public final class DrawActivity extends Activity {
  private static final String ORDER = "poster";

  private ProgressBar progress;
  private @Nullable CompletableFuture<ImageResult> wait;
  private @Nullable Path image;
  private @Nullable Throwable failure;

  @Override
  protected void onCreate(@Nullable Bundle state) {
    super.onCreate(state);
    progress = new ProgressBar(this, null, android.R.attr.progressBarStyleHorizontal);
    setContentView(progress);
    TaskKey key = DrawApp.of(this).orders().key(ORDER);
    if (key != null) watch(DrawApp.of(this).client().task(key, ORDER));
  }

  /** Submits; the journal keeps the key, also if this activity goes meanwhile. */
  void draw(String prompt) {
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.NANO_BANANA_2_1K)
            .prompt(prompt)
            .tag(ORDER)
            .build();
    CompletableFuture<Void> unused =
        DrawApp.of(this)
            .client()
            .submitAsync(request)
            .thenAccept(this::watch)
            .whenComplete((nothing, e) -> tell(e));
  }

  private void watch(ImageTask task) {
    if (isDestroyed()) return;
    CompletableFuture<ImageResult> result = task.resultAsync(new ShowProgress());
    wait = result;
    File file = new File(getFilesDir(), ORDER + ".png");
    CompletableFuture<Void> unused =
        result
            .thenCompose(images -> images.first().saveToAsync(file.toPath()))
            .thenAccept(this::show)
            .whenComplete((nothing, e) -> tell(e));
  }

  private void show(Path saved) {
    DrawApp.of(this).orders().done(ORDER);
    image = saved;
  }

  private void tell(@Nullable Throwable e) {
    if (e == null) return;
    Throwable cause = e instanceof CompletionException ? e.getCause() : e;
    if (!(cause instanceof CancellationException)) failure = cause;
  }

  /** Stops to ask; the task goes on at the gateway. */
  @Override
  protected void onDestroy() {
    if (wait != null) wait.cancel(true);
    super.onDestroy();
  }

  int progress() {
    return progress.getProgress();
  }

  /** The image, once it is saved. */
  @Nullable Path image() {
    return image;
  }

  /** What went wrong, if anything. */
  @Nullable Throwable failure() {
    return failure;
  }

  private final class ShowProgress implements TaskListener {
    @Override
    public void updated(TaskContext context, TaskSnapshot task) {
      Integer percent = task.progress();
      if (percent != null) progress.setProgress(percent); // a view: the main thread's
    }
  }
}
