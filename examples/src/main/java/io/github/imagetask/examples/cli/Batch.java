package io.github.imagetask.examples.cli;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.examples.cli.HistoryLine.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Works through the items of a batch, several at once: submits what wasn't yet, takes up what was,
 * saves the images. What is submitted is in the ledger before it is sent.
 */
final class Batch {
  private final Host host;
  private final ConnectOptions connect;
  private final WaitOptions wait;
  private final Path folder;
  private final BatchLedger ledger;
  private final Semaphore submits; // that are left
  private final BatchProgress progress;

  /** Why nothing more is submitted, or null. */
  private volatile @Nullable String stop;

  Batch(
      Host host,
      ConnectOptions connect,
      WaitOptions wait,
      Path folder,
      BatchLedger ledger,
      int maxSubmits,
      BatchProgress progress) {
    this.host = host;
    this.connect = connect;
    this.wait = wait;
    this.folder = folder;
    this.ledger = ledger;
    this.submits = new Semaphore(Math.max(0, maxSubmits - ledger.submits()));
    this.progress = progress;
  }

  /** Returns once every item has ended in this run. */
  void run(List<BatchItem<?>> items, int atOnce) {
    List<BatchItem<?>> todo = new ArrayList<>();
    // What has a key first: results expire.
    for (BatchItem<?> item : items) if (item.state == BatchItem.State.OPEN) todo.add(item);
    for (BatchItem<?> item : items) if (item.state == BatchItem.State.NOT_SENT) todo.add(item);
    Map<String, Place<?>> places = new HashMap<>();
    try {
      for (BatchItem<?> item : todo) {
        if (!places.containsKey(item.gateway.name())) open(item.gateway, places);
      }
      work(todo, places, atOnce);
    } finally {
      places.values().forEach(place -> place.client().close());
    }
  }

  /**
   * A gateway, ready before anything is paid for.
   *
   * @param policy when its tasks are asked for
   */
  private record Place<R>(ImageClient<R> client, PollPolicy policy) {}

  private <R> void open(GatewayCli<R> gateway, Map<String, Place<?>> places) {
    ImageClient<R> client =
        connect.open(host, gateway, options -> options.journal(ledger.journal()));
    try {
      places.put(gateway.name(), new Place<>(client, wait.policy(client.pollPolicy())));
    } catch (UsageException e) {
      client.close();
      throw e;
    }
  }

  private void work(List<BatchItem<?>> todo, Map<String, Place<?>> places, int atOnce) {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce, Batch::thread);
    CountDownLatch ended = new CountDownLatch(todo.size());
    for (BatchItem<?> item : todo) {
      threads.execute(
          () -> {
            try {
              work(item, places);
            } finally {
              ended.countDown();
            }
          });
    }
    threads.shutdown();
    try {
      ended.await(); // Ctrl-C closes the clients, which ends every wait
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stopped(null, null);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "imagetask-batch");
    thread.setDaemon(true);
    return thread;
  }

  @SuppressWarnings("unchecked") // a gateway's client takes its requests
  private <R> void work(BatchItem<R> item, Map<String, Place<?>> places) {
    long start = System.nanoTime();
    progress.begins();
    try {
      work(item, (Place<R>) Objects.requireNonNull(places.get(item.gateway.name())));
    } catch (RuntimeException e) {
      fail(item, e);
    } finally {
      item.elapsed = Duration.ofNanos(System.nanoTime() - start);
      progress.ends(item);
    }
  }

  private <R> void work(BatchItem<R> item, Place<R> place) {
    TaskKey key = item.key;
    ImageTask task =
        key == null ? submit(item, place.client()) : ConnectOptions.task(place.client(), key);
    if (task == null) return;
    item.key = task.key();
    item.state = BatchItem.State.OPEN;
    ImageResult result = task.awaitResult(place.policy());
    List<SavedImage> saved = new ArrayList<>();
    for (GeneratedImage image : result.images()) {
      saved.add(SavedImage.of(image.url(), image.saveInto(folder)));
    }
    item.images = saved;
    item.problem = Text.unnamedImages(result.snapshot());
    item.state = BatchItem.State.SUCCEEDED;
    ledger.ended(item, Outcome.SUCCEEDED);
  }

  private <R> @Nullable ImageTask submit(BatchItem<R> item, ImageClient<R> client) {
    if (host.ctrlC().isPressed()) stop = "stopped";
    if (stop == null && !submits.tryAcquire()) {
      item.problem = "--max-submits is reached";
      return null;
    }
    if (stop != null) {
      item.problem = stop;
      return null;
    }
    ledger.submitting(item, connect, host);
    return client.submit(item.request);
  }

  private void fail(BatchItem<?> item, RuntimeException failure) {
    item.failure = failure;
    item.problem = Failure.of(failure).message();
    Outcome outcome = History.outcome(item.key, failure);
    if (outcome == null) {
      if (failure instanceof SubmitOutcomeUnknownException) item.state = BatchItem.State.UNKNOWN;
      return; // the journal has it
    }
    item.state = BatchItem.State.valueOf(outcome.name());
    if (outcome == Outcome.REFUSED) {
      submits.release();
      if (isForAll(failure)) stop = "not sent, because of: " + item.problem;
    }
    ledger.ended(item, outcome);
  }

  /** Whether what follows would be refused, too. */
  private static boolean isForAll(RuntimeException failure) {
    if (!(failure instanceof GatewayException e)) return false;
    ErrorKind kind = e.error().kind();
    return kind == ErrorKind.AUTHENTICATION
        || kind == ErrorKind.PERMISSION
        || kind == ErrorKind.QUOTA;
  }
}
