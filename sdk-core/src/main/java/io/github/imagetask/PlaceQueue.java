package io.github.imagetask;

import java.util.BitSet;

/**
 * The places in a queue, in the order in which they were taken. Taking one, giving one up and
 * counting those ahead of one all cost O(log n), wherever in the queue it is.
 */
final class PlaceQueue {
  private static final int FEWEST = 64;

  private long base; // the number of the first slot
  private int used; // slots, of places taken and of places gone since
  private int first; // no place before this slot
  private int size;
  private BitSet taken = new BitSet();
  private int[] sums = new int[FEWEST + 1]; // a Fenwick tree over the slots

  /** Takes a place behind all others; returns its number, which is never used again. */
  long add() {
    if (used == sums.length - 1) makeRoom();
    int slot = used++;
    taken.set(slot);
    count(slot, 1);
    size++;
    return base + slot;
  }

  /** Gives a place up; nothing happens if that has been done. */
  void remove(long place) {
    if (!contains(place)) return;
    int slot = (int) (place - base);
    taken.clear(slot);
    count(slot, -1);
    size--;
  }

  /** Gives the first place up. */
  void removeFirst() {
    first = taken.nextSetBit(first);
    remove(base + first);
  }

  boolean contains(long place) {
    return place >= base && place - base < used && taken.get((int) (place - base));
  }

  /** How many places are ahead of this one. */
  int ahead(long place) {
    int sum = 0;
    for (int i = (int) (place - base); i > 0; i -= i & -i) sum += sums[i];
    return sum;
  }

  int size() {
    return size;
  }

  /** Drops the slots ahead of the first place, and doubles the others. */
  private void makeRoom() {
    int gone = size == 0 ? used : taken.nextSetBit(first);
    taken = taken.get(gone, used);
    base += gone;
    used -= gone;
    first = 0;
    sums = new int[Math.max(FEWEST, 2 * used) + 1];
    for (int i = taken.nextSetBit(0); i >= 0; i = taken.nextSetBit(i + 1)) count(i, 1);
  }

  private void count(int slot, int change) {
    for (int i = slot + 1; i < sums.length; i += i & -i) sums[i] += change;
  }
}
