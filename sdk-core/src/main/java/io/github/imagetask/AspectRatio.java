package io.github.imagetask;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A width-to-height ratio, kept as written: {@code 21:9} is not {@code 7:3}, since gateways compare
 * words. Which ratios a model takes stands in its gateway's module.
 */
public final class AspectRatio {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3}):([1-9][0-9]{0,3})");

  private final int width;
  private final int height;

  private AspectRatio(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /**
   * Returns the ratio {@code width:height}, unreduced.
   *
   * @throws IllegalArgumentException if a part isn't in 1..9999
   */
  public static AspectRatio of(int width, int height) {
    return parse(width + ":" + height);
  }

  /**
   * Returns the ratio that is written {@code 16:9}.
   *
   * @throws IllegalArgumentException if the text has another form or a part isn't in 1..9999
   */
  public static AspectRatio parse(String text) {
    Objects.requireNonNull(text, "text == null");
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "an aspect ratio is written like 16:9, each part in 1..9999, not \"" + text + "\"");
    }
    return new AspectRatio(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  /** The part before the colon. */
  public int width() {
    return width;
  }

  /** The part after the colon. */
  public int height() {
    return height;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AspectRatio
        && width == ((AspectRatio) other).width
        && height == ((AspectRatio) other).height;
  }

  @Override
  public int hashCode() {
    return 31 * width + height;
  }

  /** Such as {@code 16:9}. */
  @Override
  public String toString() {
    return width + ":" + height;
  }
}
