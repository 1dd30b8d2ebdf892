package io.github.imagetask.benchmarks;

import java.util.Locale;

/**
 * What an order has cost a {@link Subject}.
 *
 * @param cpu of the whole process, in ns
 * @param heap by which what is used of it grew, in bytes
 * @param wall in ns
 * @param extra what the order itself measures
 * @param threads that live now, virtual ones apart
 * @param peak the most that lived at once
 */
record Cost(long cpu, long heap, long wall, long extra, int threads, int peak) {
  static Cost parse(String line) {
    String[] words = line.split(" ", -1);
    return new Cost(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Integer.parseInt(words[4]),
        Integer.parseInt(words[5]));
  }

  String line() {
    return String.format(Locale.ROOT, "%d %d %d %d %d %d", cpu, heap, wall, extra, threads, peak);
  }
}
