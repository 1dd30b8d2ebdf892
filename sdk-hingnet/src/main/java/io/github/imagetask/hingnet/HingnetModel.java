package io.github.imagetask.hingnet;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.spi.OpenValue;
import java.util.List;

/**
 * A model of Hingnet's: the ones of section "scope", or any other by its name. The section also
 * speaks of the Gemini models' variants by resolution and of the family {@code imagen-*}, which
 * can't edit, and names none of them: {@code HingnetModel.of("imagen-…")}. gpt-image-2 is of the
 * synchronous pages.
 */
public final class HingnetModel extends OpenValue {
  /** Gemini 3 Pro. */
  public static final HingnetModel GEMINI_3_PRO_IMAGE_PREVIEW = of("gemini-3-pro-image-preview");

  /** Gemini 2.5 Flash. */
  public static final HingnetModel GEMINI_2_5_FLASH_IMAGE = of("gemini-2.5-flash-image");

  /** Gemini 2.5 Flash, by its older id. */
  public static final HingnetModel GEMINI_2_5_FLASH_IMAGE_PREVIEW =
      of("gemini-2.5-flash-image-preview");

  /** GPT Image 2, for {@link HingnetClient#direct()} alone: no page has tasks of it. */
  public static final HingnetModel GPT_IMAGE_2 = of("gpt-image-2");

  private HingnetModel(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static HingnetModel of(String id) {
    return new HingnetModel(id);
  }

  /**
   * The models that the document lists, in its order, with what each takes. {@code imagen-*} is no
   * id but stands for every id that begins so. Where sizes and ratios are listed nowhere they have
   * no entries. The last one, gpt-image-2, is for direct calls alone.
   */
  public static List<ModelInfo> models() {
    return HingnetRules.models();
  }
}
