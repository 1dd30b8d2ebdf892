package io.github.imagetask.campaign.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Trials, all at the same time, compared with the table. */
final class Trials {
  private Trials() {}

  static void run(List<Trial> trials) {
    Table table = Table.read();
    long start = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, trials.size()));
    List<String> differing = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    try {
      List<CompletableFuture<String>> all =
          trials.stream()
              .map(trial -> CompletableFuture.supplyAsync(() -> trial.run(table), threads))
              .toList();
      for (int i = 0; i < all.size(); i++) {
        String difference = all.get(i).join();
        if (!difference.isEmpty()) differing.add(difference);
        counts.merge(trials.get(i).server() + " " + trials.get(i).call(), 1, Integer::sum);
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.printf(
        "%d trials %s, %d differing, %d ms%n",
        trials.size(), counts, differing.size(), (System.nanoTime() - start) / 1_000_000);
    differing.forEach(System.out::println);
    assertThat(differing).isEmpty();
  }
}
