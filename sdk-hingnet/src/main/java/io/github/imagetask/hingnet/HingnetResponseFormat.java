package io.github.imagetask.hingnet;

import io.github.imagetask.spi.OpenValue;

/** How a direct answer brings its images (section "synchronous routes"). */
public final class HingnetResponseFormat extends OpenValue {
  /**
   * By URL. What comes from the model in base64 is uploaded first, which takes an object storage
   * behind the gateway.
   */
  public static final HingnetResponseFormat URL = of("url");

  /** Inline in base64, which needs no storage. */
  public static final HingnetResponseFormat B64_JSON = of("b64_json");

  private HingnetResponseFormat(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static HingnetResponseFormat of(String id) {
    return new HingnetResponseFormat(id);
  }
}
