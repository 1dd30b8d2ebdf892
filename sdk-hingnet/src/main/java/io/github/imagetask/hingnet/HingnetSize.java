package io.github.imagetask.hingnet;

import io.github.imagetask.spi.OpenValue;

/**
 * A size in Hingnet's words. The document shows one, in pixels ({@code 1024x1024}), and lists none;
 * these three are the words that Gemini models have elsewhere.
 */
public final class HingnetSize extends OpenValue {
  /** 1K. */
  public static final HingnetSize SIZE_1K = of("1K");

  /** 2K. */
  public static final HingnetSize SIZE_2K = of("2K");

  /** 4K. */
  public static final HingnetSize SIZE_4K = of("4K");

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
