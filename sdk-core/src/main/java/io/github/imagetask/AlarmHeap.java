package io.github.imagetask;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen, the earliest first: a binary heap whose entries know their place, so that
 * moving one or taking one out costs O(log n), and no memory. Not thread-safe.
 */
final class AlarmHeap {
  private @Nullable Entry[] entries = new Entry[16];
  private int size;

  /** Something that is to happen. */
  abstract static class Entry {
    private long due;
    private int place = -1; // of one that isn't in the heap

    /** When it is due; only differences mean something. */
    long due() {
      return due;
    }
  }

  /** The earliest, or null. */
  @Nullable Entry first() {
    return entries[0];
  }

  /** Puts one in, or moves it, if it is there already. */
  void set(Entry entry, long due) {
    if (entry.place < 0) {
      if (size == entries.length) entries = Arrays.copyOf(entries, 2 * size);
      entry.place = size++;
    }
    entry.due = due;
    settle(entry);
  }

  /** Takes one out, if it is there. */
  void remove(Entry entry) {
    int place = entry.place;
    if (place < 0) return;
    entry.place = -1;
    Entry last = at(--size);
    entries[size] = null;
    if (last == entry) return;
    last.place = place;
    settle(last);
  }

  /** Takes all out. */
  void clear() {
    for (int i = 0; i < size; i++) at(i).place = -1;
    Arrays.fill(entries, 0, size, null);
    size = 0;
  }

  /** Moves an entry from its place, whatever is there, to where it belongs. */
  private void settle(Entry entry) {
    int place = entry.place;
    while (place > 0) {
      int parent = (place - 1) / 2;
      if (!isBefore(entry, at(parent))) break;
      put(at(parent), place);
      place = parent;
    }
    while (true) {
      int child = earlierChild(place);
      if (child >= size || !isBefore(at(child), entry)) break;
      put(at(child), place);
      place = child;
    }
    put(entry, place);
  }

  private int earlierChild(int place) {
    int left = 2 * place + 1;
    return left + 1 < size && isBefore(at(left + 1), at(left)) ? left + 1 : left;
  }

  private void put(Entry entry, int place) {
    entries[place] = entry;
    entry.place = place;
  }

  private Entry at(int place) {
    return Objects.requireNonNull(entries[place]);
  }

  private static boolean isBefore(Entry a, Entry b) {
    return a.due - b.due < 0; // nanoTime() may overflow: only differences compare
  }
}
