package io.github.imagetask.hingnet;

import io.github.imagetask.spi.OpenValue;

/**
 * A size in Hingnet's words. The document shows one, in pixels ({@code 1024x1024}), and lists none;
 * 1K, 2K and 4K are the words that Gemini models have elsewhere. gpt-image-2 takes 1024x1024,
 * 1024x1536, 1536x1024 and {@link #AUTO}.
 */
public final class HingnetSize extends OpenValue {
  /** 1K. */
  public static final HingnetSize SIZE_1K = of("1K");

  /** 2K. */
  public static final HingnetSize SIZE_2K = of("2K");

  /** 4K. */
  public static final HingnetSize SIZE_4K = of("4K");

  /** The model's choice; a word of gpt-image-2's. */
  public static final HingnetSize AUTO = of("auto");

  private HingnetSize(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so: {@code 2K}, {@code 1024x1024}.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static HingnetSize of(String id) {
    return new HingnetSize(id);
  }
}
