package io.github.imagetask.campaign.crash;

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
    RETURNED
  }

  private Batch() {}

  /** Takes the gateway's address, a folder, the beginning of the marks, how many, and a way. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    Way way = Way.valueOf(arguments[4]);
    List<UniAllImageRequest> requests = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[3]); i++) requests.add(request(arguments[2], i));
    try (KeyFile keys = new KeyFile(folder);
        UniAllClient client = client(arguments[0], way == Way.LISTENER ? keys : null)) {
      List<CompletableFuture<?>> all =
          way == Way.LISTENER
              ? generate(client, requests, folder)
              : submit(client, requests, keys, folder);
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
        .build();
  }

  /** A client that asks often; its listener stores keys if it is given a file. */
  static UniAllClient client(String url, KeyFile keys) {
    PollPolicy often =
        PollPolicy.builder()
            .firstDelay(Duration.ofMillis(20))
            .delays(Duration.ofMillis(20), Duration.ofMillis(100))
            .deadline(Duration.ofMinutes(1))
            .build();
    UniAllClient.Builder builder =
        UniAllClient.builder().baseUrl(url).apiKey(BareGateway.KEY).pollPolicy(often);
    if (keys != null) {
      builder.listener(
          new TaskListener() {
            @Override
            public void submitted(TaskContext context, ImageTask task) {
              keys.store(task.key().toString());
            }
          });
    }
    return builder.build();
  }
}
