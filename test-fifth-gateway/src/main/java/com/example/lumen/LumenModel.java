package com.example.lumen;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.spi.OpenValue;
import java.util.List;

/** An engine of Lumen's: one of the document's, or any other by its name. */
public final class LumenModel extends OpenValue {
  /** Quick, one picture. */
  public static final LumenModel DRAFT = of("lumen-draft");

  /** Several pictures, and reference images. */
  public static final LumenModel FINE = of("lumen-fine");

  private LumenModel(String id) {
    super(id);
  }

  /** Returns the value that is written so. */
  public static LumenModel of(String id) {
    return new LumenModel(id);
  }

  /** The models that the document lists, in its order, with what each takes. */
  public static List<ModelInfo> documented() {
    return LumenRules.models();
  }
}
