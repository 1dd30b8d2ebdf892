package io.github.imagetask;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Tells text from images by how it begins, in whatever charset it is written. */
final class TextLook {
  private static final String BOM = "(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)";

  /** A tag, or JSON's first brackets, as no image begins. */
  private static final Pattern MARKUP =
      Pattern.compile(BOM + "?\\s*(?:<[a-zA-Z!?/]|\\{\\s*[\"}]|\\[\\s*[\\[\\]{\"])");

  private static final Pattern JSON = Pattern.compile(BOM + "?\\s*[{\\[\"]");

  private static final Pattern UTF_16 = Pattern.compile("\u00ff\u00fe|\u00fe\u00ff");

  private static final Pattern SVG =
      Pattern.compile(
          BOM
              + "?\\s*(?:<\\?[^>]*>\\s*|<!--[\\s\\S]*?-->\\s*"
              + "|<!DOCTYPE\\s+svg[^>\\[]*(?:\\[[^\\]]*\\]\\s*)?>\\s*)*<svg[\\s:>/]");

  private TextLook() {}

  /** Whether content that begins so is text of any kind; it is if nothing is there. */
  static boolean isText(byte[] head) {
    return hasNoControls(head)
        || MARKUP.matcher(ascii(head)).lookingAt()
        || UTF_16.matcher(ascii(head)).lookingAt();
  }

  /** Whether this text begins as JSON of some substance. */
  static boolean isJson(byte[] head) {
    return JSON.matcher(ascii(head)).lookingAt();
  }

  /** Whether this text begins as an SVG, whose first element is {@code svg}. */
  static boolean isSvg(byte[] head) {
    return SVG.matcher(ascii(head)).lookingAt();
  }

  /** A thousand bytes of an image have some; in a page none, be it UTF-8, GBK or Shift JIS. */
  private static boolean hasNoControls(byte[] head) {
    for (byte b : head) {
      boolean usual = b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0x1b; // ISO-2022
      if (b >= 0 && b < ' ' && !usual) return false;
    }
    return true;
  }

  /** Its ASCII, also where that is written in two bytes each. */
  private static String ascii(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return isWide(text) ? text.replace("\0", "") : text;
  }

  /** Whether every other byte is zero; what an image begins with zeros is a number. */
  private static boolean isWide(String text) {
    if (text.length() < 4) return false;
    if (UTF_16.matcher(text).lookingAt()) return true;
    boolean first = text.charAt(0) == 0;
    boolean second = text.charAt(1) == 0;
    return first != second && (text.charAt(2) == 0) == first && (text.charAt(3) == 0) == second;
  }
}
