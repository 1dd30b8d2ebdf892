package io.github.imagetask.uniall;

import io.github.imagetask.spi.OpenValue;

/** What an answer of {@link UniAllClient#gemini()} may hold. */
public final class UniAllModality extends OpenValue {
  /** Text, beside an image or in its place. */
  public static final UniAllModality TEXT = of("TEXT");

  /** An image. */
  public static final UniAllModality IMAGE = of("IMAGE");

  private UniAllModality(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static UniAllModality of(String id) {
    return new UniAllModality(id);
  }
}
