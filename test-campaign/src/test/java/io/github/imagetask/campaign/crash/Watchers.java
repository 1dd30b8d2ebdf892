package io.github.imagetask.campaign.crash;

import io.github.imagetask.campaign.BareGateway;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells each round of the requests that are about its tasks. */
final class Watchers {
  private final Map<String, Runnable> rounds = new ConcurrentHashMap<>();

  Watchers(BareGateway gateway) {
    gateway.watch(
        mark -> {
          Runnable round = rounds.get(mark.substring(0, mark.indexOf('-') + 1));
          if (round != null) round.run();
        });
  }

  void add(String marks, Runnable round) {
    rounds.put(marks, round);
  }

  void remove(String marks) {
    rounds.remove(marks);
  }
}
