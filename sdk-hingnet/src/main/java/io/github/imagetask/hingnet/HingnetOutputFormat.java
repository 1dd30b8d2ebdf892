package io.github.imagetask.hingnet;

import io.github.imagetask.spi.OpenValue;

/**
 * The file format of gpt-image-2's images: the two of Hingnet's synchronous pages, or any other
 * word.
 */
public final class HingnetOutputFormat extends OpenValue {
  /** PNG. */
  public static final HingnetOutputFormat PNG = of("png");

  /** JPEG. */
  public static final HingnetOutputFormat JPEG = of("jpeg");

  private HingnetOutputFormat(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static HingnetOutputFormat of(String id) {
    return new HingnetOutputFormat(id);
  }
}
