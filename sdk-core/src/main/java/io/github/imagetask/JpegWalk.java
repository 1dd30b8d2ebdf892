package io.github.imagetask;

import java.nio.ByteBuffer;

/**
 * JPEG, ITU-T T.81 annex B: segments with a length, scans without one, and EOI. A thumbnail inside
 * a segment, which has an EOI of its own, is passed over.
 */
final class JpegWalk extends ContainerWalk {
  private static final byte FF = (byte) 0xff;
  private static final int RST0 = 0xd0;
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int TEM = 0x01;

  private boolean inScan;
  private int marker = -1;

  JpegWalk() {
    super(2, 2);
  }

  @Override
  void step(ByteBuffer header) {
    if (marker >= 0) {
      int length = header.getShort() & 0xffff;
      inScan = marker == SOS;
      marker = -1;
      next(Math.max(0, length - 2), 2);
      return;
    }
    int first = header.get() & 0xff;
    int code = header.get(1) & 0xff;
    if (first != 0xff || (code == 0 && !inScan)) {
      lost();
    } else if (code == EOI) {
      end();
    } else if (code != 0xff) { // which fills
      byte ignored = header.get();
      boolean stuffed = inScan && code == 0;
      boolean alone = code == TEM || (code >= RST0 && code <= SOI); // RST0 to RST7, SOI
      if (!stuffed && !alone) marker = code;
    }
  }

  /** Finds the scan's end: nearly all of an image is scan, so that it counts how. */
  @Override
  int search(byte[] bytes, int from, int to) {
    if (!inScan || marker >= 0) return from;
    ByteBuffer longs = ByteBuffer.wrap(bytes);
    int at = from;
    while (true) {
      while (to - at >= Long.BYTES && !hasFf(longs.getLong(at))) at += Long.BYTES;
      while (at < to && bytes[at] != FF) at++;
      if (to - at < 2 || !isScan(bytes[at + 1] & 0xff)) return at;
      at += 2;
    }
  }

  /** Whether 0xff and this go on with a scan: 0xff itself, or a mark of where to resume. */
  private static boolean isScan(int code) {
    return code == 0 || (code >= RST0 && code < SOI);
  }

  /** Whether one of eight bytes is 0xff: only that borrows from a high bit that is set. */
  private static boolean hasFf(long bytes) {
    return ((~bytes - 0x0101010101010101L) & bytes & 0x8080808080808080L) != 0;
  }
}
