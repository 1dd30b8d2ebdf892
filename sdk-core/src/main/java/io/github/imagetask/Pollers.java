package io.github.imagetask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a client's pollers, and knows those that somebody waits on, by their task: for callbacks,
 * and to end them at last.
 */
final class Pollers implements Sweep.Part {
  private final Poller.Parts parts;
  private final Sweep sweep;
  private final Map<TaskKey, Group> active = new ConcurrentHashMap<>();

  /**
   * The pollers of one task, one for each handle; nearly always it is one, which is its own group.
   * Immutable.
   */
  interface Group {
    static Group of(Poller first, Poller second) {
      return new Several(Arrays.asList(first, second));
    }

    Group with(Poller poller);

    /** Null if none is left. */
    @Nullable Group without(Poller poller);

    void forEach(Consumer<Poller> action);
  }

  Pollers(
      PollPolicy policy,
      DurationMemory durations,
      Queries queries,
      Timer timer,
      Sweep sweep,
      Lifecycle lifecycle,
      Callbacks callbacks) {
    this.parts = new Poller.Parts(policy, durations, queries, timer, lifecycle, this, callbacks);
    this.sweep = sweep;
  }

  /** Makes the poller of a task; {@link Poller} says what the parameters are. */
  Poller poller(TaskContext context, TaskSnapshot snapshot, boolean resumed, Events events) {
    return new Poller(parts, events, context, snapshot, resumed);
  }

  void add(Poller poller) {
    active.merge(poller.key(), poller, (there, added) -> there.with(poller));
    wake(); // it may have come to rest just now
  }

  void remove(Poller poller) {
    active.computeIfPresent(poller.key(), (key, there) -> there.without(poller));
  }

  void nudge(TaskKey key) {
    Group group = active.get(key);
    if (group != null) group.forEach(Poller::nudge);
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
    Consumer<Poller> safely =
        poller -> {
          try {
            action.accept(poller);
          } catch (RuntimeException | Error e) {
            // It stays here, for the next sweep; the others mustn't suffer.
          }
        };
    for (Group each : active.values()) each.forEach(safely);
  }

  /** Several pollers of one task. */
  private static final class Several implements Group {
    private final List<Poller> pollers;

    Several(List<Poller> pollers) {
      this.pollers = pollers;
    }

    @Override
    public Group with(Poller poller) {
      if (pollers.contains(poller)) return this;
      List<Poller> more = new ArrayList<>(pollers);
      more.add(poller);
      return new Several(more);
    }

    @Override
    public Group without(Poller poller) {
      List<Poller> fewer = new ArrayList<>(pollers);
      fewer.remove(poller);
      return fewer.size() == 1 ? fewer.get(0) : new Several(fewer);
    }

    @Override
    public void forEach(Consumer<Poller> action) {
      pollers.forEach(action);
    }
  }
}
