package io.github.imagetask.hingnet;

import io.github.imagetask.spi.OpenValue;

/**
 * How strictly gpt-image-2 looks at a prompt. Hingnet's pages name no words; these are OpenAI's.
 */
public final class HingnetModeration extends OpenValue {
  /** Less strict. */
  public static final HingnetModeration LOW = of("low");

  /** As strict as usual. */
  public static final HingnetModeration AUTO = of("auto");

  private HingnetModeration(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static HingnetModeration of(String id) {
    return new HingnetModeration(id);
  }
}
