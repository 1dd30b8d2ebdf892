package io.github.imagetask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Makes a client's pollers, and knows those that somebody waits on, by their task: for callbacks,
 * and to end them at last.
 */
final class Pollers implements Sweep.Part {
  private final PollPolicy policy;
  private final DurationMemory durations;
  private final Queries queries;
  private final Timer timer;
  private final Sweep sweep;
  private final Lifecycle lifecycle;
  private final Callbacks callbacks;
  private final Map<TaskKey, List<Poller>> active = new ConcurrentHashMap<>();

  Pollers(
      PollPolicy policy,
      DurationMemory durations,
      Queries queries,
      Timer timer,
      Sweep sweep,
      Lifecycle lifecycle,
      Callbacks callbacks) {
    this.policy = policy;
    this.durations = durations;
    this.queries = queries;
    this.timer = timer;
    this.sweep = sweep;
    this.lifecycle = lifecycle;
    this.callbacks = callbacks;
  }

  /** Makes the poller of a task; {@link Poller} says what the parameters are. */
  Poller poller(TaskContext context, TaskSnapshot snapshot, boolean resumed, Events events) {
    return new Poller(
        policy, durations, queries, timer, lifecycle, this, callbacks, events, context, snapshot,
        resumed);
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
    wake(); // it may have come to rest just now
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
    forEach(Poller::abort);
  }

  /** Makes sure that alarms will be set and kept, or throws. */
  void wake() {
    sweep.wake();
  }

  @Override
  public boolean isIdle() {
    return active.isEmpty();
  }

  @Override
  public void sweep(long now) {
    forEach(Poller::sweep);
  }

  private void forEach(Consumer<Poller> action) {
    for (List<Poller> each : active.values()) {
      for (Poller poller : each) {
        try {
          action.accept(poller);
        } catch (RuntimeException | Error e) {
          // It stays here, for the next sweep; the others mustn't suffer.
        }
      }
    }
  }
}
