package io.github.imagetask.campaign;

import com.google.errorprone.annotations.FormatMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times that were measured, and what is to be said of them. Safe for use by many threads. */
public final class Figures {
  private final List<Double> millis = new ArrayList<>();

  public synchronized void add(long nanos) {
    millis.add(nanos / 1e6);
  }

  public synchronized int count() {
    return millis.size();
  }

  /** The part of them that is this share of the way from the least to the greatest, in ms. */
  public synchronized double millis(double share) {
    if (millis.isEmpty()) return Double.NaN;
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  public Duration median() {
    return Duration.ofNanos((long) (millis(0.5) * 1e6));
  }

  public Duration max() {
    return Duration.ofNanos((long) (millis(1) * 1e6));
  }

  @Override
  public String toString() {
    String text = "median %.2f ms, 95%% within %.2f ms, at most %.2f ms (%d)";
    return text.formatted(millis(0.5), millis(0.95), millis(1), count());
  }

  /** Prints a line of the campaign's report. */
  @FormatMethod
  public static void print(String format, Object... arguments) {
    System.out.println("campaign: " + format.formatted(arguments));
  }
}
