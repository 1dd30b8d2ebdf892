package io.github.imagetask.benchmarks;

import java.util.Arrays;

/** What becomes of several samples. */
final class Stats {
  private Stats() {}

  static double median(double... samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
