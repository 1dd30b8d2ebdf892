package io.github.imagetask.examples;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture to upload where there is none at hand: a red cup on a desk, 512 by 512. */
public final class SampleImage {
  private static final int EDGE = 512;

  private SampleImage() {}

  /** Writes it as PNG. */
  public static Path write(Path file) throws IOException {
    BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(new GradientPaint(0, 0, new Color(0xdfe6ee), 0, EDGE, new Color(0xf7f3ec)));
    graphics.fillRect(0, 0, EDGE, EDGE);
    graphics.setPaint(new Color(0xb99b77));
    graphics.fillRect(0, 360, EDGE, EDGE - 360);
    graphics.setPaint(new Color(0xa33327));
    graphics.fillOval(290, 215, 110, 110);
    graphics.setPaint(new Color(0xe4e7e8));
    graphics.fillOval(315, 240, 60, 60);
    graphics.setPaint(new GradientPaint(150, 0, new Color(0xd9503f), 350, 0, new Color(0x9f2f24)));
    graphics.fillRoundRect(150, 180, 200, 220, 50, 50);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
