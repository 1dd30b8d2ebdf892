package io.github.imagetask.campaign.time;

import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.campaign.Clients;
import io.github.imagetask.uniall.UniAllClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A process that waits for tasks while something happens to its clock, or to itself. */
final class Waiting {
  private Waiting() {}

  /**
   * Takes the gateway's address, floor, ceiling and deadline in milliseconds, and groups of tasks
   * as {@code name=count}, each of which has a client of its own.
   */
  public static void main(String[] arguments) {
    PollPolicy policy =
        Clients.policy(millis(arguments[1]), millis(arguments[2]), millis(arguments[3]));
    Map<String, ImageTask> tasks = new LinkedHashMap<>();
    for (int i = 4; i < arguments.length; i++) {
      String[] group = arguments[i].split("=", 2);
      UniAllClient client = Clients.of(arguments[0]).pollPolicy(policy).build();
      submit(client, group[0], Integer.parseInt(group[1]), tasks);
    }
    long wall = System.currentTimeMillis();
    long begun = System.nanoTime();
    System.out.println("waiting");
    Map<String, CompletableFuture<?>> ends = new LinkedHashMap<>();
    tasks.forEach((mark, task) -> ends.put(mark, told(mark, task, System.nanoTime())));
    CompletableFuture.allOf(ends.values().toArray(CompletableFuture[]::new)).join();
    long passed = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    System.out.println("clock off by " + (System.currentTimeMillis() - wall - passed) + " ms");
  }

  private static void submit(
      UniAllClient client, String group, int count, Map<String, ImageTask> tasks) {
    Map<String, CompletableFuture<ImageTask>> submits = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String mark = group + "-" + i;
      submits.put(mark, client.submitAsync(Clients.request(mark)));
    }
    submits.forEach((mark, submit) -> tasks.put(mark, submit.join()));
  }

  private static CompletableFuture<?> told(String mark, ImageTask task, long begun) {
    return task.resultAsync()
        .handle(
            (result, failure) -> {
              long now = System.nanoTime();
              System.out.printf("end %s %d %d %s%n", mark, begun, now, word(result, failure));
              return null;
            });
  }

  private static String word(ImageResult result, Throwable failure) {
    if (result != null) return "result";
    Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
    return why.getClass().getSimpleName();
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }
}
