package io.github.imagetask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Makes a client's pollers, and knows those that somebody waits on, by their task: for callbacks,
 * and to end them at last.
 */
final class Pollers {
  private final PollPolicy policy;
  private final Queries queries;
  private final Timer timer;
  private final Lifecycle lifecycle;
  private final Executor callbacks;
  private final Map<TaskKey, List<Poller>> active = new ConcurrentHashMap<>();

  Pollers(
      PollPolicy policy, Queries queries, Timer timer, Lifecycle lifecycle, Executor callbacks) {
    this.policy = policy;
    this.queries = queries;
    this.timer = timer;
    this.lifecycle = lifecycle;
    this.callbacks = callbacks;
  }

  /** Makes the poller of a task; {@link Poller} says what the parameters are. */
  Poller poller(TaskContext context, TaskSnapshot snapshot, boolean resumed, Events events) {
    return new Poller(
        policy, queries, timer, lifecycle, this, callbacks, events, context, snapshot, resumed);
  }

  void add(Poller poller) {
    active.compute(
        poller.key(),
        (key, there) -> {
          if (there == null) return Collections.singletonList(poller);
          if (there.contains(poller)) return there;
          List<Poller> more = new ArrayList<>(there);
          more.add(poller);
          return more;
        });
  }

  void remove(Poller poller) {
    active.computeIfPresent(
        poller.key(),
        (key, there) -> {
          List<Poller> fewer = new ArrayList<>(there);
          fewer.remove(poller);
          return fewer.isEmpty() ? null : fewer;
        });
  }

  void nudge(TaskKey key) {
    for (Poller poller : active.getOrDefault(key, Collections.emptyList())) poller.nudge();
  }

  void abort() {
    for (List<Poller> each : new ArrayList<>(active.values())) each.forEach(Poller::abort);
  }
}
