package io.github.imagetask.zexi;

import io.github.imagetask.spi.OpenValue;

/**
 * The quality of the images: the four words of gpt-image-2, the three of the Gemini models, or any
 * other. Grok models have none.
 */
public final class ZexiQuality extends OpenValue {
  /** Low; gpt-image-2. */
  public static final ZexiQuality LOW = of("low");

  /** Medium; gpt-image-2. */
  public static final ZexiQuality MEDIUM = of("medium");

  /** High; gpt-image-2. */
  public static final ZexiQuality HIGH = of("high");

  /** What the gateway thinks best; gpt-image-2. */
  public static final ZexiQuality AUTO = of("auto");

  /** 1K; Gemini models. */
  public static final ZexiQuality QUALITY_1K = of("1K");

  /** 2K; Gemini models. */
  public static final ZexiQuality QUALITY_2K = of("2K");

  /** 4K; Gemini models. */
  public static final ZexiQuality QUALITY_4K = of("4K");

  private ZexiQuality(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static ZexiQuality of(String id) {
    return new ZexiQuality(id);
  }
}
