package io.github.imagetask;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.annotation.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * How long a client's tasks took, model by model, as it saw it; and what waits learn from it.
 * Thread-safe, without a clock of its own: all times are {@link Timer#now()}.
 *
 * <p>Tasks that end together teach together, so not all may: of a thousand submitted at once the
 * last fifty to end would be all that is remembered. No more of a model's tasks teach at a time
 * than are remembered.
 */
final class DurationMemory {
  /** How many durations of a model are remembered. */
  static final int REMEMBERED = 50;

  /** From how many on they are believed. */
  static final int BELIEVED = 8;

  /** How many models are remembered, since their names are open. */
  static final int MODELS = 100;

  /** A task that hasn't ended after so long lets another one teach. */
  private static final long GIVEN_UP = Duration.ofMinutes(15).toNanos();

  /** An end that is known no better than this, or than to a half, says nothing. */
  private static final long CLOSE = Duration.ofSeconds(10).toNanos();

  @GuardedBy("this")
  private final Map<String, Model> models = new LinkedHashMap<>(16, 0.75f, true);

  DurationMemory(TaskDurations known) {
    for (String model : known.models()) model(model).knows(known.seconds(model));
  }

  /** Returns what is learned of a model so far, or null if that is too little. */
  synchronized @Nullable LearnedDelays learned(String model) {
    Model known = models.get(model);
    return known == null ? null : known.learned();
  }

  /** Lets a task teach how long those of its model take; returns whether it is wanted. */
  synchronized boolean watch(String model, long createdAt, long now) {
    return model(model).watch(createdAt, now);
  }

  /**
   * A task that is watched has succeeded.
   *
   * @param from when it hadn't yet, at the latest query before; or when it was submitted
   * @param to when it had
   */
  synchronized void succeeded(String model, long createdAt, long from, long to) {
    Model known = models.get(model);
    if (known == null || !known.unwatch(createdAt)) return;
    long gap = to - from;
    if (gap > CLOSE && gap > (to - createdAt) / 2) return;
    known.add((from - createdAt + gap / 2) / 1e9);
  }

  /** A task that is watched has ended otherwise. */
  synchronized void unwatch(String model, long createdAt) {
    Model known = models.get(model);
    if (known == null) return;
    boolean unused = known.unwatch(createdAt); // given up already, perhaps
  }

  /** Returns a copy of what is remembered. */
  synchronized TaskDurations durations() {
    Map<String, double[]> copy = new LinkedHashMap<>();
    models.forEach(
        (name, model) -> {
          if (model.seconds.length > 0) copy.put(name, model.seconds());
        });
    return new TaskDurations(copy);
  }

  @GuardedBy("this")
  private Model model(String name) {
    Model there = models.get(name);
    if (there != null) return there;
    if (models.size() == MODELS) models.remove(models.keySet().iterator().next());
    Model made = new Model();
    models.put(name, made);
    return made;
  }

  /** One model's durations. */
  private static final class Model {
    private double[] seconds = {}; // a ring, once it is full
    private int oldest;
    private long[] watched = {}; // when they were submitted
    private @Nullable LearnedDelays learned;

    void knows(double[] known) {
      seconds = Arrays.copyOfRange(known, Math.max(0, known.length - REMEMBERED), known.length);
    }

    @Nullable LearnedDelays learned() {
      if (learned == null && seconds.length >= BELIEVED) learned = LearnedDelays.of(seconds);
      return learned;
    }

    boolean watch(long createdAt, long now) {
      for (int i = 0; i < watched.length; i++) {
        if (now - watched[i] > GIVEN_UP) {
          watched[i] = createdAt;
          return true;
        }
      }
      if (watched.length == REMEMBERED) return false;
      watched = Arrays.copyOf(watched, watched.length + 1);
      watched[watched.length - 1] = createdAt;
      return true;
    }

    /** Returns false if it was given up. */
    boolean unwatch(long createdAt) {
      int last = watched.length - 1;
      for (int i = 0; i <= last; i++) {
        if (watched[i] == createdAt) {
          watched[i] = watched[last];
          watched = Arrays.copyOf(watched, last);
          return true;
        }
      }
      return false;
    }

    void add(double duration) {
      double positive = Math.max(duration, 1e-3);
      if (seconds.length < REMEMBERED) {
        seconds = Arrays.copyOf(seconds, seconds.length + 1);
        seconds[seconds.length - 1] = positive;
      } else {
        seconds[oldest] = positive;
        oldest = (oldest + 1) % REMEMBERED;
      }
      learned = null;
    }

    /** In the order in which they came. */
    double[] seconds() {
      double[] copy = new double[seconds.length];
      for (int i = 0; i < copy.length; i++) copy[i] = seconds[(oldest + i) % copy.length];
      return copy;
    }
  }
}
