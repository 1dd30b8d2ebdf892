package io.github.imagetask.studies.pacing;

import java.util.Random;

/** How long tasks last. */
interface Durations {
  /** The seconds of one. */
  double next(Random random);

  static Durations uniform(double shortest, double longest) {
    return random -> shortest + (longest - shortest) * random.nextDouble();
  }

  static Durations lognormal(double median, double sigma) {
    return random -> Math.max(1, Math.min(590, median * Math.exp(sigma * random.nextGaussian())));
  }
}
