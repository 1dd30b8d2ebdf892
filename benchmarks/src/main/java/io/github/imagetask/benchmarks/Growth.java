package io.github.imagetask.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How the cost of one wait changes with how many there are. */
final class Growth {
  /** Queries a second at every size, so that the machine is as busy with one wait as with many. */
  private static final int RATE = 2_000;

  private static final int QUERIES = 4_000;

  private final Jdk jdk;
  private final Peers peers;

  Growth(Jdk jdk, Peers peers) {
    this.jdk = jdk;
    this.peers = peers;
  }

  /**
   * One size.
   *
   * @param cpu of a query in µs
   */
  record Point(int jdk, String client, int waits, double cpu) {}

  /**
   * CPU of a query at 1, 10, … waits.
   *
   * @param most the largest size; 100,000 take a minute each for ours and the floor
   */
  List<Point> cpu(int most) throws IOException {
    List<Point> points = new ArrayList<>();
    for (int waits = 1; waits <= most; waits *= 10) {
      for (String client : List.of("Ours", "AsyncFloor")) {
        points.add(new Point(jdk.version(), client, waits, cpu(client, waits)));
      }
    }
    return points;
  }

  private double cpu(String client, int waits) throws IOException {
    int queries = Math.max(1, QUERIES / waits);
    Duration every = Duration.ofMillis(Math.max(1, waits * 1000L / RATE));
    try (Bench bench = new Bench(jdk, peers)) {
      bench.queries(queries);
      Jvm subject = bench.subject(client, new Schedule(every, every, 0.2));
      Cost unused = subject.cost("waits " + Math.min(waits, QUERIES)); // warms up
      return subject.cost("waits " + waits).cpu() / 1e3 / ((double) waits * queries);
    }
  }
}
