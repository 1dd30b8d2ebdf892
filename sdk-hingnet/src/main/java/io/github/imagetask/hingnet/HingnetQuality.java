package io.github.imagetask.hingnet;

import io.github.imagetask.spi.OpenValue;

/**
 * How much work goes into an image of gpt-image-2's: the four words of Hingnet's synchronous pages,
 * or any other.
 */
public final class HingnetQuality extends OpenValue {
  /** Low. */
  public static final HingnetQuality LOW = of("low");

  /** Medium. */
  public static final HingnetQuality MEDIUM = of("medium");

  /** High. */
  public static final HingnetQuality HIGH = of("high");

  /** The model's choice. */
  public static final HingnetQuality AUTO = of("auto");

  private HingnetQuality(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static HingnetQuality of(String id) {
    return new HingnetQuality(id);
  }
}
