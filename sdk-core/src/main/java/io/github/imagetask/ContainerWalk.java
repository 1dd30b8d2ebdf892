package io.github.imagetask;

import java.nio.ByteBuffer;

/**
 * A walk along a container's parts, from one header to the next, while its bytes pass. It holds no
 * more than one header at a time, and copies nothing else.
 */
abstract class ContainerWalk {
  private static final int LONGEST = 8;

  private final ByteBuffer header = ByteBuffer.allocate(LONGEST); // big-endian
  private long skip;
  private int need;
  private boolean over;
  private boolean whole;

  /**
   * @param skip how many bytes come before the first header
   * @param need how many bytes the first header has
   */
  ContainerWalk(long skip, int need) {
    this.skip = skip;
    this.need = need;
  }

  /** Takes a header, which has as many bytes as were asked for; what is left is of the next. */
  abstract void step(ByteBuffer header);

  /** Where the next header begins, or the bytes' end, after data whose length is told nowhere. */
  int search(byte[] bytes, int from, int to) {
    return from;
  }

  /** Whether the container may end here. */
  boolean isWhole() {
    return whole;
  }

  /** Whether the parts have told nothing. */
  final boolean isLost() {
    return over && !whole;
  }

  /** Reads the bytes that come next. */
  final void read(byte[] bytes, int from, int to) {
    int at = from;
    while (!over) {
      int passed = (int) Math.min(skip, to - at);
      at += passed;
      skip -= passed;
      if (skip > 0) return;
      if (header.position() == 0) at = search(bytes, at, to);
      int more = Math.min(need - header.position(), to - at);
      header.put(bytes, at, more);
      at += more;
      if (header.position() < need) return;
      header.flip();
      step(header);
      header.compact();
    }
  }

  /** Goes on behind so many bytes, with a header of that size. */
  final void next(long skip, int need) {
    this.skip = skip;
    this.need = need;
  }

  /** The container's end has come; what follows is no part of it. */
  final void end() {
    over = true;
    whole = true;
  }

  /** The parts make no sense, so that they tell nothing. */
  final void lost() {
    over = true;
  }

  /** Whether the last part has passed, and this much of another header. */
  final boolean isBetween(int most) {
    return skip == 0 && header.position() <= most;
  }
}
