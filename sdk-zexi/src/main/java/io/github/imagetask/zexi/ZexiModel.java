package io.github.imagetask.zexi;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.spi.OpenValue;
import java.util.List;

/**
 * A model of Zexi's: the seven of section "models", the eight aliases of section "aliases", or any
 * other by its name. What each takes is shown by {@link #models()}.
 *
 * <p>An alias goes out as it is written, and the gateway decides what it stands for; the SDK looks
 * it up in the document's table only to check the rest of the request. A name that the gateway
 * doesn't know was seen to be replaced by gpt-image-2 and charged, so spell {@link #of} with care.
 *
 * <p>The names that Google has for the Gemini models now, without {@code -preview}, and those with
 * a resolution ({@code gemini-3-pro-image-4k}) are checked like the document's; whether this
 * gateway takes them isn't known.
 */
public final class ZexiModel extends OpenValue {
  /** GPT Image 2. */
  public static final ZexiModel GPT_IMAGE_2 = of("gpt-image-2");

  /** Nano Banana Pro. */
  public static final ZexiModel GEMINI_3_PRO_IMAGE_PREVIEW = of("gemini-3-pro-image-preview");

  /** Nano Banana 2. */
  public static final ZexiModel GEMINI_3_1_FLASH_IMAGE_PREVIEW =
      of("gemini-3.1-flash-image-preview");

  /** Grok Imagine Image. */
  public static final ZexiModel GROK_IMAGINE_IMAGE = of("grok-imagine-image");

  /** Grok Imagine Image Pro. */
  public static final ZexiModel GROK_IMAGINE_IMAGE_PRO = of("grok-imagine-image-pro");

  /** Grok Imagine Image Lite, which takes no reference image. */
  public static final ZexiModel GROK_IMAGINE_IMAGE_LITE = of("grok-imagine-image-lite");

  /** Grok Imagine Image Edit. */
  public static final ZexiModel GROK_IMAGINE_IMAGE_EDIT = of("grok-imagine-image-edit");

  /** Alias of {@link #GPT_IMAGE_2}. */
  public static final ZexiModel DALL_E = of("dall-e");

  /** Alias of {@link #GPT_IMAGE_2}. */
  public static final ZexiModel DALL_E_2 = of("dall-e-2");

  /** Alias of {@link #GROK_IMAGINE_IMAGE_PRO}, unlike the other two. */
  public static final ZexiModel DALL_E_3 = of("dall-e-3");

  /** Alias of {@link #GEMINI_3_1_FLASH_IMAGE_PREVIEW}. */
  public static final ZexiModel NANO_BANANA = of("nano-banana");

  /** Alias of {@link #GEMINI_3_1_FLASH_IMAGE_PREVIEW}, without the last hyphen. */
  public static final ZexiModel NANO_BANANA2 = of("nano-banana2");

  /** Alias of {@link #GEMINI_3_1_FLASH_IMAGE_PREVIEW}, with the last hyphen. */
  public static final ZexiModel NANO_BANANA_2 = of("nano-banana-2");

  /** Alias of {@link #GEMINI_3_PRO_IMAGE_PREVIEW}. */
  public static final ZexiModel NANO_BANANA_PRO = of("nano-banana-pro");

  /** Alias of {@link #GROK_IMAGINE_IMAGE_PRO}. */
  public static final ZexiModel GROK_IMAGINE_IMAGE_QUALITY = of("grok-imagine-image-quality");

  private ZexiModel(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static ZexiModel of(String id) {
    return new ZexiModel(id);
  }

  /**
   * The models that the document lists, in its order, with their aliases and what each takes. The
   * sizes of Grok models are the ratios that it advises; any other size goes out too.
   */
  public static List<ModelInfo> models() {
    return ZexiRules.models();
  }
}
