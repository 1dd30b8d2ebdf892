package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/**
 * What waits to be run on the user's executor, the oldest first. Not thread-safe: the lock of
 * {@link Callbacks} guards it.
 */
final class CallbackLane {
  private @Nullable Entry first;
  private @Nullable Entry last;

  /** Something to run. Made beforehand: to hand it over needs no memory. */
  abstract static class Entry {
    private long since;
    private @Nullable Entry next;

    abstract void run();
  }

  void add(Entry entry, long now) {
    entry.since = now;
    if (last == null) {
      first = entry;
    } else {
      last.next = entry;
    }
    last = entry;
  }

  @Nullable Entry poll() {
    Entry polled = first;
    if (polled == null) return null;
    first = polled.next;
    if (first == null) last = null;
    polled.next = null;
    return polled;
  }

  boolean isEmpty() {
    return first == null;
  }

  /** Whether one has waited this long. */
  boolean isLate(long now, long patience) {
    return first != null && now - first.since >= patience;
  }

  /** How many have waited this long. */
  int late(long now, long patience) {
    int count = 0;
    for (Entry each = first; each != null && now - each.since >= patience; each = each.next) {
      count++;
    }
    return count;
  }
}
