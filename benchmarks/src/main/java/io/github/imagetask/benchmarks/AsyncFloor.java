package io.github.imagetask.benchmarks;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/** The least that waits without a thread: OkHttp's {@code enqueue} and one scheduled executor. */
final class AsyncFloor implements Client {
  private final FloorHttp http;
  private final Schedule schedule;
  private final ScheduledThreadPoolExecutor timer;

  AsyncFloor(Setup setup) {
    this.http = new FloorHttp(setup);
    this.schedule = setup.schedule();
    this.timer = FloorHttp.timer();
  }

  @Override
  public CompletableFuture<?> life() {
    Task task = new Task();
    try {
      http.submit().enqueue(task);
    } catch (IOException e) {
      task.completeExceptionally(e);
    }
    return task;
  }

  @Override
  public CompletableFuture<?> await(String id) {
    Task task = new Task();
    task.id = id;
    task.askIn(schedule.firstMillis());
    return task;
  }

  /** It does so by itself. */
  @Override
  public void ask(String id) {}

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private final class Task extends CompletableFuture<String> implements Callback, Runnable {
    private volatile String id = "";

    void askIn(long millis) {
      Future<?> unused = timer.schedule(this, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
      http.query(id).enqueue(this);
    }

    @Override
    public void onResponse(Call call, Response response) {
      try {
        FloorHttp.Answer answer = FloorHttp.read(response);
        boolean isNew = id.isEmpty();
        if (isNew) id = answer.id();
        if (answer.isDone()) {
          complete(answer.url());
        } else {
          askIn(isNew ? schedule.first().toMillis() : schedule.nextMillis());
        }
      } catch (IOException e) {
        completeExceptionally(e);
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      completeExceptionally(e);
    }
  }
}
