package io.github.imagetask.spi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of Google's image models. Google drops {@code -preview} once a model is released, and
 * gateways sell variants of it by resolution ({@code -2k}): all of them are the same model, and
 * what a document says of one holds for the others.
 */
public final class GeminiNames {
  private static final Pattern NAME =
      Pattern.compile("(?i)(gemini-.+?-image)(?:-preview|-[0-9]+(?:\\.[0-9]+)?k|-512)+");

  private GeminiNames() {}

  /**
   * Returns a name without {@code -preview} and resolution: {@code gemini-3-pro-image} of {@code
   * gemini-3-pro-image-preview-4k}; any other name as it is.
   */
  public static String base(String id) {
    Matcher name = NAME.matcher(id);
    return name.matches() ? name.group(1) : id;
  }
}
