package io.github.imagetask.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures everything that has a bound; see {@code benchmarks/run --help}. */
final class Benchmarks {
  private final List<Figure> figures = new ArrayList<>();

  private Benchmarks() {}

  /** Ends with 1 if a bound is missed. */
  public static void main(String[] args) throws IOException {
    Benchmarks benchmarks = new Benchmarks();
    List<Jdk> jdks = new ArrayList<>(List.of(Jdk.at(Path.of(System.getProperty("java.home")))));
    for (String arg : args) {
      if (!arg.startsWith("--")) jdks.add(Jdk.at(Path.of(arg)));
    }
    if (List.of(args).contains("--allocations")) {
      for (Jdk jdk : jdks) AllocationProfile.print(jdk, Ours.class);
      return;
    }
    for (Jdk jdk : jdks) benchmarks.bytes(jdk);
    if (!benchmarks.figures.stream().allMatch(Figure::isOk)) System.exit(1);
  }

  private void bytes(Jdk jdk) throws IOException {
    add(Life.bytes(jdk));
  }

  private void add(Figure figure) {
    figures.add(figure);
    System.out.println(figure.line());
  }
}
