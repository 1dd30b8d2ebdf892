package io.github.imagetask.campaign.time;

import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskListener;
import io.github.imagetask.campaign.BareGateway;
import io.github.imagetask.campaign.Clients;
import io.github.imagetask.uniall.UniAllClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Many waits of one client; it counts what each of them tried in vain. */
final class Crowd implements AutoCloseable {
  final UniAllClient client;
  final List<ImageTask> tasks = new ArrayList<>();
  private final BareGateway gateway;
  private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
  private final List<CompletableFuture<Ended>> ends = new ArrayList<>();

  /** How a wait ended. */
  record Ended(BareGateway.Task task, long begun, long at, ImageResult result, Throwable failure) {
    long lasted() {
      return at - begun;
    }
  }

  /** Submits them, all at the gateway itself; queries go to the address. */
  Crowd(BareGateway gateway, String url, int count, PollPolicy policy, Duration requestTimeout) {
    this.gateway = gateway;
    this.client =
        Clients.of(url)
            .pollPolicy(policy)
            .requestTimeout(requestTimeout)
            .listener(
                new TaskListener() {
                  @Override
                  public void retrying(TaskContext context, ImageTaskException why, Duration next) {
                    String key = String.valueOf(context.key());
                    failures.computeIfAbsent(key, any -> new AtomicInteger()).incrementAndGet();
                  }
                })
            .build();
    List<CompletableFuture<ImageTask>> submits = new ArrayList<>();
    for (int i = 0; i < count; i++) submits.add(client.submitAsync(Clients.request("crowd-" + i)));
    for (CompletableFuture<ImageTask> submit : submits) tasks.add(submit.join());
  }

  /** Begins all waits. */
  void begin() {
    for (ImageTask task : tasks) {
      BareGateway.Task there = gateway.task(task.key().id());
      long begun = System.nanoTime();
      ends.add(
          task.resultAsync()
              .handle(
                  (result, failure) ->
                      new Ended(there, begun, System.nanoTime(), result, failure)));
    }
  }

  /** Waits for their ends. */
  List<Ended> ends() {
    return ends.stream().map(CompletableFuture::join).toList();
  }

  List<BareGateway.Task> atTheGateway() {
    return tasks.stream().map(task -> gateway.task(task.key().id())).toList();
  }

  /** How often a wait asked, whether it reached the gateway or not. */
  int attempts(ImageTask task) {
    AtomicInteger failed = failures.get(task.key().toString());
    return gateway.task(task.key().id()).queries() + (failed == null ? 0 : failed.get());
  }

  int attempts() {
    return tasks.stream().mapToInt(this::attempts).sum();
  }

  @Override
  public void close() {
    client.close();
  }
}
