package io.github.imagetask.benchmarks;

import io.github.imagetask.benchmarks.Bench.Counts;
import io.github.imagetask.benchmarks.Figure.Bound;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many waits at once: what they hold while nothing happens, and what their queries cost. */
final class Waits {
  /** Nothing comes due while this runs. */
  private static final Schedule NEVER = Schedule.every(Duration.ofDays(300));

  /** A query at once, and then nothing. */
  private static final Schedule ONCE = new Schedule(Duration.ofMillis(1), Duration.ofDays(300), 0);

  private static final int IDLE = 50_000;
  private static final int ASKED = 5_000;
  private static final int MANY = 10_000;
  private static final int WARM_ROUNDS = 4;
  private static final int STEP = 10_000;
  private static final int MOST = 100_000;

  private final Jdk jdk;
  private final Peers peers;
  private final List<Integer> peaks = new ArrayList<>();
  private double cpuOfMost;

  Waits(Jdk jdk, Peers peers) {
    this.jdk = jdk;
    this.peers = peers;
  }

  /** Heap of an idle wait, by the histogram of live objects, beside the floor's. */
  List<Figure> heap() throws IOException {
    Bound bound = Bound.atMost(600);
    String name = "heap of an idle wait";
    return List.of(
        Figure.of(jdk.version(), name, "B", idle("Ours"), bound)
            .beside("async", idle("AsyncFloor")),
        Figure.of(jdk.version(), name + ", asked once", "B", asked("Ours"), bound)
            .beside("async", asked("AsyncFloor")));
  }

  /** The same beside the peers. */
  List<Figure> heapOfPeers() throws IOException {
    double ours = asked("Ours");
    List<Figure> figures = new ArrayList<>();
    for (String peer : Peers.WAITING) {
      figures.add(
          Figure.of(jdk.version(), "heap of an idle wait, asked once", "B", ours, Bound.NONE)
              .beside(peer, asked(peer)));
    }
    return figures;
  }

  private double idle(String client) throws IOException {
    try (Bench bench = new Bench(jdk, peers)) {
      Jvm subject = bench.subject(client, NEVER);
      Cost unused = subject.cost("idle 1000");
      return subject.cost("idle " + IDLE).extra() / (double) IDLE;
    }
  }

  private double asked(String client) throws IOException {
    try (Bench bench = new Bench(jdk, peers)) {
      bench.queries(Integer.MAX_VALUE);
      Jvm subject = bench.subject(client, client.equals("Ours") ? NEVER : ONCE);
      Cost unused = subject.cost("busy 1000");
      return subject.cost("busy " + ASKED).extra() / (double) ASKED;
    }
  }

  /** Threads that are there because something is waited for. */
  Figure threads() throws IOException {
    try (Bench bench = new Bench(jdk, peers)) {
      Jvm subject = bench.subject("Ours", NEVER);
      int before = subject.cost("idle 0").threads();
      int threads = subject.cost("idle " + MANY).threads() - before;
      return Figure.of(jdk.version(), "threads because of waiting", "", threads, Bound.atMost(1));
    }
  }

  /** How many idle waits a small heap holds. */
  Figure idleIn128() throws IOException {
    int wanted = 200_000;
    int held = 0;
    try (Bench bench = new Bench(jdk, peers)) {
      Jvm subject = bench.subject("Ours", NEVER, "-Xmx128m", "-XX:+ExitOnOutOfMemoryError");
      for (; held < wanted; held += STEP) {
        Cost unused = subject.cost("idle " + STEP);
      }
    } catch (IOException outOfMemory) {
      // As far as it came.
    }
    return Figure.of(jdk.version(), "idle waits in 128 MB", "", held, Bound.atLeast(wanted));
  }

  /** How many waits of 100,000, each of one query, end in a small heap. */
  Figure manyIn256() throws IOException {
    int ended = 0;
    try (Bench bench = new Bench(jdk, peers)) {
      bench.queries(1);
      Schedule schedule = Schedule.every(Duration.ofSeconds(40));
      Jvm subject = bench.subject("Ours", schedule, "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");
      cpuOfMost = subject.cost("waits " + MOST).cpu() / 1e3 / MOST;
      ended = MOST;
    } catch (IOException outOfMemory) {
      // None counts.
    }
    return Figure.of(jdk.version(), "100,000 waits in 256 MB", "", ended, Bound.atLeast(MOST));
  }

  /** What a query of those cost, in µs; they are too many to be run twice. */
  Growth.Point most() {
    return new Growth.Point(jdk.version(), "Ours", MOST, cpuOfMost);
  }

  /** CPU of a query while 10,000 wait, beside the floor and the peers. */
  List<Figure> cpu(int rounds) throws IOException {
    List<String> clients = new ArrayList<>(List.of("Ours", "AsyncFloor"));
    clients.addAll(Peers.WAITING);
    double[][] costs = new double[clients.size()][rounds];
    try (Bench bench = new Bench(jdk, peers)) {
      bench.queries(2);
      List<Jvm> subjects = new ArrayList<>();
      for (String client : clients) {
        subjects.add(bench.subject(client, Schedule.every(Duration.ofSeconds(4))));
      }
      warmUp(subjects);
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < subjects.size(); i++) {
          costs[i][round] = subjects.get(i).cost("waits " + MANY).cpu() / 1e3 / (2 * MANY);
        }
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (int i = 1; i < clients.size(); i++) {
      Bound bound = i == 1 ? Bound.NONE : Bound.atMost(1);
      figures.add(
          Pairs.of(costs[0], costs[i])
              .figure(jdk.version(), "CPU of a query, 10,000 waits", "µs", clients.get(i), bound));
    }
    return figures;
  }

  /** Until the JIT compiler has nothing left to do, all at once: what it costs doesn't count. */
  private static void warmUp(List<Jvm> subjects) throws IOException {
    for (int round = 0; round < WARM_ROUNDS; round++) {
      for (Jvm subject : subjects) subject.order("waits " + MANY);
      for (Jvm subject : subjects) {
        String unused = subject.read();
      }
    }
  }

  /** Connections under 10,000 waits. */
  List<Figure> connects() throws IOException {
    List<Figure> figures = new ArrayList<>();
    double floor = connects("AsyncFloor", true);
    figures.add(connects(connects("Ours", true), "default").beside("async", floor));
    figures.add(
        connects(connects("Ours", false), "own").beside("async", connects("AsyncFloor", false)));
    return figures;
  }

  /** How many threads there were under them; more on a busy machine, where callbacks pile up. */
  Figure peakThreads() {
    int most = jdk.version() >= 24 ? 25 : 80; // from 24 on HTTP runs on virtual threads
    return Figure.of(
            jdk.version(), "peak threads, 10,000 waits", "", peaks.get(0), Bound.atMost(most))
        .beside("async", peaks.get(1));
  }

  private Figure connects(double ratio, String pool) {
    String name = "connects ÷ queries, " + pool + " pool";
    return Figure.of(jdk.version(), name, "", ratio, Bound.atMost(0.02));
  }

  private double connects(String client, boolean onDefaultPool) throws IOException {
    try (Bench bench = new Bench(jdk, peers)) {
      bench.queries(2);
      Schedule schedule = Schedule.every(Duration.ofSeconds(4));
      Jvm subject =
          onDefaultPool ? bench.onDefaultPool(client, schedule) : bench.subject(client, schedule);
      Counts before = bench.counts();
      Cost cost = subject.cost("waits " + MANY);
      if (!onDefaultPool) peaks.add(cost.peak());
      Counts seen = bench.counts().since(before);
      return seen.connects() / (double) seen.queries();
    }
  }
}
