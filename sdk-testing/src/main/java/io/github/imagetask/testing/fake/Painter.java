package io.github.imagetask.testing.fake;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Paints one picture: a sky, a sun and hills, whose colours and shapes come from a hash of the
 * prompt, and a red seal that shows the hash itself. With a reference image it hangs in a frame.
 *
 * <p>Plain arithmetic on pixels: no fonts, no screen, the same result everywhere.
 */
final class Painter {
  private static final int HILLS = 4;
  private static final int CELLS = 5;
  // spotless:off
  private static final int[][] PALETTES = {
    // sky      horizon   sun       nearest hill
    {0x2b2d64, 0xf2a07b, 0xffe9c9, 0x1d1b3a},
    {0x6fa3d8, 0xfbd9c0, 0xfff6e0, 0x2f4a6b},
    {0x0f4c81, 0x9ad9e0, 0xffffff, 0x0b2f4a},
    {0x8cc3a0, 0xf3f0cf, 0xfffbe8, 0x1f4435},
    {0xd9774a, 0xf8d9a0, 0xfff3d0, 0x5c2b2e},
    {0x4a2c7d, 0xf19ac0, 0xffe3ef, 0x2a1548},
    {0x7a1f2b, 0xf6b267, 0xffe7b0, 0x2d0f17},
    {0xaebfcb, 0xf3f1ec, 0xffffff, 0x3d4d5a},
    {0x12636b, 0xf4c98b, 0xfff0d2, 0x0d3338},
    {0x0b1030, 0x4a5fa5, 0xf5f2d8, 0x070a1c},
    {0x7cc4e8, 0xe9f6c8, 0xfffdf0, 0x2f6b4a},
    {0xd4708a, 0xfbe0c8, 0xfff4e6, 0x5a2740},
  };
  // spotless:on

  private static final int SEAL_RED = 0xb3261e;
  private static final int SEAL_PAPER = 0xfbf3e4;

  private final int width;
  private final int height;
  private final boolean framed;
  private final byte[] hash;
  private final int[] pixels;

  Painter(TaskSpec spec, int index) {
    this.width = spec.width;
    this.height = spec.height;
    this.framed = spec.edit;
    this.hash = hash(spec.prompt + '\n' + index);
    this.pixels = new int[width * height];
  }

  BufferedImage paint() {
    int[] palette = PALETTES[(hash[0] & 0xff) % PALETTES.length];
    int horizon = palette[1];
    int near = palette[3];
    sky(palette[0], horizon);
    sun(palette[2]);
    for (int hill = 0; hill < HILLS; hill++) {
      hill(hill, mix(horizon, near, 0.25 + 0.75 * hill / (HILLS - 1)));
    }
    seal();
    if (framed) {
      frame();
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] data = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(pixels, 0, data, 0, pixels.length);
    return image;
  }

  private void sky(int top, int bottom) {
    for (int y = 0; y < height; y++) {
      int colour = mix(top, bottom, y / (height * 0.8));
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = colour;
      }
    }
  }

  private void sun(int colour) {
    double radius = Math.min(width, height) * (0.08 + 0.07 * part(7));
    double centreX = width * (0.2 + 0.6 * part(8));
    double centreY = height * (0.2 + 0.25 * part(9));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double distance = Math.hypot(x - centreX, y - centreY);
        double glow = 0.45 * square(1 - distance / (6 * radius));
        double disc = radius - distance + 0.5;
        blend(x, y, colour, Math.max(distance < 6 * radius ? glow : 0, disc));
      }
    }
  }

  private void hill(int number, int colour) {
    double base = height * (0.5 + 0.13 * number);
    double swell = height * (0.03 + 0.06 * part(10 + number));
    double waves = 1 + 2.5 * part(14 + number);
    double phase = 2 * Math.PI * part(18 + number);
    int light = mix(colour, 0xffffff, 0.12);
    for (int x = 0; x < width; x++) {
      double angle = 2 * Math.PI * waves * x / width + phase;
      double ridge = base - swell * (Math.sin(angle) + 0.4 * Math.sin(2.7 * angle + number));
      for (int y = (int) Math.max(0, ridge - 1); y < height; y++) {
        int shade = mix(light, colour, (y - ridge) / (height * 0.15));
        blend(x, y, shade, y - ridge + 0.5);
      }
    }
  }

  /** Five by five cells, left and right alike, in the lower right corner. */
  private void seal() {
    int cell = Math.max(1, Math.min(width, height) / 60);
    int inset = Math.min(width, height) / (framed ? 9 : 22);
    int left = width - inset - (CELLS + 2) * cell;
    int top = height - inset - (CELLS + 2) * cell;
    fill(left, top, (CELLS + 2) * cell, SEAL_RED);
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        int bit = row * 3 + Math.min(column, CELLS - 1 - column);
        if ((hash[24 + bit / 8] >> (bit % 8) & 1) == 1) {
          fill(left + (column + 1) * cell, top + (row + 1) * cell, cell, SEAL_PAPER);
        }
      }
    }
  }

  private void fill(int left, int top, int edge, int colour) {
    for (int y = Math.max(0, top); y < Math.min(height, top + edge); y++) {
      for (int x = Math.max(0, left); x < Math.min(width, left + edge); x++) {
        pixels[y * width + x] = colour;
      }
    }
  }

  private void frame() {
    double unit = Math.min(width, height) / 100.0;
    int wood = 0x4a2f1d;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double edge = Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y)) / unit;
        if (edge < 2) {
          pixels[y * width + x] = mix(wood, 0xffffff, 0.1 * edge);
        } else if (edge < 7) {
          pixels[y * width + x] = 0xf6f2ea;
        } else if (edge < 7.4) {
          pixels[y * width + x] = 0xb9b2a3;
        }
      }
    }
  }

  private void blend(int x, int y, int colour, double cover) {
    if (cover > 0) {
      int at = y * width + x;
      pixels[at] = cover >= 1 ? colour : mix(pixels[at], colour, cover);
    }
  }

  /** A number from 0 up to 1 that the hash decides. */
  private double part(int number) {
    return (hash[number % hash.length] & 0xff) / 256.0;
  }

  private static double square(double x) {
    return x * x;
  }

  private static int mix(int from, int to, double share) {
    int weight = (int) (256 * Math.max(0, Math.min(1, share)));
    int redBlue = (from & 0xff00ff) * (256 - weight) + (to & 0xff00ff) * weight;
    int green = (from & 0x00ff00) * (256 - weight) + (to & 0x00ff00) * weight;
    return (redBlue >>> 8 & 0xff00ff) | (green >>> 8 & 0x00ff00);
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) { // every JRE has it
      throw new AssertionError(e);
    }
  }
}
