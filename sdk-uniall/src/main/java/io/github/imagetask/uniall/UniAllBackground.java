package io.github.imagetask.uniall;

import io.github.imagetask.spi.OpenValue;

/**
 * What is behind the image, by {@link UniAllClient#direct()} alone: OpenAI's three, or any other
 * word.
 */
public final class UniAllBackground extends OpenValue {
  /** Nothing; gpt-image-2 refuses it. */
  public static final UniAllBackground TRANSPARENT = of("transparent");

  /** A background. */
  public static final UniAllBackground OPAQUE = of("opaque");

  /** As the model decides. */
  public static final UniAllBackground AUTO = of("auto");

  private UniAllBackground(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static UniAllBackground of(String id) {
    return new UniAllBackground(id);
  }
}
