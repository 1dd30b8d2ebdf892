package io.github.imagetask.studies.pacing;

/** When the tasks of a world are submitted. */
interface Arrivals {
  /** The second in which the task of this number out of so many is. */
  double at(int task, int tasks);

  /** Evenly over so many seconds; 0 is all at once. */
  static Arrivals over(double seconds) {
    return (task, tasks) -> seconds * task / tasks;
  }

  /** The first few evenly over so many seconds, and then all others at once. */
  static Arrivals quietly(int first, double seconds) {
    return (task, tasks) -> task < first ? seconds * task / first : seconds;
  }
}
