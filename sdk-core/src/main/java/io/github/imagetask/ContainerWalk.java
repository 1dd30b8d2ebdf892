package io.github.imagetask;

import java.io.IOException;
import okio.Buffer;

/**
 * A walk along a container's parts, from one header to the next, while its bytes pass. It holds no
 * more than one header at a time.
 */
abstract class ContainerWalk {
  private final Buffer ahead = new Buffer();
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

  /** Takes one header off the buffer, which holds at least as many bytes as were asked for. */
  abstract void step(Buffer header) throws IOException;

  /** Whether the container may end here. */
  boolean isWhole() {
    return whole;
  }

  /** Whether the parts have told nothing. */
  final boolean isLost() {
    return over && !whole;
  }

  /** Reads the last bytes of a buffer, and leaves them there. */
  final void read(Buffer buffer, long count) throws IOException {
    if (over) return;
    buffer.copyTo(ahead, buffer.size() - count, count);
    while (!over) {
      long passed = Math.min(skip, ahead.size());
      ahead.skip(passed);
      skip -= passed;
      if (skip > 0 || ahead.size() < need) return;
      step(ahead);
    }
    ahead.clear();
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
    return skip == 0 && ahead.size() <= most;
  }
}
