package io.github.imagetask;

import java.util.regex.Pattern;

/**
 * A width-to-height ratio, kept as written: {@code 21:9} is not {@code 7:3}, since gateways compare
 * words. Which ratios a model takes stands in its gateway's module.
 */
public final class AspectRatio extends WidthHeight {
  private static final long serialVersionUID = 1;
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3}):([1-9][0-9]{0,3})");

  private AspectRatio(String text) {
    super(text, FORM, "an aspect ratio is written like 16:9, each part in 1..9999");
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
    return new AspectRatio(text);
  }

  /** Such as {@code 16:9}. */
  @Override
  public String toString() {
    return width() + ":" + height();
  }
}
