package io.github.imagetask.meitu;

import io.github.imagetask.spi.OpenValue;

/** The file format of the images: the three of the document, or any other word. */
public final class MeituOutputFormat extends OpenValue {
  /** JPEG. */
  public static final MeituOutputFormat JPEG = of("jpeg");

  /** PNG, the gateway's default. */
  public static final MeituOutputFormat PNG = of("png");

  /** WebP. */
  public static final MeituOutputFormat WEBP = of("webp");

  private MeituOutputFormat(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static MeituOutputFormat of(String id) {
    return new MeituOutputFormat(id);
  }
}
