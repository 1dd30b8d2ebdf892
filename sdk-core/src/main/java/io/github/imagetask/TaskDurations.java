package io.github.imagetask;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long the tasks of each model took, as one client saw it: to show an estimate, and to be
 * stored, so that a restart forgets nothing. Immutable.
 *
 * <p>Remembered are 50 durations of each of the 100 models that were used last, of tasks that the
 * client itself submitted, waited for and saw succeed. A duration counts from the accepted submit;
 * its end lies between the last two queries, and the middle is taken for it. Where more than 50
 * tasks of a model are under way, only so many of them are looked at.
 *
 * <pre>{@code
 * Duration left = client.durations().left("gpt-image-2", Duration.ofSeconds(12));
 * settings.put("durations", client.durations().toString());
 * // … and in another process:
 * builder.durations(TaskDurations.parse(settings.get("durations")));
 * }</pre>
 */
public final class TaskDurations {
  private static final TaskDurations NONE = new TaskDurations(Collections.emptyMap());
  private static final double SHORTEST = 0.001;
  private static final double LONGEST = 366 * 24 * 60 * 60;

  private final Map<String, double[]> seconds;

  /**
   * @param seconds of each model, at least one, the oldest first; not copied
   */
  TaskDurations(Map<String, double[]> seconds) {
    this.seconds = Collections.unmodifiableMap(seconds);
  }

  /** Returns those of a client that has seen no task succeed. */
  public static TaskDurations none() {
    return NONE;
  }

  /**
   * Returns what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static TaskDurations parse(String text) {
    Objects.requireNonNull(text, "text == null");
    Map<String, double[]> all = new LinkedHashMap<>();
    for (String line : text.trim().split("\\s+", -1)) {
      if (line.isEmpty()) continue; // of no text at all
      int end = line.indexOf('=');
      if (end < 1) throw notDurations(line, null);
      try {
        String model = URLDecoder.decode(line.substring(0, end), "UTF-8");
        String[] numbers = line.substring(end + 1).split(",", -1);
        all.put(model, Arrays.stream(numbers).mapToDouble(TaskDurations::number).toArray());
      } catch (IllegalArgumentException | UnsupportedEncodingException e) {
        throw notDurations(line, e);
      }
    }
    return new TaskDurations(all);
  }

  /** The models of which a duration is known, the one that was used last at the end. */
  public Set<String> models() {
    return seconds.keySet();
  }

  /** How many durations of a model are known, 0 to 50. */
  public int count(String model) {
    return seconds(model).length;
  }

  /** The duration that half of a model's tasks don't exceed, or null if none is known. */
  public @Nullable Duration median(String model) {
    return quantile(sorted(model), 0.5);
  }

  /** The duration that nine in ten of a model's tasks don't exceed, or null if none is known. */
  public @Nullable Duration p90(String model) {
    return quantile(sorted(model), 0.9);
  }

  /**
   * About how long a task still takes that has lasted so long already: the median of those that
   * took longer; null if none is known that did.
   *
   * @param age how long ago its submit was accepted
   */
  public @Nullable Duration left(String model, Duration age) {
    double lasted = age.toMillis() / 1e3;
    double[] longer = Arrays.stream(sorted(model)).filter(each -> each > lasted).toArray();
    Duration end = quantile(longer, 0.5);
    return end == null ? null : end.minus(age);
  }

  /** Those of a model, the oldest first. */
  double[] seconds(String model) {
    Objects.requireNonNull(model, "model == null");
    return seconds.getOrDefault(model, new double[0]);
  }

  private double[] sorted(String model) {
    double[] copy = seconds(model).clone();
    Arrays.sort(copy);
    return copy;
  }

  private static @Nullable Duration quantile(double[] sorted, double part) {
    if (sorted.length == 0) return null;
    double at = part * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    double value = sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    return Duration.ofMillis(Math.round(value * 1e3));
  }

  private static double number(String text) {
    double number = Double.parseDouble(text);
    if (number >= SHORTEST && number <= LONGEST) return number;
    throw new IllegalArgumentException(text + " is no duration in seconds");
  }

  private static IllegalArgumentException notDurations(String line, @Nullable Exception cause) {
    String shown = line.length() <= 40 ? line : line.substring(0, 40) + "…";
    return new IllegalArgumentException(
        "no durations: \"" + shown + "\" (they look like gpt-image-2=21.4,19.8)", cause);
  }

  /** The text to store, a line for each model and a millisecond exact; {@link #parse} reads it. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, double[]> each : seconds.entrySet()) {
      char before = '=';
      out.append(encode(each.getKey()));
      for (double duration : each.getValue()) {
        out.append(before).append(String.format(Locale.ROOT, "%.3f", duration));
        before = ',';
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static String encode(String model) {
    try {
      return URLEncoder.encode(model, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e);
    }
  }
}
