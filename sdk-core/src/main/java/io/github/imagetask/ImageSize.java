package io.github.imagetask;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A size in pixels. Words such as {@code auto} or {@code 1K} are no sizes: they belong to the
 * gateway that uses them.
 */
public final class ImageSize {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})x([1-9][0-9]{0,5})");

  private final int width;
  private final int height;

  private ImageSize(int width, int height) {
    this.width = width;
    this.height = height;
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
    Objects.requireNonNull(text, "text == null");
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a size is written like 1024x768, each side in 1..999999 pixels, not \"" + text + "\"");
    }
    return new ImageSize(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  /** The width in pixels. */
  public int width() {
    return width;
  }

  /** The height in pixels. */
  public int height() {
    return height;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ImageSize
        && width == ((ImageSize) other).width
        && height == ((ImageSize) other).height;
  }

  @Override
  public int hashCode() {
    return 31 * width + height;
  }

  /** Such as {@code 1024x768}. */
  @Override
  public String toString() {
    return width + "x" + height;
  }
}
