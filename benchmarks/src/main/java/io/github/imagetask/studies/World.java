package io.github.imagetask.studies;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * How long tasks take, and when they are submitted.
 *
 * @param durations of the task with this number
 * @param together how many are under way on the average, submitted one by one; 0 if in waves
 * @param wave how many are submitted at once, the next when all have ended
 */
record World(String name, IntFunction<Durations> durations, double together, int wave) {
  /** Seconds. */
  interface Durations {
    double next(SplittableRandom random);
  }

  private static final Durations TWELVE = lognormal(12, 0.3);
  private static final Durations THIRTY = lognormal(30, 0.3);
  private static final Durations SIXTY = lognormal(60, 0.3);
  private static final Durations NINETY = lognormal(90, 0.3);

  /** help.apiyi.com/en?p=16038: nine times of gemini-3.1-flash-image-preview. */
  private static final double[] NINE = {56, 34, 43, 36, 23, 28, 46, 33, 39};

  /** Those that stay as they are. */
  static final List<World> STEADY =
      List.of(
          steady("12 s σ.5", lognormal(12, 0.5)),
          steady("30 s σ.3", THIRTY),
          steady("30 s σ.6", lognormal(30, 0.6)),
          steady("90 s σ.4", lognormal(90, 0.4)),
          steady("12 or 60 s", random -> (random.nextDouble() < 0.7 ? TWELVE : SIXTY).next(random)),
          steady(
              "nine seen",
              random -> NINE[random.nextInt(NINE.length)] * Math.exp(0.1 * gauss(random))),
          steady("4–15 s", lognormal(8, 0.35)),
          steady("5–300 s", random -> Math.min(300, Math.max(5, lognormal(30, 0.9).next(random)))));

  /** Those in which what was learned is wrong, or late. */
  static final List<World> TROUBLED =
      List.of(
          new World("30 s, then 90 s", task -> task < 2000 ? THIRTY : NINETY, 20, 0),
          new World("90 s, then 12 s", task -> task < 2000 ? NINETY : TWELVE, 20, 0),
          new World(
              "12 and 60 s in turns of 200", task -> task / 200 % 2 == 0 ? TWELVE : SIXTY, 20, 0),
          new World("one at a time, 30 s σ.3", task -> THIRTY, 1, 0),
          new World("2,000 together, 30 s σ.3", task -> THIRTY, 2000, 0),
          new World("4,000 at once, 30 s σ.3", task -> THIRTY, 0, 4000),
          new World("waves of 400, 30 s σ.3", task -> THIRTY, 0, 400),
          new World(
              "one in 50 takes ten times as long",
              task -> random -> THIRTY.next(random) * (random.nextInt(50) == 0 ? 10 : 1),
              20,
              0));

  private static World steady(String name, Durations durations) {
    return new World(name, task -> durations, 20, 0);
  }

  private static Durations lognormal(double median, double sigma) {
    return random -> Math.min(590, Math.max(0.5, median * Math.exp(sigma * gauss(random))));
  }

  private static double gauss(SplittableRandom r) {
    return Math.sqrt(-2 * Math.log(1 - r.nextDouble())) * Math.cos(2 * Math.PI * r.nextDouble());
  }

  /** About how long a task takes on the average. */
  double mean() {
    SplittableRandom random = new SplittableRandom(99);
    double sum = 0;
    for (int i = 0; i < 4000; i++) sum += durations.apply(i).next(random);
    return sum / 4000;
  }
}
