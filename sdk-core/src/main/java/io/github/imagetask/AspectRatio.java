package io.github.imagetask;

import java.util.Objects;

/**
 * A width-to-height ratio, kept as written: {@code 21:9} is not {@code 7:3}, since gateways compare
 * words. Which ratios a model takes stands in its gateway's module.
 */
public final class AspectRatio extends WidthHeight {
  private static final long serialVersionUID = 1;
  private static final Form FORM =
      new Form(':', 9_999, "an aspect ratio is written like 16:9, each part in 1..9999");

  private AspectRatio(int width, int height) {
    super(width, height);
  }

  /**
   * Returns the ratio {@code width:height}, unreduced.
   *
   * @throws IllegalArgumentException if a part isn't in 1..9999
   */
  public static AspectRatio of(int width, int height) {
    return new AspectRatio(FORM.check(width, width, height), FORM.check(height, width, height));
  }

  /**
   * Returns the ratio that is written {@code 16:9}.
   *
   * @throws IllegalArgumentException if the text has another form or a part isn't in 1..9999
   */
  public static AspectRatio parse(String text) {
    Objects.requireNonNull(text, "text == null");
    return new AspectRatio(FORM.width(text), FORM.height(text));
  }

  /** Such as {@code 16:9}. */
  @Override
  public String toString() {
    return width() + ":" + height();
  }
}
