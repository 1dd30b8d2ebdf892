package io.github.imagetask.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was measured, and what it may be.
 *
 * @param jdk its version's first number
 * @param name the same in every run
 * @param ours in {@code unit}
 * @param than what it is compared with: a floor's or a peer's name; null for an absolute bound
 * @param theirs theirs in {@code unit}, or 0
 * @param bound on the ratio of ours to theirs, or on ours itself if there are none
 * @param spread the lowest and highest of the ratios, where the pairs vary; else empty
 */
record Figure(
    int jdk,
    String name,
    String unit,
    double ours,
    @Nullable String than,
    double theirs,
    Bound bound,
    String spread) {

  /** At most, or at least. */
  record Bound(boolean atMost, double value) {
    static Bound atMost(double value) {
      return new Bound(true, value);
    }

    static Bound atLeast(double value) {
      return new Bound(false, value);
    }

    boolean holds(double value) {
      return atMost ? value <= this.value : value >= this.value;
    }

    @Override
    public String toString() {
      return (atMost ? "≤ " : "≥ ") + number(value);
    }
  }

  double compared() {
    return than == null ? ours : ours / theirs;
  }

  boolean isOk() {
    return bound.holds(compared());
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%2d  %-42s %12s  %-24s %8s  %-12s %-10s %s",
        jdk,
        name,
        number(ours) + " " + unit,
        than == null ? "" : than + " " + number(theirs),
        than == null ? "" : number(compared()),
        spread,
        bound,
        isOk() ? "ok" : "short");
  }

  /** With three digits that say something. */
  static String number(double value) {
    double size = Math.abs(value);
    int digits = value == Math.rint(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
