package io.github.imagetask;

import java.nio.charset.StandardCharsets;
import okio.Buffer;

/** Bytes that begin and end as images do. */
final class TestImages {
  /** All of a PNG but its data. */
  private static final int PNG_FRAME = 8 + 25 + 12 + 12;

  static final byte[] PNG = png(2_000);

  private TestImages() {}

  static byte[] png(int length) {
    String head = "\0\0\0\rIHDR\0\0\0\1\0\0\0\1\u0008\2\0\0\0\u0090wS\u00de";
    String data = int32(length - PNG_FRAME) + "IDAT";
    String end = "\0\0\0\0\0\0\0\0IEND\u00aeB`\u0082"; // a checksum, and the last chunk
    return image(length, "\u0089PNG\r\n\u001a\n" + head + data, end);
  }

  /** Its scan has the bytes in it that look like markers and are none. */
  static byte[] jpeg(int length) {
    String app = "\u00ff\u00e0\0\u0010JFIF\0\1\1\0\0\1\0\1\0\0";
    String thumbnail = "\u00ff\u00e1\0\u000cExif\u00ff\u00d8\u00ff\u00d9\0\0";
    String scan = "\u00ff\u00da\0\u0008\1\1\0\0?\0\1\u00ff\0\2\u00ff\u00d0\3";
    return image(length, "\u00ff\u00d8" + app + thumbnail + scan, "\u00ff\u00d9");
  }

  static byte[] webp(int length) {
    String size = new StringBuilder(int32(length - 8)).reverse().toString();
    return image(length, "RIFF" + size + "WEBPVP8 ", "");
  }

  static byte[] gif(int length) {
    return image(length, "GIF89a", ";");
  }

  static byte[] bmp(int length) {
    String size = new StringBuilder(int32(length)).reverse().toString();
    return image(length, "BM" + size + "\0\0\0\0" + "6\0\0\0", "");
  }

  static byte[] avif(int length) {
    return boxes(length, "avif", int32(length - 48));
  }

  static byte[] heic(int length) {
    return boxes(length, "heic", int32(length - 48));
  }

  static byte[] tiff(int length) {
    return image(length, "II*\0\u0008\0\0\0", "");
  }

  /** A description, and data whose length is written so. */
  static byte[] boxes(int length, String brand, String size) {
    String ftyp = int32(24) + "ftyp" + brand + "\0\0\0\0mif1miaf";
    return image(length, ftyp + int32(24) + "meta" + "description12345" + size + "mdat", "");
  }

  static String int32(int value) {
    byte[] bytes = new Buffer().writeInt(value).readByteArray();
    return new String(bytes, StandardCharsets.ISO_8859_1);
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
