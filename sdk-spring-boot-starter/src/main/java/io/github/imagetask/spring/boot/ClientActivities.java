package io.github.imagetask.spring.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What was heard of each client, by the name of its bean. */
final class ClientActivities {
  private final Map<String, ClientActivity> clients = new ConcurrentSkipListMap<>();

  ClientActivity of(String beanName) {
    return clients.computeIfAbsent(beanName, name -> new ClientActivity());
  }

  /** Whether a gateway's last word is that it refuses its account. */
  boolean anyRefused() {
    return clients.values().stream().anyMatch(ClientActivity::isRefused);
  }

  boolean anySucceeded() {
    return clients.values().stream().anyMatch(ClientActivity::hasSucceeded);
  }

  Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    clients.forEach((name, client) -> details.put(name, client.details()));
    return details;
  }
}
