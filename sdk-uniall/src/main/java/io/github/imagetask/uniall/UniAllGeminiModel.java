package io.github.imagetask.uniall;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.spi.OpenValue;
import java.util.List;

/**
 * A model of {@link UniAllClient#gemini()}: the names of UniAll's page "nano-series /
 * gemini-format", which have the size in them, or any other. They aren't those of {@link
 * UniAllModel}, and none of them is known to be taken by the other entries.
 */
public final class UniAllGeminiModel extends OpenValue {
  /** Gemini 2.5 Flash Image. */
  public static final UniAllGeminiModel GEMINI_2_5_FLASH_IMAGE = of("gemini-2.5-flash-image");

  /** Gemini 3 Pro Image at 1K. */
  public static final UniAllGeminiModel GEMINI_3_PRO_IMAGE_1K = of("gemini-3-pro-image-preview-1k");

  /** Gemini 3 Pro Image at 2K. */
  public static final UniAllGeminiModel GEMINI_3_PRO_IMAGE_2K = of("gemini-3-pro-image-preview-2k");

  /** Gemini 3 Pro Image at 4K. */
  public static final UniAllGeminiModel GEMINI_3_PRO_IMAGE_4K = of("gemini-3-pro-image-preview-4k");

  /** Gemini 3.1 Flash Image at 512. */
  public static final UniAllGeminiModel GEMINI_3_1_FLASH_IMAGE_512 =
      of("gemini-3.1-flash-image-preview-512");

  /** Gemini 3.1 Flash Image at 1K. */
  public static final UniAllGeminiModel GEMINI_3_1_FLASH_IMAGE_1K =
      of("gemini-3.1-flash-image-preview-1k");

  /** Gemini 3.1 Flash Image at 2K. */
  public static final UniAllGeminiModel GEMINI_3_1_FLASH_IMAGE_2K =
      of("gemini-3.1-flash-image-preview-2k");

  /** Gemini 3.1 Flash Image at 4K. */
  public static final UniAllGeminiModel GEMINI_3_1_FLASH_IMAGE_4K =
      of("gemini-3.1-flash-image-preview-4k");

  private UniAllGeminiModel(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static UniAllGeminiModel of(String id) {
    return new UniAllGeminiModel(id);
  }

  /** The models that the page lists, with what each takes. */
  public static List<ModelInfo> models() {
    return UniAllGeminiRules.models();
  }
}
