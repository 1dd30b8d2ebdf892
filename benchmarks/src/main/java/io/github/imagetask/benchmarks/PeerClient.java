package io.github.imagetask.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A library that waits, on the floor's query: so only what it adds to it is its own. */
abstract class PeerClient implements Client {
  final FloorHttp http;
  final Schedule schedule;
  final ScheduledThreadPoolExecutor timer;

  PeerClient(Setup setup) {
    this.http = new FloorHttp(setup);
    this.schedule = setup.schedule();
    this.timer = FloorHttp.timer();
  }

  /** Waits in the library's own way. */
  abstract CompletableFuture<?> start(String id);

  @Override
  public final CompletableFuture<?> await(String id) {
    if (schedule.isAtOnce()) return start(id);
    // Spread, as those are that spread their first queries themselves.
    CompletableFuture<Object> done = new CompletableFuture<>();
    Future<?> unused =
        timer.schedule(
            () -> {
              CompletableFuture<?> unusedToo =
                  start(id)
                      .whenComplete(
                          (result, e) -> {
                            if (e == null) {
                              done.complete(result);
                            } else {
                              done.completeExceptionally(e);
                            }
                          });
            },
            schedule.firstMillis(),
            TimeUnit.MILLISECONDS);
    return done;
  }

  /** It does so by itself. */
  @Override
  public final void ask(String id) {}

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
