package io.github.imagetask;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a size and a ratio share: a width and a height, written with a sign between them. */
abstract class WidthHeight implements Serializable {
  private static final long serialVersionUID = 1;

  private final int width;
  private final int height;

  WidthHeight(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** How one of them is written. */
  static final class Form {
    private final char sign;
    private final int max;
    private final String rule;

    /**
     * @param sign what stands between the numbers
     * @param max what each may be at most
     * @param rule the form in words, for the message
     */
    Form(char sign, int max, String rule) {
      this.sign = sign;
      this.max = max;
      this.rule = rule;
    }

    /** The width in a text. */
    int width(String text) {
      return number(text, 0, text.indexOf(sign));
    }

    /** The height in a text. */
    int height(String text) {
      return number(text, text.indexOf(sign) + 1, text.length());
    }

    /** Returns one of the numbers if it may be that. */
    int check(int number, int width, int height) {
      if (number < 1 || number > max) {
        throw refused(width + "" + sign + height);
      }
      return number;
    }

    private int number(String text, int start, int end) {
      boolean isNumber = start < end && end - start < 8 && text.charAt(start) != '0';
      int number = 0;
      for (int i = start; isNumber && i < end; i++) {
        char c = text.charAt(i);
        isNumber = c >= '0' && c <= '9';
        number = 10 * number + c - '0';
      }
      if (!isNumber || number > max) throw refused(text);
      return number;
    }

    private IllegalArgumentException refused(String text) {
      return new IllegalArgumentException(rule + ", not \"" + text + "\"");
    }
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
