package io.github.imagetask;

import java.nio.charset.StandardCharsets;
import okio.Buffer;

/** Bytes that begin and end as images do. */
final class TestImages {
  static final byte[] PNG = png(2_000);

  private TestImages() {}

  static byte[] png(int length) {
    return image(length, "\u0089PNG\r\n\u001a\n", "\0\0\0\0IEND\u00aeB`\u0082");
  }

  static byte[] jpeg(int length) {
    return image(length, "\u00ff\u00d8\u00ff\u00e0", "\u00ff\u00d9");
  }

  static byte[] webp(int length) {
    return image(length, "RIFF\u00d0\u0007\0\0WEBPVP8 ", "");
  }

  static byte[] gif(int length) {
    return image(length, "GIF89a", ";");
  }

  static Buffer buffer(byte[] bytes) {
    return new Buffer().write(bytes);
  }

  private static byte[] image(int length, String start, String end) {
    byte[] image = new byte[length];
    for (int i = 0; i < length; i++) image[i] = (byte) (i * 31 % 251);
    byte[] head = start.getBytes(StandardCharsets.ISO_8859_1);
    byte[] tail = end.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(head, 0, image, 0, head.length);
    System.arraycopy(tail, 0, image, length - tail.length, tail.length);
    return image;
  }
}
