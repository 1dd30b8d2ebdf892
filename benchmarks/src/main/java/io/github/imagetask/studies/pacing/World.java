package io.github.imagetask.studies.pacing;

import io.github.imagetask.PollPolicy;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A gateway and those who wait at it.
 *
 * @param tasks of all clients together
 * @param clients that share the limit and know nothing of each other
 * @param arrivals when the tasks are submitted
 * @param latency of an answer, in seconds
 * @param durations of the tasks
 * @param policy when a wait asks
 */
record World(
    String name,
    Supplier<Limiter> limiter,
    int tasks,
    int clients,
    Arrivals arrivals,
    double latency,
    Durations durations,
    PollPolicy policy) {

  static World of(String name, int tasks, Supplier<Limiter> limiter) {
    return new World(
        name,
        limiter,
        tasks,
        1,
        Arrivals.over(0),
        0.1,
        Durations.uniform(60, 180),
        PollPolicy.ofDefaults());
  }

  World clients(int clients) {
    return new World(name, limiter, tasks, clients, arrivals, latency, durations, policy);
  }

  World arriving(Arrivals arrivals) {
    return new World(name, limiter, tasks, clients, arrivals, latency, durations, policy);
  }

  World latency(double seconds) {
    return new World(name, limiter, tasks, clients, arrivals, seconds, durations, policy);
  }

  World lasting(Durations durations) {
    return new World(name, limiter, tasks, clients, arrivals, latency, durations, policy);
  }

  World askedWithin(int seconds) {
    PollPolicy policy =
        this.policy
            .newBuilder()
            .delays(policy().floor(), policy().start(), Duration.ofSeconds(seconds))
            .build();
    return new World(name, limiter, tasks, clients, arrivals, latency, durations, policy);
  }
}
