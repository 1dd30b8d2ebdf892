package io.github.imagetask.campaign.crash;

import io.github.imagetask.FileTaskJournal;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskListener;
import io.github.imagetask.campaign.BareGateway;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A process that is to be killed: it submits a batch, stores the keys, waits, saves the images. */
final class Batch {
  /** How a user comes by her keys. */
  enum Way {
    /** {@code generateAsync}, which tells none but the listener. */
    LISTENER,
    /** {@code submit}, which returns it. */
    RETURNED,
    /** {@code generateAsync}, and a journal, which the client itself keeps. */
    JOURNAL
  }

  private Batch() {}

  /** Takes the gateway's address, a folder, the beginning of the marks, how many, and a way. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    Way way = Way.valueOf(arguments[4]);
    List<UniAllImageRequest> requests = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[3]); i++) requests.add(request(arguments[2], i));
    try (KeyFile keys = new KeyFile(folder);
        FileTaskJournal journal = FileTaskJournal.open(folder.resolve(KeyFile.JOURNAL));
        UniAllClient client = client(arguments[0], way, keys, journal)) {
      List<CompletableFuture<?>> all =
          way == Way.RETURNED
              ? submit(client, requests, keys, folder)
              : generate(client, requests, folder);
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }
    System.out.println("finished");
  }

  private static List<CompletableFuture<?>> generate(
      UniAllClient client, List<UniAllImageRequest> requests, Path folder) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (UniAllImageRequest request : requests) {
      all.add(client.generateAsync(request).thenCompose(result -> result.saveAllAsync(folder)));
    }
    return all;
  }

  private static List<CompletableFuture<?>> submit(
      UniAllClient client, List<UniAllImageRequest> requests, KeyFile keys, Path folder) {
    ExecutorService callers = Executors.newFixedThreadPool(16);
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (UniAllImageRequest request : requests) {
      all.add(
          CompletableFuture.supplyAsync(() -> stored(client.submit(request), keys), callers)
              .thenCompose(ImageTask::resultAsync)
              .thenCompose(result -> result.saveAllAsync(folder)));
    }
    callers.shutdown();
    return all;
  }

  private static ImageTask stored(ImageTask task, KeyFile keys) {
    keys.store(task.key().toString());
    return task;
  }

  private static UniAllImageRequest request(String marks, int number) {
    return UniAllImageRequest.builder()
        .model(UniAllModel.of("campaign"))
        .prompt(marks + number)
        .tag(marks + number)
        .build();
  }

  private static UniAllClient client(String url, Way way, KeyFile keys, FileTaskJournal journal) {
    UniAllClient.Builder builder = builder(url);
    if (way == Way.JOURNAL) builder.journal(journal);
    if (way != Way.LISTENER) return builder.build();
    return builder
        .listener(
            new TaskListener() {
              @Override
              public void submitted(TaskContext context, ImageTask task) {
                keys.store(task.key().toString());
              }
            })
        .build();
  }

  /** Of a client that asks often. */
  static UniAllClient.Builder builder(String url) {
    PollPolicy often =
        PollPolicy.builder()
            .firstDelay(Duration.ofMillis(20))
            .delays(Duration.ofMillis(20), Duration.ofMillis(100))
            .deadline(Duration.ofMinutes(1))
            .build();
    return UniAllClient.builder().baseUrl(url).apiKey(BareGateway.KEY).pollPolicy(often);
  }
}
