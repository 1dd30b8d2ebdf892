package io.github.imagetask;

import java.util.regex.Pattern;

/**
 * A size in pixels. Words such as {@code auto} or {@code 1K} are no sizes: they belong to the
 * gateway that uses them.
 */
public final class ImageSize extends WidthHeight {
  private static final long serialVersionUID = 1;
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})x([1-9][0-9]{0,5})");

  private ImageSize(String text) {
    super(text, FORM, "a size is written like 1024x768, each side in 1..999999 pixels");
  }

  /**
   * Returns the size of the given width and height in pixels.
   *
   * @throws IllegalArgumentException if one isn't in 1..999999
   */
  public static ImageSize of(int width, int height) {
    return parse(width + "x" + height);
  }

  /**
   * Returns the size that is written {@code 1024x768}.
   *
   * @throws IllegalArgumentException if the text has another form or a side isn't in 1..999999
   */
  public static ImageSize parse(String text) {
    return new ImageSize(text);
  }

  /** Such as {@code 1024x768}. */
  @Override
  public String toString() {
    return width() + "x" + height();
  }
}
