package io.github.imagetask.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The least there is: {@code execute()}, and a thread that sleeps. */
final class BlockingFloor implements Client {
  private final FloorHttp http;
  private final Schedule schedule;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "worker");
            thread.setDaemon(true);
            return thread;
          });

  BlockingFloor(Setup setup) {
    this.http = new FloorHttp(setup);
    this.schedule = setup.schedule();
  }

  @Override
  public CompletableFuture<?> life() {
    return CompletableFuture.runAsync(this::work, threads);
  }

  @Override
  public void work() {
    try {
      FloorHttp.Answer answer = FloorHttp.read(http.submit().execute());
      poll(answer, schedule.first().toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletableFuture<?> await(String id) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            poll(new FloorHttp.Answer(id, "unknown", null), schedule.nextMillis());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        threads);
  }

  private void poll(FloorHttp.Answer last, long firstMillis) throws IOException {
    FloorHttp.Answer answer = last;
    long millis = firstMillis;
    while (!answer.isDone()) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      answer = FloorHttp.read(http.query(answer.id()).execute());
      millis = schedule.nextMillis();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
