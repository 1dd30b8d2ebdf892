package io.github.imagetask;

import java.nio.ByteBuffer;

/** AVIF and HEIC, ISO/IEC 14496-12 section 4.2: boxes of length, type and data. */
final class BoxWalk extends ContainerWalk {
  private static final int META = 0x6d657461;
  private static final int MOOV = 0x6d6f6f76;
  private static final int MDAT = 0x6d646174;

  private boolean large;
  private boolean described;
  private boolean filled;

  BoxWalk() {
    super(0, 8);
  }

  @Override
  boolean isWhole() {
    // Without media data the image lies in its description. After both, a few bytes are padding.
    return super.isWhole() || (described && !large && isBetween(filled ? 7 : 0));
  }

  @Override
  void step(ByteBuffer header) {
    if (large) {
      large = false;
      skip(header.getLong() - 16);
      return;
    }
    long length = header.getInt() & 0xffffffffL;
    int type = header.getInt();
    if (!isType(type)) {
      end(); // padding, or nothing that tells us more
      return;
    }
    described |= type == META || type == MOOV;
    filled |= type == MDAT;
    if (length == 0) { // up to the end, wherever that is
      end();
    } else if (length == 1) {
      large = true;
      next(0, 8);
    } else {
      skip(length - 8);
    }
  }

  private void skip(long rest) {
    if (rest < 0) {
      end();
    } else {
      next(rest, 8);
    }
  }

  private static boolean isType(int type) {
    for (int shift = 0; shift < 32; shift += 8) {
      int c = (type >> shift) & 0xff;
      if (c < ' ' || (c > '~' && c != 0xa9)) return false;
    }
    return true;
  }
}
