package io.github.imagetask.zexi;

import io.github.imagetask.spi.OpenValue;

/**
 * How large a Gemini model draws: the three words that the document has, or any other. A type of
 * its own beside {@link ZexiQuality}, which has the same words for Gemini models, because it goes
 * into another field and the document's sample sets the two differently.
 */
public final class ZexiResolution extends OpenValue {
  /** 1K. */
  public static final ZexiResolution RESOLUTION_1K = of("1K");

  /** 2K. */
  public static final ZexiResolution RESOLUTION_2K = of("2K");

  /** 4K. */
  public static final ZexiResolution RESOLUTION_4K = of("4K");

  private ZexiResolution(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static ZexiResolution of(String id) {
    return new ZexiResolution(id);
  }
}
