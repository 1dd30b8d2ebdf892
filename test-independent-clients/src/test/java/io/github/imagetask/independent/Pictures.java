package io.github.imagetask.independent;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import javax.imageio.ImageIO;

/** Reads and writes images. */
final class Pictures {
  private Pictures() {}

  /** What kind of image it is and how large, such as {@code png 1024x768}. */
  static String of(byte[] bytes) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
    String kind = (bytes[0] & 0xff) == 0xff ? "jpeg" : "png";
    return kind + " " + image.getWidth() + "x" + image.getHeight();
  }

  static String at(String url) throws IOException {
    try (InputStream in = URI.create(url).toURL().openStream()) {
      return of(in.readAllBytes());
    }
  }

  static byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
