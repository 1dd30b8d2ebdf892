package io.github.imagetask;

import java.io.IOException;
import okio.Buffer;

/**
 * JPEG, ITU-T T.81 annex B: segments with a length, scans without one, and EOI. A thumbnail inside
 * a segment, which has an EOI of its own, is passed over.
 */
final class JpegWalk extends ContainerWalk {
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
  void step(Buffer header) throws IOException {
    if (marker >= 0) {
      int length = header.readShort() & 0xffff;
      inScan = marker == SOS;
      marker = -1;
      next(Math.max(0, length - 2), 2);
      return;
    }
    if (inScan) {
      long at = header.indexOf((byte) 0xff);
      if (at != 0) {
        header.skip(at < 0 ? header.size() : at);
        return;
      }
    }
    int first = header.readByte() & 0xff;
    int code = header.getByte(0) & 0xff;
    if (first != 0xff || (code == 0 && !inScan)) {
      lost();
    } else if (code == EOI) {
      end();
    } else if (code != 0xff) { // which fills
      header.readByte();
      boolean stuffed = inScan && code == 0;
      boolean alone = code == TEM || (code >= 0xd0 && code <= SOI); // RST0 to RST7, SOI
      if (!stuffed && !alone) marker = code;
    }
  }
}
