package io.github.imagetask.meitu;

import io.github.imagetask.spi.OpenValue;

/**
 * The resolution of the images: the three of the document, or any other word. For {@link
 * MeituModel#NANO2} only.
 */
public final class MeituResolution extends OpenValue {
  /** 1K. */
  public static final MeituResolution RESOLUTION_1K = of("1K");

  /** 2K. */
  public static final MeituResolution RESOLUTION_2K = of("2K");

  /** 4K. */
  public static final MeituResolution RESOLUTION_4K = of("4K");

  private MeituResolution(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static MeituResolution of(String id) {
    return new MeituResolution(id);
  }
}
