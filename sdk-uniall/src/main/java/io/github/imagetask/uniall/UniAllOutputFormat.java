package io.github.imagetask.uniall;

import io.github.imagetask.spi.OpenValue;

/**
 * The file format of the images: the three of sections 4.4 and 5.4, or any other word. Not every
 * model has all of them.
 */
public final class UniAllOutputFormat extends OpenValue {
  /** PNG. */
  public static final UniAllOutputFormat PNG = of("png");

  /** JPEG. */
  public static final UniAllOutputFormat JPEG = of("jpeg");

  /** WebP; not with NanoBanana2 and NanoBananaPro models. */
  public static final UniAllOutputFormat WEBP = of("webp");

  private UniAllOutputFormat(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static UniAllOutputFormat of(String id) {
    return new UniAllOutputFormat(id);
  }
}
