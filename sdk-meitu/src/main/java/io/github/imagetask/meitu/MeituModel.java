package io.github.imagetask.meitu;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.spi.OpenValue;
import java.util.List;

/**
 * A model of Meitu's: the two of the document, or any other by its name. The document calls them
 * nano and nano2; those words stay off the wire. What each takes is shown by {@link #models()}.
 *
 * <p>The names that Google has for the two now, without {@code -preview}, and those with a
 * resolution ({@code gemini-3-pro-image-4k}) are checked like the document's; whether this gateway
 * takes them isn't known.
 */
public final class MeituModel extends OpenValue {
  /** The document's nano. */
  public static final MeituModel NANO = of("gemini-2.5-flash-image-preview");

  /** The document's nano2, the one with a {@link MeituResolution}. */
  public static final MeituModel NANO2 = of("gemini-3-pro-image-preview");

  private MeituModel(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static MeituModel of(String id) {
    return new MeituModel(id);
  }

  /** The models that the document lists, in its order, with what each takes. */
  public static List<ModelInfo> models() {
    return MeituRules.models();
  }
}
