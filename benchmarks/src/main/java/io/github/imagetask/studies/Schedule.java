package io.github.imagetask.studies;

import io.github.imagetask.PollPolicy;
import io.github.imagetask.SimulatedWaits;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/** When tasks are asked for: makes a plan for each. All times are seconds. */
interface Schedule {
  /** Returns the plan for a task that is submitted now. */
  Plan begin(double now, DoubleSupplier random);

  /** One task's. Ages count from its submit. */
  interface Plan {
    /** Returns the age at the first query. */
    double first(DoubleSupplier random);

    /** Returns the age at the next query; an answer at this age said that the task is pending. */
    double next(double age, DoubleSupplier random);

    /** The task was found to have succeeded at the age of {@code to}, after that of from. */
    default void succeeded(double from, double to) {}
  }

  /** The SDK's own waits. */
  static Schedule ours(PollPolicy policy) {
    SimulatedWaits waits = new SimulatedWaits(policy);
    return (now, chance) -> {
      SimulatedWaits.One wait = waits.begin(now, chance.getAsDouble());
      return new Plan() {
        @Override
        public double first(DoubleSupplier random) {
          return wait.asksAt();
        }

        @Override
        public double next(double age, DoubleSupplier random) {
          wait.isPending(age, random.getAsDouble());
          return wait.asksAt();
        }

        @Override
        public void succeeded(double from, double to) {
          wait.hasSucceeded(from, to);
        }
      };
    };
  }

  /** The same interval throughout, spread by a part of it to both sides. */
  static Schedule constant(double every, double jitter) {
    return constant(every, every, jitter);
  }

  /** The same interval, but for the first. */
  static Schedule constant(double first, double every, double jitter) {
    return intervals(first, jitter, number -> every);
  }

  /** DashScope's SDK for Java: at once, then after 1, 1, 2, 2, 2, 4, 4, 4, 5, 5 … s. */
  static Schedule dashscope() {
    return intervals(0, 0, number -> Math.min(5, Math.pow(2, Math.floor((number + 1) / 3))));
  }

  /** Smithy's waiters, as most of AWS's SDKs have them: at once, then exponential, full jitter. */
  static Schedule smithy(double least, double most) {
    return (now, chance) ->
        new Plan() {
          private double highest = least;

          @Override
          public double first(DoubleSupplier random) {
            return 0;
          }

          @Override
          public double next(double age, DoubleSupplier random) {
            double delay = least + (highest - least) * random.getAsDouble();
            highest = Math.min(most, highest * 2);
            return age + delay;
          }
        };
  }

  private static Schedule intervals(double first, double jitter, DoubleUnaryOperator interval) {
    return (now, chance) ->
        new Plan() {
          private int number;

          @Override
          public double first(DoubleSupplier random) {
            return spread(first, jitter, random);
          }

          @Override
          public double next(double age, DoubleSupplier random) {
            return age + spread(interval.applyAsDouble(number++), jitter, random);
          }
        };
  }

  private static double spread(double delay, double jitter, DoubleSupplier random) {
    return delay * (1 - jitter + 2 * jitter * random.getAsDouble());
  }
}
