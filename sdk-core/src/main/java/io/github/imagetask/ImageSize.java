package io.github.imagetask;

import java.util.Objects;

/**
 * A size in pixels. Words such as {@code auto} or {@code 1K} are no sizes: they belong to the
 * gateway that uses them.
 */
public final class ImageSize extends WidthHeight {
  private static final long serialVersionUID = 1;
  private static final Form FORM =
      new Form('x', 999_999, "a size is written like 1024x768, each side in 1..999999 pixels");

  private ImageSize(int width, int height) {
    super(width, height);
  }

  /**
   * Returns the size of the given width and height in pixels.
   *
   * @throws IllegalArgumentException if one isn't in 1..999999
   */
  public static ImageSize of(int width, int height) {
    return new ImageSize(FORM.check(width, width, height), FORM.check(height, width, height));
  }

  /**
   * Returns the size that is written {@code 1024x768}.
   *
   * @throws IllegalArgumentException if the text has another form or a side isn't in 1..999999
   */
  public static ImageSize parse(String text) {
    Objects.requireNonNull(text, "text == null");
    return new ImageSize(FORM.width(text), FORM.height(text));
  }

  /** Such as {@code 1024x768}. */
  @Override
  public String toString() {
    return width() + "x" + height();
  }
}
