package io.github.imagetask.testing.fake;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open connections of all relays; safe for use by many threads. */
final class Lines {
  private final Set<Line> open = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Line> byServerPort = new ConcurrentHashMap<>();
  private volatile boolean closing;

  void opened(Line line) {
    open.add(line);
    if (closing) {
      line.close();
    }
  }

  /** The line reaches the HTTP server from this port. */
  void connected(Line line, int port) {
    byServerPort.put(port, line);
    if (line.isClosed()) {
      closed(line);
    }
  }

  void closed(Line line) {
    open.remove(line);
    byServerPort.values().remove(line);
  }

  /** The line by which a request came to the HTTP server; null if it came by none. */
  @Nullable Line from(int port) {
    return byServerPort.get(port);
  }

  void closeAll() {
    closing = true;
    open.forEach(Line::close);
  }
}
