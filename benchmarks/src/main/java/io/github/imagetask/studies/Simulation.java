package io.github.imagetask.studies;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Asks for tasks of a world by a schedule, in simulated time. */
final class Simulation {
  /** A query's way there and back; the gateway looks in the middle. */
  private static final double ROUND_TRIP = 0.1;

  private Simulation() {}

  /**
   * What came of it.
   *
   * @param delay from a task's end to its result, seconds, mean
   * @param p95 of the delay
   * @param worst of the delay
   * @param queries a task, mean
   */
  record Result(double delay, double p95, double worst, double queries) {}

  /** An end that was seen: only then it can be learned from. */
  private record End(double at, Schedule.Plan plan, double from, double to) {}

  /**
   * Runs it. What is drawn depends on the seed and the number of the task alone, so that schedules
   * are compared by the same durations.
   *
   * @param skip how many tasks at the start aren't counted
   */
  static Result run(World world, Schedule schedule, int tasks, int skip, long seed) {
    SplittableRandom durations = new SplittableRandom(seed);
    SplittableRandom arrivals = new SplittableRandom(seed + 1);
    SplittableRandom jitter = new SplittableRandom(seed + 2);
    double pace = world.together() == 0 ? 0 : world.mean() / world.together();
    PriorityQueue<End> ends = new PriorityQueue<>((a, b) -> Double.compare(a.at, b.at));
    double[] delays = new double[tasks - skip];
    double queries = 0;
    double now = 0;
    double last = 0;
    for (int task = 0; task < tasks; task++) {
      if (pace > 0) now -= Math.log(1 - arrivals.nextDouble()) * pace;
      if (pace == 0 && task % world.wave() == 0) now = last + 1;
      while (!ends.isEmpty() && ends.peek().at <= now) {
        End end = ends.remove();
        end.plan.succeeded(end.from, end.to);
      }
      double duration = world.durations().apply(task).next(durations);
      Schedule.Plan plan = schedule.begin(now, jitter::nextDouble);
      double asked = plan.first(jitter::nextDouble);
      double before = 0;
      int count = 1;
      while (asked + ROUND_TRIP / 2 < duration) {
        before = asked + ROUND_TRIP;
        asked = plan.next(before, jitter::nextDouble);
        count++;
      }
      double seen = asked + ROUND_TRIP;
      if (task >= skip) {
        delays[task - skip] = seen - duration;
        queries += count;
      }
      ends.add(new End(now + seen, plan, before, seen));
      last = Math.max(last, now + seen);
    }
    return result(delays, queries);
  }

  private static Result result(double[] delays, double queries) {
    Arrays.sort(delays);
    int n = delays.length;
    double mean = Arrays.stream(delays).sum() / n;
    return new Result(mean, delays[(int) (n * 0.95)], delays[n - 1], queries / n);
  }
}
