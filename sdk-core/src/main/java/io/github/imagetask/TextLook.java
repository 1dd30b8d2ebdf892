package io.github.imagetask;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Tells text from images by how it begins, in whatever charset it is written. */
final class TextLook {
  private static final String BOM = "(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)";

  /** A tag, or JSON's first brackets, as no image begins. */
  private static final Pattern MARKUP =
      Pattern.compile(BOM + "?\\s*(?:<[a-zA-Z!?/]|\\{\\s*[\"}]|\\[\\s*[\\[\\]{\"])");

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

  /** Its ASCII, also where that is written in two bytes or four. */
  private static String ascii(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1).replace("\0", "");
  }
}
