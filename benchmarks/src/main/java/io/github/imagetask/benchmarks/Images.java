package io.github.imagetask.benchmarks;

import io.github.imagetask.benchmarks.Figure.Bound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Large images: downloaded, and taken out of an answer. */
final class Images {
  private static final long GIB = 1L << 30;
  private static final double MIB = 1 << 20;

  private final Jdk jdk;
  private final Peers peers;

  Images(Jdk jdk, Peers peers) {
    this.jdk = jdk;
    this.peers = peers;
  }

  /** One image of 32 MiB in base64: bytes allocated. */
  Figure inlineBytes() throws IOException {
    double ours = inlineBytes("Ours");
    double floor = inlineBytes("BlockingFloor");
    return Figure.than(
        jdk.version(), "base64 of 32 MiB, bytes", "MiB", ours, "Moshi", floor, Bound.atMost(0.45));
  }

  private double inlineBytes(String client) throws IOException {
    try (Bench bench = new Bench(jdk, peers)) {
      Jvm subject = bench.subject(client, Schedule.SHORTEST, Bench.COUNT_BYTES);
      Cost unused = subject.cost("inline 3");
      return subject.cost("inline 3").heap() / 3.0 / MIB;
    }
  }

  /** The same: CPU. */
  Figure inlineCpu(int pairs) throws IOException {
    try (Bench bench = new Bench(jdk, peers)) {
      Jvm ours = bench.subject("Ours", Schedule.SHORTEST, "-Xmx1g");
      Jvm floor = bench.subject("BlockingFloor", Schedule.SHORTEST, "-Xmx1g");
      Cost unused = ours.cost("inline 8");
      unused = floor.cost("inline 8");
      return Pairs.take(pairs, () -> inlineCpu(ours), () -> inlineCpu(floor))
          .figure(jdk.version(), "base64 of 32 MiB, CPU", "ms", "Moshi", Bound.atMost(1.2));
    }
  }

  private static double inlineCpu(Jvm subject) throws IOException {
    return subject.cost("inline 3").cpu() / 3.0 / 1e6;
  }

  /** 1 GiB with a heap of 64 MB, into memory's own file system where there is one. */
  Figure[] download(int pairs) throws IOException {
    Path memory = Path.of("/dev/shm");
    Path folder = Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    Path file = Files.createTempFile(folder, "download", ".png");
    try (Bench bench = new Bench(jdk, peers)) {
      bench.image(GIB);
      Jvm ours = bench.subject("Ours", Schedule.SHORTEST, "-Xmx64m");
      Jvm floor = bench.subject("BlockingFloor", Schedule.SHORTEST, "-Xmx64m");
      String order = "download " + GIB + " " + file;
      Cost[][] costs = new Cost[2][pairs];
      for (int i = -1; i < pairs; i++) { // the first warms up
        Cost first = ours.cost(order);
        Cost second = floor.cost(order);
        if (i < 0) continue;
        costs[0][i] = first;
        costs[1][i] = second;
      }
      return new Figure[] {
        pairs(costs, cost -> GIB / MIB / (cost.wall() / 1e9))
            .figure(
                jdk.version(),
                "download of 1 GiB, throughput",
                "MiB/s",
                "writeAll",
                Bound.atLeast(0.98)),
        pairs(costs, cost -> cost.cpu() / 1e6)
            .figure(jdk.version(), "download of 1 GiB, CPU", "ms", "writeAll", Bound.atMost(1.05)),
      };
    } finally {
      Files.delete(file);
    }
  }

  private static Pairs pairs(Cost[][] costs, ToDoubleFunction<Cost> value) {
    return Pairs.of(
        Arrays.stream(costs[0]).mapToDouble(value).toArray(),
        Arrays.stream(costs[1]).mapToDouble(value).toArray());
  }
}
