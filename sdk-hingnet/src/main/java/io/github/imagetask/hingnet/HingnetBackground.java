package io.github.imagetask.hingnet;

import io.github.imagetask.spi.OpenValue;

/**
 * The background of an image of gpt-image-2's. Hingnet's pages name no words; these are OpenAI's,
 * whose gpt-image-2 refuses {@code transparent}.
 */
public final class HingnetBackground extends OpenValue {
  /** Opaque. */
  public static final HingnetBackground OPAQUE = of("opaque");

  /** The model's choice. */
  public static final HingnetBackground AUTO = of("auto");

  private HingnetBackground(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static HingnetBackground of(String id) {
    return new HingnetBackground(id);
  }
}
