package io.github.imagetask.testing.fake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/** What one gateway saw. Safe for use by many threads. */
final class Ledger {
  private static final int MAX_REQUESTS = 1000;
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  private final Map<FakeCall, Integer> calls = new EnumMap<>(FakeCall.class);
  private final Deque<Arrival> arrivals = new ArrayDeque<>();
  private final Set<Line> lines = Collections.newSetFromMap(new WeakHashMap<>());
  private long bytes;
  private int connections;
  private int credentialsElsewhere;

  synchronized void arrived(Line line, Arrival arrival) {
    if (lines.add(line)) {
      connections++;
    }
    FakeCall call = arrival.request().call();
    if (call != null) {
      calls.merge(call, 1, Integer::sum);
    }
    arrivals.add(arrival);
    trim();
    notifyAll();
  }

  /** The rest of a request has come. */
  synchronized void completed(Arrival arrival, FakeRequest request) {
    bytes += arrival.dropped ? 0 : request.bodyLength();
    arrival.request(request);
    trim();
  }

  synchronized void credentialsElsewhere() {
    credentialsElsewhere++;
  }

  synchronized int count(FakeCall call) {
    return calls.getOrDefault(call, 0);
  }

  synchronized int connections() {
    return connections;
  }

  synchronized int credentialsSeenElsewhere() {
    return credentialsElsewhere;
  }

  synchronized List<FakeRequest> requests() {
    List<FakeRequest> requests = new ArrayList<>();
    arrivals.forEach(arrival -> requests.add(arrival.request()));
    return Collections.unmodifiableList(requests);
  }

  /** Waits until so many calls have come; false if the time is up first. */
  synchronized boolean await(FakeCall call, int count, Duration timeout)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (count(call) < count) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    return true;
  }

  synchronized void clear() {
    calls.clear();
    arrivals.forEach(arrival -> arrival.dropped = true);
    arrivals.clear();
    bytes = 0;
    connections = 0;
    credentialsElsewhere = 0;
  }

  private void trim() {
    while (arrivals.size() > MAX_REQUESTS || (bytes > MAX_BYTES && arrivals.size() > 1)) {
      Arrival oldest = arrivals.remove();
      oldest.dropped = true;
      bytes -= oldest.request().bodyLength();
    }
  }
}
