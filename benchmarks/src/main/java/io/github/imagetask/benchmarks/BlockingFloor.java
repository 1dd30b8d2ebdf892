package io.github.imagetask.benchmarks;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;

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
    return CompletableFuture.runAsync(
        () -> {
          try {
            work();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        threads);
  }

  @Override
  public void work() throws IOException {
    FloorHttp.Answer answer = FloorHttp.read(http.submit().execute());
    poll(answer, schedule.first().toMillis());
  }

  @Override
  public CompletableFuture<?> await(String id) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            poll(new FloorHttp.Answer(id, "unknown", null), schedule.firstMillis());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        threads);
  }

  /** As most clients read it. */
  @Override
  public int inline() throws IOException {
    try (Response response = http.direct().execute()) {
      JsonReader reader = JsonReader.of(response.body().source());
      reader.beginObject();
      reader.skipName();
      reader.skipValue();
      reader.skipName();
      reader.beginArray();
      reader.beginObject();
      reader.skipName();
      return Base64.getDecoder().decode(reader.nextString()).length > 0 ? 1 : 0;
    }
  }

  @Override
  public void download(long bytes, Path file) throws IOException {
    try (Response response = http.image(bytes).execute();
        BufferedSink sink = Okio.buffer(Okio.sink(file))) {
      sink.writeAll(response.body().source());
    }
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
