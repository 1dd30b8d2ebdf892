package io.github.imagetask.benchmarks;

import io.github.imagetask.benchmarks.Figure.Bound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a program costs whose first image is its last. */
final class Start {
  private final Jdk jdk;
  private final Peers peers;

  Start(Jdk jdk, Peers peers) {
    this.jdk = jdk;
    this.peers = peers;
  }

  Figure besideFloor(int pairs) throws IOException {
    return beside("BlockingFloor", "block", pairs, Bound.atMost(1.10));
  }

  /**
   * The same with an archive of the classes that each loads, made as a user would make one: what is
   * left is what the programs do.
   */
  Figure fromArchives(int pairs) throws IOException {
    Path folder = Files.createTempDirectory("archives");
    try (Bench bench = new Bench(jdk, peers)) {
      String ours = bench.archive("Ours", folder);
      String floor = bench.archive("BlockingFloor", folder);
      return Pairs.take(
              pairs, () -> bench.cold("Ours", ours), () -> bench.cold("BlockingFloor", floor))
          .figure(
              jdk.version(), "cold start, class archive, CPU", "ms", "block", Bound.atMost(1.10));
    } finally {
      for (String client : List.of("Ours", "BlockingFloor")) {
        Files.deleteIfExists(folder.resolve(client));
      }
      Files.delete(folder);
    }
  }

  /** The peer makes one call and has its image; ours submits, waits and asks thrice. */
  Figure besideOpenAi(int pairs) throws IOException {
    return beside("OpenAi", "OpenAi", pairs, Bound.atMost(1));
  }

  private Figure beside(String client, String name, int pairs, Bound bound) throws IOException {
    try (Bench bench = new Bench(jdk, peers)) {
      return Pairs.take(pairs, () -> bench.cold("Ours"), () -> bench.cold(client))
          .figure(jdk.version(), "cold start, CPU", "ms", name, bound);
    }
  }
}
