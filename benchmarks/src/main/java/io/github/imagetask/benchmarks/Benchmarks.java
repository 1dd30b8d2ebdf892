package io.github.imagetask.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Measures everything that has a bound; see {@code benchmarks/run --help}. */
final class Benchmarks {
  private static final Path RESULTS = Path.of("benchmarks", "results", "results.json");
  private static final Path DOCS = Path.of("docs");

  /**
   * What misses its bound as yet must not grow: at these the gate holds it. {@code
   * docs/performance.md} says where it goes.
   */
  private static final Map<String, Double> HELD =
      Map.of(
          "life of a task, bytes", 1.45,
          "own jars, core and a gateway", 460.0,
          "all jars that a UniAll user gets", 3.57);

  private final Peers peers = new Peers(Path.of("benchmarks"));
  private final List<Figure> figures = new ArrayList<>();
  private final List<Growth.Point> growth = new ArrayList<>();
  private final List<Growth.Point> most = new ArrayList<>();

  private Benchmarks() {}

  /** Ends with 1 if a bound is missed; as the gate, if it is missed by more than is known. */
  public static void main(String[] args) throws IOException {
    Benchmarks benchmarks = new Benchmarks();
    List<String> options = Arrays.asList(args);
    List<Jdk> jdks = new ArrayList<>(List.of(Jdk.at(Path.of(System.getProperty("java.home")))));
    for (String arg : args) {
      if (!arg.startsWith("--")) jdks.add(Jdk.at(Path.of(arg)));
    }
    if (options.contains("--page")) {
      new Page(Results.read(RESULTS), DOCS).write();
      return;
    }
    if (options.contains("--allocations")) {
      for (Jdk jdk : jdks) AllocationProfile.print(jdk, benchmarks.peers, "Ours");
      return;
    }
    boolean full = options.contains("--full");
    for (Jdk jdk : jdks) {
      Waits waits = new Waits(jdk, benchmarks.peers);
      benchmarks.counts(jdk, waits);
      if (options.contains("--bytes")) continue;
      benchmarks.times(jdk, waits, full);
      // Peers don't change with the JDK, and take as long as all else.
      if (jdk.equals(jdks.get(0))) benchmarks.peers(jdk, waits, full);
      benchmarks.publish(jdks.subList(0, jdks.indexOf(jdk) + 1), full ? "full" : "quick");
    }
    boolean gate = options.contains("--bytes");
    if (!benchmarks.figures.stream().allMatch(gate ? Benchmarks::isHeld : Figure::isOk)) {
      System.exit(1);
    }
  }

  private static boolean isHeld(Figure figure) {
    return figure.isOk() || figure.measured() <= HELD.getOrDefault(figure.name(), 0.0);
  }

  /** What is the same in every run. */
  private void counts(Jdk jdk, Waits waits) throws IOException {
    add(new Life(jdk, peers).bytes());
    waits.heap().forEach(this::add);
    add(waits.threads());
    waits.connects().forEach(this::add);
    add(waits.idleIn128());
    add(waits.manyIn256());
    most.add(waits.most());
    add(new Images(jdk, peers).inlineBytes());
    new Jars(jdk, peers).sizes().forEach(this::add);
  }

  /** What changes with what else the machine does. */
  private void times(Jdk jdk, Waits waits, boolean full) throws IOException {
    int more = full ? 3 : 1;
    Life life = new Life(jdk, peers);
    Images images = new Images(jdk, peers);
    Start start = new Start(jdk, peers);
    add(waits.peakThreads());
    add(life.cpu(9 * more));
    add(life.latency(9 * more));
    add(images.inlineCpu(9 * more));
    for (Figure figure : images.download(5 * more)) add(figure);
    add(start.besideFloor(15 * more));
    add(start.fromArchives(9 * more));
    growth.addAll(new Growth(jdk, peers).cpu(full ? 100_000 : 10_000));
  }

  private void peers(Jdk jdk, Waits waits, boolean full) throws IOException {
    add(new Start(jdk, peers).besideOpenAi(full ? 15 : 5));
    add(new Jars(jdk, peers).beside("OpenAi"));
    waits.heapOfPeers().forEach(this::add);
    waits.cpu(full ? 5 : 3).forEach(this::add);
  }

  private void publish(List<Jdk> jdks, String mode) throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Results.Machine machine =
        new Results.Machine(
            LocalDate.now(ZoneOffset.UTC).toString(),
            system.getAvailableProcessors(),
            system.getTotalMemorySize(),
            system.getName() + " " + system.getArch(),
            jdks.stream().map(Jdk::fullVersion).toList());
    List<Growth.Point> points = new ArrayList<>(growth);
    points.addAll(most);
    Results results = new Results(mode, machine, figures, points);
    results.write(RESULTS);
    new Page(results, DOCS).write();
  }

  private void add(Figure figure) {
    figures.add(figure);
    System.out.println(figure.line());
  }
}
