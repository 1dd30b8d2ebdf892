package io.github.imagetask.uniall;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.spi.OpenValue;
import java.util.List;

/**
 * A model of UniAll's: the ones of sections 2.1 and 2.2, two that only the page "gpt-image-2 /
 * openai-generate" has, or any other by its name. Which of them an account may call is up to the
 * account. What each takes is shown by {@link #models()}.
 */
public final class UniAllModel extends OpenValue {
  /** The base model. */
  public static final UniAllModel NANO_BANANA = of("NanoBanana");

  /** NanoBanana2 at 0.5K. */
  public static final UniAllModel NANO_BANANA_2_0_5K = of("NanoBanana2-0.5K");

  /** NanoBanana2 at 1K. */
  public static final UniAllModel NANO_BANANA_2_1K = of("NanoBanana2-1K");

  /** NanoBanana2 at 2K. */
  public static final UniAllModel NANO_BANANA_2_2K = of("NanoBanana2-2K");

  /** NanoBanana2 at 4K. */
  public static final UniAllModel NANO_BANANA_2_4K = of("NanoBanana2-4K");

  /** NanoBanana Pro at 1K. */
  public static final UniAllModel NANO_BANANA_PRO_1K = of("NanoBananaPro-1K");

  /** NanoBanana Pro at 2K. */
  public static final UniAllModel NANO_BANANA_PRO_2K = of("NanoBananaPro-2K");

  /** NanoBanana Pro at 4K. */
  public static final UniAllModel NANO_BANANA_PRO_4K = of("NanoBananaPro-4K");

  /** NanoBanana Pro at 8K. */
  public static final UniAllModel NANO_BANANA_PRO_8K = of("NanoBananaPro-8K");

  /** gpt-image-2, billed by size, quality and number of images. */
  public static final UniAllModel GPT_IMAGE_2 = of("gpt-image-2");

  /** gpt-image-2 that chooses the size itself, by {@link UniAllClient#direct()}. */
  public static final UniAllModel GPT_IMAGE_2_AUTO = of("gpt-image-2-auto");

  /** gpt-image-2 under another name, by {@link UniAllClient#direct()}. */
  public static final UniAllModel GPT_IMAGE_2_ORIGIN = of("gpt-image-2-origin");

  private UniAllModel(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static UniAllModel of(String id) {
    return new UniAllModel(id);
  }

  /**
   * The models that the documents list, in their order, with what each takes and by which of the
   * client's methods; those of {@link UniAllClient#gemini()} are {@link
   * UniAllGeminiModel#models()}. The number of reference images has no documented limit, and so no
   * entry.
   */
  public static List<ModelInfo> models() {
    return UniAllRules.models();
  }
}
