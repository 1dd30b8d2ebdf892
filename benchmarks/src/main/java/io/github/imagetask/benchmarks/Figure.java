package io.github.imagetask.benchmarks;

import java.util.Locale;

/**
 * One thing that was measured, and what it may be.
 *
 * @param jdk its version's first number
 * @param name the same in every run
 * @param unit of ours and theirs
 * @param than what it is compared with: a floor's or a peer's name; empty if with nothing
 * @param theirs 0 if it is compared with nothing
 * @param ratio of ours to theirs; of pairs the median, which need not be that of the medians
 * @param spread the lowest and the highest ratio of the pairs; empty if there were none
 * @param isRatioBound whether the bound is on the ratio, and not on ours
 */
record Figure(
    int jdk,
    String name,
    String unit,
    double ours,
    String than,
    double theirs,
    double ratio,
    String spread,
    Bound bound,
    boolean isRatioBound) {

  /** A bound on ours itself. */
  static Figure of(int jdk, String name, String unit, double ours, Bound bound) {
    return new Figure(jdk, name, unit, ours, "", 0, 0, "", bound, false);
  }

  /** A bound on ours itself, which stands beside theirs. */
  Figure beside(String than, double theirs) {
    double ratio = ours / theirs;
    return new Figure(jdk, name, unit, ours, than, theirs, ratio, spread, bound, false);
  }

  /** A bound on the ratio of ours to theirs. */
  static Figure than(
      int jdk, String name, String unit, double ours, String than, double theirs, Bound bound) {
    double ratio = ours / theirs;
    return new Figure(jdk, name, unit, ours, than, theirs, ratio, "", bound, true);
  }

  /** Whether there is one; what has none is shown for comparison. */
  boolean isBound() {
    return !bound.sign.isEmpty();
  }

  String boundText() {
    return isBound() ? bound + (isRatioBound ? " ×" : "") : "";
  }

  String verdict() {
    return !isBound() ? "" : isOk() ? "ok" : "short";
  }

  boolean isOk() {
    return bound.holds(measured());
  }

  /** What the bound is on. */
  double measured() {
    return isRatioBound ? ratio : ours;
  }

  /** The part of the bound that is used; above 1 it is missed. */
  double used() {
    double measured = measured();
    return bound.sign.equals("≥") ? bound.value / Math.max(measured, 1e-9) : measured / bound.value;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%d  %-44s %12s  %-22s %6s %-13s %-12s %s",
        jdk,
        name,
        number(ours) + (unit.isEmpty() ? "" : " " + unit),
        than.isEmpty() ? "" : than + " " + number(theirs),
        ratio == 0 ? "" : number(ratio),
        spread,
        boundText(),
        verdict());
  }

  /** With as many digits as say something. */
  static String number(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) || size >= 100) return String.format(Locale.ROOT, "%,.0f", value);
    int digits = size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** What a figure may be. */
  record Bound(String sign, double value) {
    static final Bound NONE = new Bound("", 0);

    static Bound atMost(double value) {
      return new Bound("≤", value);
    }

    static Bound atLeast(double value) {
      return new Bound("≥", value);
    }

    boolean holds(double measured) {
      return switch (sign) {
        case "≤" -> measured <= value;
        case "≥" -> measured >= value;
        default -> true;
      };
    }

    @Override
    public String toString() {
      return sign.isEmpty() ? "" : sign + " " + number(value);
    }
  }
}
