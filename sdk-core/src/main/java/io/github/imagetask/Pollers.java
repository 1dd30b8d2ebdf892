package io.github.imagetask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The pollers that somebody waits on, by their task: for callbacks, and to end them at last. */
final class Pollers {
  private final Map<TaskKey, List<Poller>> active = new ConcurrentHashMap<>();

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
