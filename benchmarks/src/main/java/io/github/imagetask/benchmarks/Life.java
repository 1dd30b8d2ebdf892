package io.github.imagetask.benchmarks;

import io.github.imagetask.benchmarks.Figure.Bound;
import java.io.IOException;

/** The life of a task: a submit, three queries 1 ms apart, a result. */
final class Life {
  private static final int BATCH = 1_000;
  private static final int BATCHES = 7;

  private Life() {}

  /** Bytes allocated a life: exact, but for what the JIT compiler has not yet done away with. */
  static Figure bytes(Jdk jdk) throws IOException {
    double ours = bytes(jdk, Ours.class);
    double floor = bytes(jdk, AsyncFloor.class);
    return new Figure(
        jdk.version(), "bytes of a task's life", "B", ours, "async", floor, Bound.atMost(1.25), "");
  }

  /** Returns the median batch's. */
  static double bytes(Jdk jdk, Class<? extends Client> client) throws IOException {
    try (Bench bench = new Bench(jdk)) {
      Jvm subject = bench.subject(client, Schedule.SHORTEST, Bench.COUNT_BYTES);
      subject.cost("lives 8000 4");
      double[] batches = new double[BATCHES];
      for (int i = 0; i < BATCHES; i++) {
        batches[i] = subject.cost("lives " + BATCH + " 4").heap() / (double) BATCH;
      }
      return Stats.median(batches);
    }
  }
}
