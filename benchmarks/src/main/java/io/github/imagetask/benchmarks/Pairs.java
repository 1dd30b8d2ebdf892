package io.github.imagetask.benchmarks;

import io.github.imagetask.benchmarks.Figure.Bound;
import java.io.IOException;
import java.util.Arrays;

/**
 * Samples taken in turns, ours and theirs, so that both see the same machine: what else runs on it
 * changes from second to second, but hardly between two neighbours.
 */
final class Pairs {
  private final double[] ours;
  private final double[] theirs;

  private Pairs(double[] ours, double[] theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  /** What takes a sample. */
  interface Sample {
    double take() throws IOException;
  }

  static Pairs take(int count, Sample ours, Sample theirs) throws IOException {
    double[] first = new double[count];
    double[] second = new double[count];
    for (int i = 0; i < count; i++) {
      // Who comes first takes turns, too.
      if (i % 2 == 0) first[i] = ours.take();
      second[i] = theirs.take();
      if (i % 2 == 1) first[i] = ours.take();
    }
    return new Pairs(first, second);
  }

  /** Returns what was sampled elsewhere; samples of one index are neighbours. */
  static Pairs of(double[] ours, double[] theirs) {
    return new Pairs(ours, theirs);
  }

  Figure figure(int jdk, String name, String unit, String than, Bound bound) {
    double[] ratios = new double[ours.length];
    for (int i = 0; i < ours.length; i++) ratios[i] = ours[i] / theirs[i];
    Arrays.sort(ratios);
    String spread = Figure.number(ratios[0]) + "–" + Figure.number(ratios[ratios.length - 1]);
    return new Figure(
        jdk, name, unit, median(ours), than, median(theirs), median(ratios), spread, bound, true);
  }

  static double median(double... samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
