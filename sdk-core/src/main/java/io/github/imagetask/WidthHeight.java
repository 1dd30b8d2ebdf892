package io.github.imagetask;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a size and a ratio share: a width and a height, written with a sign between them. */
abstract class WidthHeight implements Serializable {
  private static final long serialVersionUID = 1;

  private final int width;
  private final int height;

  /**
   * Reads a text.
   *
   * @param form its two groups are the numbers
   * @param rule the form in words, for the message
   * @throws IllegalArgumentException if the text has another form
   */
  WidthHeight(String text, Pattern form, String rule) {
    Objects.requireNonNull(text, "text == null");
    Matcher parts = form.matcher(text);
    if (!parts.matches()) throw new IllegalArgumentException(rule + ", not \"" + text + "\"");
    this.width = Integer.parseInt(parts.group(1));
    this.height = Integer.parseInt(parts.group(2));
  }

  /** The width: the first of the two numbers. */
  public final int width() {
    return width;
  }

  /** The height: the second of the two numbers. */
  public final int height() {
    return height;
  }

  @Override
  @SuppressWarnings("EqualsGetClass") // a ratio 4:3 isn't a size 4x3
  public final boolean equals(@Nullable Object other) {
    return other != null
        && other.getClass() == getClass()
        && ((WidthHeight) other).width == width
        && ((WidthHeight) other).height == height;
  }

  @Override
  public final int hashCode() {
    return 31 * width + height;
  }
}
