package io.github.imagetask.studies.pacing;

import io.github.imagetask.ImageTaskException;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.uniall.UniAllClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The study's main worlds with the whole SDK over HTTP, in real time. */
public final class PacingRun {
  private static final String HELP =
      """
      Runs waits of the whole SDK at a server on loopback that allows so many queries a second and
      answers 100 ms late, in real time: tasks end after 60 to 180 s divided by the scale.

      usage: PacingRun PROCESSES TASKS PER_SECOND [SCALE]
      for example PacingRun 1 2000 50; with a scale of 2, only half as long
      Prints how many queries were refused and, from a tenth to two thirds of the longest task's
      time, how much of what was allowed was used.
      """;

  private PacingRun() {}

  /** Runs it; {@code --help} says how. */
  public static void main(String[] args) throws Exception {
    if (args.length == 5 && args[0].equals("client")) {
      runClient(args[1], Integer.parseInt(args[2]), Double.parseDouble(args[3]), args[4]);
    } else if (args.length >= 3) {
      double scale = args.length > 3 ? Double.parseDouble(args[3]) : 1;
      run(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), scale);
    } else {
      System.out.print(HELP);
    }
  }

  private static void run(int processes, int tasks, int perSecond, double scale) throws Exception {
    try (LimitedGateway gateway = new LimitedGateway(Limiter.bucket(perSecond, perSecond), 100)) {
      List<Process> clients = new ArrayList<>();
      for (int i = 0; i < processes; i++) {
        clients.add(client(gateway.url(), tasks / processes, scale, String.valueOf(i)));
      }
      for (Process each : clients) {
        int unused = each.waitFor();
      }
      int from = (int) (18 / scale);
      int to = (int) (120 / scale);
      System.out.printf(
          Locale.ROOT,
          "%d queries, %.2f %% refused, %.1f %% of what was allowed used%n",
          gateway.queries(),
          100.0 * gateway.refused() / gateway.queries(),
          100.0 * gateway.allowed(from, to) / ((to - from) * perSecond));
    }
  }

  private static Process client(String url, int tasks, double scale, String name)
      throws IOException {
    String java = ProcessHandle.current().info().command().orElse("java");
    String path = System.getProperty("java.class.path");
    return new ProcessBuilder(
            java,
            "-cp",
            path,
            PacingRun.class.getName(),
            "client",
            url,
            String.valueOf(tasks),
            String.valueOf(scale),
            name)
        .inheritIO()
        .start();
  }

  private static void runClient(String url, int tasks, double scale, String name) {
    Random random = new Random(name.hashCode());
    AtomicInteger seen = new AtomicInteger();
    LongAdder delays = new LongAdder();
    try (UniAllClient client =
        UniAllClient.builder().baseUrl(url).apiKey("test-key-pacing").build()) {
      List<CompletableFuture<?>> all = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        long millis = (long) ((60_000 + 120_000 * random.nextDouble()) / scale);
        long end = System.currentTimeMillis() + millis;
        TaskKey key = TaskKey.of("uniall", "task_" + name + "x" + i + "_" + end);
        all.add(
            client
                .task(key)
                .resultAsync()
                .handle(
                    (result, failure) -> {
                      if (failure instanceof TaskFailedException) { // how these tasks end
                        seen.incrementAndGet();
                        delays.add(System.currentTimeMillis() - end);
                      } else if (failure instanceof ImageTaskException) {
                        System.out.println(failure.getMessage());
                      }
                      return null;
                    }));
      }
      CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
    }
    System.out.printf(
        Locale.ROOT,
        "client %s: %d of %d seen, mean delay %.1f s%n",
        name,
        seen.get(),
        tasks,
        delays.sum() / 1000.0 / Math.max(1, seen.get()));
  }
}
