package io.github.imagetask.campaign.matrix;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

/** An image of some kilobytes. */
final class Pictures {
  static final String BASE64 = Base64.getEncoder().encodeToString(png());

  private Pictures() {}

  static byte[] png() {
    BufferedImage image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 24 * 24; i++) image.setRGB(i % 24, i / 24, random.nextInt());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }
}
