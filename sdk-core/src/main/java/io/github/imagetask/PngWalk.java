package io.github.imagetask;

import java.nio.ByteBuffer;

/** PNG, ISO/IEC 15948 section 5: chunks of length, type, data and checksum; the last is IEND. */
final class PngWalk extends ContainerWalk {
  private static final int IEND = 0x49454e44;

  private boolean last;

  PngWalk() {
    super(8, 8);
  }

  @Override
  void step(ByteBuffer header) {
    if (last) {
      end();
      return;
    }
    long length = header.getInt();
    last = header.getInt() == IEND;
    if (length < 0) {
      lost();
    } else {
      next(length + 4, last ? 0 : 8);
    }
  }
}
