package io.github.imagetask.uniall;

import io.github.imagetask.spi.OpenValue;

/**
 * The quality of gpt-image-2's images: the three of section 5.4, or any other word. With NanoBanana
 * models the model's own tier usually decides.
 */
public final class UniAllQuality extends OpenValue {
  /** Low. */
  public static final UniAllQuality LOW = of("low");

  /** Medium, the gateway's default. */
  public static final UniAllQuality MEDIUM = of("medium");

  /** High. */
  public static final UniAllQuality HIGH = of("high");

  private UniAllQuality(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static UniAllQuality of(String id) {
    return new UniAllQuality(id);
  }
}
