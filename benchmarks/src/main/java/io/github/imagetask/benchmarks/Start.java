package io.github.imagetask.benchmarks;

import io.github.imagetask.benchmarks.Figure.Bound;
import java.io.IOException;

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
