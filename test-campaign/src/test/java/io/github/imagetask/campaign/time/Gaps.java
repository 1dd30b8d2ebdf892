package io.github.imagetask.campaign.time;

import io.github.imagetask.campaign.BareGateway;
import java.util.Collection;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The times between the queries of one task, as the gateway saw them. Without the last one: at its
 * deadline a wait asks at once.
 */
final class Gaps {
  private Gaps() {}

  /** The shortest of all tasks, in milliseconds; infinite if there is none. */
  static double shortest(Collection<BareGateway.Task> tasks) {
    return of(tasks).min().orElse(Double.POSITIVE_INFINITY);
  }

  /** The longest of all tasks, in milliseconds. */
  static double longest(Collection<BareGateway.Task> tasks) {
    return of(tasks).max().orElse(0);
  }

  private static DoubleStream of(Collection<BareGateway.Task> tasks) {
    return tasks.stream().flatMapToDouble(Gaps::of);
  }

  private static DoubleStream of(BareGateway.Task task) {
    List<Long> times = List.copyOf(task.asked);
    return IntStream.range(1, Math.max(1, times.size() - 1))
        .mapToDouble(i -> (times.get(i) - times.get(i - 1)) / 1e6);
  }
}
