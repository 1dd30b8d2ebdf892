package io.github.imagetask;

import java.time.Duration;

/**
 * When to ask for a task whose model's durations are known. A query costs its sender something, and
 * each second that the end isn't seen costs the user something; what costs least is an interval in
 * proportion to 1/√hazard, the hazard being how likely the task is to end in the next second, given
 * that it hasn't. The hazard is that of a lognormal fitted to the durations. The policy's start is
 * the interval for tasks that may end at any moment alike. Immutable.
 */
final class LearnedDelays {
  /** A fit to a few durations is too sure of itself. */
  private static final double WIDER = 1.15;

  private static final double NARROWEST = 0.15;

  /**
   * The part of the tasks that don't end as the others did: stuck ones aren't asked without end.
   */
  private static final double STRANGE = 0.01;

  /** Into how many steps the way from floor to ceiling is cut. */
  private static final int STEPS = 32;

  private final double mu;
  private final double sigma;
  private final double rootOfMean;

  private LearnedDelays(double mu, double sigma) {
    this.mu = mu;
    this.sigma = sigma;
    this.rootOfMean = Math.sqrt(Math.exp(mu + sigma * sigma / 2));
  }

  /**
   * @param seconds durations above 0
   */
  static LearnedDelays of(double[] seconds) {
    double sum = 0;
    double squares = 0;
    for (double each : seconds) {
      double log = Math.log(each);
      sum += log;
      squares += log * log;
    }
    double mu = sum / seconds.length;
    double sigma = Math.sqrt(Math.max(0, squares / seconds.length - mu * mu));
    return new LearnedDelays(mu, Math.max(NARROWEST, sigma * WIDER));
  }

  /**
   * Returns the time to the next query, in nanoseconds from floor to ceiling, not yet spread: the
   * first that is as long as the hazard at its end asks for.
   *
   * @param age of the task, in nanoseconds
   */
  long next(PollPolicy policy, long age) {
    double start = seconds(policy.start());
    double floor = seconds(policy.floor());
    double ceiling = seconds(policy.ceiling());
    double step = Math.max((ceiling - floor) / STEPS, 1e-3);
    double delay = floor;
    while (delay < ceiling && delay < wanted(start, age / 1e9 + delay)) delay += step;
    return (long) (Math.min(delay, ceiling) * 1e9);
  }

  private double wanted(double start, double age) {
    return start / (rootOfMean * Math.sqrt(hazard(age)));
  }

  private double hazard(double age) {
    double z = (Math.log(age) - mu) / sigma;
    double density = Math.exp(-z * z / 2) / (age * sigma * Math.sqrt(2 * Math.PI));
    return (1 - STRANGE) * density / ((1 - STRANGE) * above(z) + STRANGE);
  }

  /** The part of a normal distribution above z; Abramowitz and Stegun 26.2.17. */
  private static double above(double z) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double sum =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * sum;
    return z >= 0 ? tail : 1 - tail;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
