package io.github.imagetask.studies.pacing;

import java.util.ArrayList;
import java.util.List;

/** What became of some waits. */
final class Figures {
  int queries;
  int refused;
  int lost;
  double last;
  private final List<Double> delays = new ArrayList<>();

  /** A wait saw its task's end, so many seconds after it. */
  void finished(double at, double delay) {
    last = Math.max(last, at);
    delays.add(delay);
  }

  int finished() {
    return delays.size();
  }

  /** How many of a hundred queries were refused. */
  double refusedPercent() {
    return queries == 0 ? 0 : 100.0 * refused / queries;
  }

  /** The mean of the seconds from a task's end until its wait saw it. */
  double meanDelay() {
    return delays.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** The delay that this part of the waits didn't exceed. */
  double delay(double part) {
    if (delays.isEmpty()) return 0;
    List<Double> sorted = delays.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
  }

  /** All of these together. */
  static Figures sum(List<Figures> all) {
    Figures sum = new Figures();
    for (Figures each : all) {
      sum.queries += each.queries;
      sum.refused += each.refused;
      sum.lost += each.lost;
      sum.last = Math.max(sum.last, each.last);
      sum.delays.addAll(each.delays);
    }
    return sum;
  }
}
