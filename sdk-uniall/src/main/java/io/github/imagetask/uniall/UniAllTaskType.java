package io.github.imagetask.uniall;

import io.github.imagetask.spi.OpenValue;

/**
 * What a task does: the two of section 1.1, or any other word. Left out, the gateway infers it from
 * whether there are reference images (section 3.1).
 */
public final class UniAllTaskType extends OpenValue {
  /** An image from the prompt alone. */
  public static final UniAllTaskType TEXT_TO_IMAGE = of("text2image");

  /** An image from the prompt and one or more reference images. */
  public static final UniAllTaskType IMAGE_TO_IMAGE = of("image2image");

  private UniAllTaskType(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static UniAllTaskType of(String id) {
    return new UniAllTaskType(id);
  }
}
