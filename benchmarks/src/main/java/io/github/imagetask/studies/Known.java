package io.github.imagetask.studies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * The best schedule there is for durations that are known, by dynamic programming: it minimizes
 * delay + price × queries, with each query from floor to ceiling after the one before.
 */
final class Known {
  private static final double GRID = 0.25;
  private static final int CELLS = (int) (620 / GRID);
  private static final double ROUND_TRIP = 0.1;

  private Known() {}

  static Schedule schedule(World world, double price, double floor, double ceiling) {
    double[] ages = ages(samples(world), price, floor, ceiling);
    return (now, chance) ->
        new Schedule.Plan() {
          private int next;

          @Override
          public double first(DoubleSupplier random) {
            return ages[next++];
          }

          @Override
          public double next(double age, DoubleSupplier random) {
            while (next < ages.length && ages[next] <= age) next++;
            return next < ages.length ? ages[next++] : age + ceiling;
          }
        };
  }

  private static double[] samples(World world) {
    SplittableRandom random = new SplittableRandom(77);
    double[] samples = new double[3000];
    for (int i = 0; i < samples.length; i++) samples[i] = world.durations().apply(i).next(random);
    Arrays.sort(samples);
    return samples;
  }

  private static double[] ages(double[] sorted, double price, double floor, double ceiling) {
    double[] ended = new double[CELLS + 1]; // the part of the tasks that has
    double[] lasted = new double[CELLS + 1]; // and the sum of how long they took
    int count = 0;
    double sum = 0;
    for (int i = 0; i <= CELLS; i++) {
      while (count < sorted.length && sorted[count] <= i * GRID) sum += sorted[count++];
      ended[i] = (double) count / sorted.length;
      lasted[i] = sum / sorted.length;
    }
    double[] cost = new double[CELLS + 1];
    int[] choice = new int[CELLS + 1];
    int least = (int) Math.round((floor + ROUND_TRIP) / GRID);
    int most = (int) Math.round((ceiling + ROUND_TRIP) / GRID);
    for (int i = CELLS - least; i >= 0; i--) {
      if (ended[i] >= 1) continue;
      cost[i] = Double.MAX_VALUE;
      int last = Math.min(CELLS, i + most);
      for (int j = i + least; j <= last; j++) {
        double late = j * GRID * (ended[j] - ended[i]) - (lasted[j] - lasted[i]);
        double total = price * (1 - ended[i]) + late + cost[j];
        if (total >= cost[i]) continue;
        cost[i] = total;
        choice[i] = j;
      }
    }
    List<Double> ages = new ArrayList<>();
    for (int i = choice[0]; i > 0; i = choice[i]) ages.add(i * GRID - ROUND_TRIP / 2);
    return ages.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
