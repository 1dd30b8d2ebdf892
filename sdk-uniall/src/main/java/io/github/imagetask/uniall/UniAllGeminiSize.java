package io.github.imagetask.uniall;

import io.github.imagetask.spi.OpenValue;

/**
 * The size of an image by {@link UniAllClient#gemini()}. It stands in the model's name already;
 * this one is for models whose name has none.
 */
public final class UniAllGeminiSize extends OpenValue {
  /** 512. */
  public static final UniAllGeminiSize SIZE_512 = of("512");

  /** 1K. */
  public static final UniAllGeminiSize SIZE_1K = of("1K");

  /** 2K. */
  public static final UniAllGeminiSize SIZE_2K = of("2K");

  /** 4K. */
  public static final UniAllGeminiSize SIZE_4K = of("4K");

  private UniAllGeminiSize(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static UniAllGeminiSize of(String id) {
    return new UniAllGeminiSize(id);
  }
}
