package io.github.imagetask.uniall;

import io.github.imagetask.spi.OpenValue;

/**
 * The tier that section 5.5 notes for a size of gpt-image-2. It is a label of its row and does not
 * follow from the pixels: 2048x2048 is 4K, the larger 2560x2048 is 2K.
 */
public final class UniAllTier extends OpenValue {
  /** 1K. */
  public static final UniAllTier TIER_1K = of("1K");

  /** 2K. */
  public static final UniAllTier TIER_2K = of("2K");

  /** 4K. */
  public static final UniAllTier TIER_4K = of("4K");

  private UniAllTier(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static UniAllTier of(String id) {
    return new UniAllTier(id);
  }
}
