package io.github.imagetask.campaign.ends;

import io.github.imagetask.ImageResult;
import io.github.imagetask.TaskKey;
import io.github.imagetask.campaign.Clients;
import io.github.imagetask.uniall.UniAllClient;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A process that uses much, lets go of it, and says what it still has. */
final class Residue {
  private static final File DESCRIPTORS = new File("/proc/self/fd");

  private Residue() {}

  /** Takes the gateway's address, what to do, and how often. */
  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[2]);
    if (arguments[1].equals("waits")) {
      cancelledWaits(arguments[0], count);
    } else {
      clients(arguments[0], count, arguments[1].equals("closed"));
    }
  }

  private static void clients(String url, int count, boolean closed) {
    use(url).close(); // what the process itself needs is there from now on
    long threads = threads();
    int descriptors = descriptors();
    List<UniAllClient> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UniAllClient client = use(url);
      if (closed) {
        client.close();
      } else {
        clients.add(client);
      }
    }
    long begun = System.nanoTime();
    System.out.printf(
        "used: threads %d, then %d; descriptors %d, then %d%n",
        threads, threads(), descriptors, descriptors());
    boolean settled = false;
    while (!settled && System.nanoTime() - begun < Duration.ofSeconds(90).toNanos()) {
      LockSupport.parkNanos(10_000_000);
      settled = threads() <= threads + 2 && descriptors() <= descriptors + 2;
    }
    System.out.printf(
        "settled: threads %d, descriptors %d, after %d ms, %d clients held%n",
        threads() - threads,
        descriptors() - descriptors,
        Duration.ofNanos(System.nanoTime() - begun).toMillis(),
        clients.size());
  }

  private static UniAllClient use(String url) {
    UniAllClient client = client(url);
    byte[] unused = client.generate(Clients.request("done-1")).first().bytes();
    return client;
  }

  private static void cancelledWaits(String url, int count) {
    try (UniAllClient client = client(url)) {
      String key = client.submit(Clients.request("held-1")).key().toString();
      waitAndCancel(client, key, Math.min(count, 1_000));
      long before = heap();
      long most = waitAndCancel(client, key, count);
      System.out.printf(
          "heap: %d KiB, %d KiB with the waits, %d KiB after they were cancelled%n",
          before >> 10, most >> 10, heap() >> 10);
    }
  }

  /** Returns the heap while they wait. */
  private static long waitAndCancel(UniAllClient client, String key, int count) {
    List<CompletableFuture<ImageResult>> waits = new ArrayList<>();
    for (int i = 0; i < count; i++) waits.add(client.task(TaskKey.parse(key)).resultAsync());
    long heap = heap();
    for (CompletableFuture<ImageResult> wait : waits) wait.cancel(true);
    return heap;
  }

  private static UniAllClient client(String url) {
    return Clients.of(url)
        .pollPolicy(
            Clients.policy(Duration.ofMillis(10), Duration.ofSeconds(10), Duration.ofMinutes(10)))
        .build();
  }

  private static long threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static int descriptors() {
    String[] all = DESCRIPTORS.list();
    return all == null ? 0 : all.length; // none on other systems than Linux
  }

  private static long heap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      LockSupport.parkNanos(20_000_000);
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
