package io.github.imagetask;

import java.nio.ByteBuffer;

/** A container whose head says how long it is: WebP (RIFF) and BMP, both little-endian. */
final class LengthWalk extends ContainerWalk {
  private static final long UNKNOWN = 0xffffffffL;

  private final long before;
  private final long uncounted;
  private boolean passed;

  /**
   * @param at where the length stands
   * @param size how many bytes it has
   * @param uncounted how many bytes of the container it doesn't count
   */
  LengthWalk(long at, int size, long uncounted) {
    super(at, size);
    this.before = at + size;
    this.uncounted = uncounted;
  }

  @Override
  void step(ByteBuffer header) {
    if (passed) {
      end();
      return;
    }
    passed = true;
    long length = Integer.reverseBytes(header.getInt()) & UNKNOWN;
    if (length == 0 || length == UNKNOWN) { // written by who couldn't know it
      end();
    } else {
      next(Math.max(0, length + uncounted - before), 0);
    }
  }
}
