package io.github.imagetask.benchmarks;

import io.github.imagetask.benchmarks.Figure.Bound;
import java.io.IOException;

/** The life of a task: a submit, three queries 1 ms apart, a result. */
final class Life {
  /** Every allocation is the same from then on. */
  private static final String WARM = "lives 8000 4";

  /** Before that the JIT compiler still works, and has more to do for ours. */
  private static final String COMPILED = "lives 40000 16";

  private static final int LIVES = 1_000;
  private static final int BATCHES = 7;

  private final Jdk jdk;
  private final Peers peers;

  Life(Jdk jdk, Peers peers) {
    this.jdk = jdk;
    this.peers = peers;
  }

  /** All that is allocated: exact, but for what the JIT compiler has yet to do away with. */
  Figure bytes() throws IOException {
    double ours = bytes("Ours");
    double floor = bytes("AsyncFloor");
    Bound bound = Bound.atMost(1.25);
    return Figure.than(jdk.version(), "life of a task, bytes", "B", ours, "async", floor, bound);
  }

  private double bytes(String client) throws IOException {
    try (Bench bench = new Bench(jdk, peers)) {
      Jvm subject = bench.subject(client, Schedule.SHORTEST, Bench.COUNT_BYTES);
      Cost unused = subject.cost(WARM);
      double[] batches = new double[BATCHES];
      for (int i = 0; i < BATCHES; i++) {
        batches[i] = subject.cost("lives " + LIVES + " 4").heap() / (double) LIVES;
      }
      return Pairs.median(batches);
    }
  }

  Figure cpu(int pairs) throws IOException {
    Bound bound = Bound.atMost(1.10);
    String name = "life of a task, CPU";
    return beside("AsyncFloor", "async", name, "µs", pairs, COMPILED, Life::cpu, bound);
  }

  private static double cpu(Jvm subject) throws IOException {
    int lives = 2 * LIVES;
    return subject.cost("lives " + lives + " 16").cpu() / 1e3 / lives;
  }

  /**
   * How long one worker takes for one task after another. The bound is 5.3 ms where the floor takes
   * 5.0, as a ratio, so that it holds on any machine.
   */
  Figure latency(int pairs) throws IOException {
    String name = "one worker's life of a task";
    Bound bound = Bound.atMost(1.06);
    return beside("BlockingFloor", "block", name, "ms", pairs, WARM, Life::latency, bound);
  }

  /** The median of some. */
  private static double latency(Jvm subject) throws IOException {
    return subject.cost("works 200").extra() / 1e6;
  }

  private interface Measure {
    double of(Jvm subject) throws IOException;
  }

  private Figure beside(
      String floor,
      String than,
      String name,
      String unit,
      int pairs,
      String warm,
      Measure measure,
      Bound bound)
      throws IOException {
    try (Bench bench = new Bench(jdk, peers)) {
      Jvm ours = bench.subject("Ours", Schedule.SHORTEST);
      Jvm other = bench.subject(floor, Schedule.SHORTEST);
      Cost unused = ours.cost(warm);
      unused = other.cost(warm);
      return Pairs.take(pairs, () -> measure.of(ours), () -> measure.of(other))
          .figure(jdk.version(), name, unit, than, bound);
    }
  }
}
