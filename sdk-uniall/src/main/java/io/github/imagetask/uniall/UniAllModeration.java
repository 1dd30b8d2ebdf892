package io.github.imagetask.uniall;

import io.github.imagetask.spi.OpenValue;

/**
 * How strictly the prompt is judged, by {@link UniAllClient#direct()} alone: OpenAI's two, or any
 * other word.
 */
public final class UniAllModeration extends OpenValue {
  /** Less strictly. */
  public static final UniAllModeration LOW = of("low");

  /** As usual. */
  public static final UniAllModeration AUTO = of("auto");

  private UniAllModeration(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static UniAllModeration of(String id) {
    return new UniAllModeration(id);
  }
}
