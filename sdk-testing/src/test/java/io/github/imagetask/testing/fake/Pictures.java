package io.github.imagetask.testing.fake;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Reads and writes images for the tests of direct calls. */
final class Pictures {
  private Pictures() {}

  /** What kind of image it is and how large, such as {@code png 1024x768}. */
  static String of(byte[] bytes) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
    String kind = (bytes[0] & 0xff) == 0xff ? "jpeg" : "png";
    return kind + " " + image.getWidth() + "x" + image.getHeight();
  }

  static String ofBase64(String base64) throws IOException {
    return of(Base64.getDecoder().decode(base64));
  }

  static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }
}
