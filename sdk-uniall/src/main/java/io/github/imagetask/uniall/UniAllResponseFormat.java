package io.github.imagetask.uniall;

import io.github.imagetask.spi.OpenValue;

/** How the answer to a direct call brings its images: by address, or in itself. */
public final class UniAllResponseFormat extends OpenValue {
  /** By address, which UniAll's page prefers: a download that breaks is made again. */
  public static final UniAllResponseFormat URL = of("url");

  /** In the answer, in base64: nothing is left to fetch, and what breaks is lost. */
  public static final UniAllResponseFormat B64_JSON = of("b64_json");

  private UniAllResponseFormat(String id) {
    super(id);
  }

  /**
   * Returns the value that is written so.
   *
   * @throws IllegalArgumentException if it is blank or has blanks around it
   */
  public static UniAllResponseFormat of(String id) {
    return new UniAllResponseFormat(id);
  }
}
