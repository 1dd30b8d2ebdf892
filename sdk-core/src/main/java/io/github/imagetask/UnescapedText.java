package io.github.imagetask;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text without one layer of escapes, of whichever kind: a JSON body that repeats a URL inside a
 * page of HTML has three. Each of its characters knows where it stood in the text as it came.
 */
final class UnescapedText {
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:u([0-9a-fA-F]{4})|u\\{([0-9a-fA-F]{1,6})\\}|x([0-9a-fA-F]{2})|([/\"'\\\\]))"
              + "|%([0-9a-fA-F]{2})|%u([0-9a-fA-F]{4})"
              + "|&#([0-9]{1,7});?|&#[xX]([0-9a-fA-F]{1,6});?|&([a-z]{2,6});?");

  private static final int LITERAL = 4;
  private static final int DECIMAL = 7;
  private static final int NAME = 9;

  // HTML's names of what a key or an address may hold.
  private static final Map<String, Character> NAMES = new HashMap<>();

  static {
    String[] names = {
      "amp&", "lt<", "gt>", "quot\"", "apos'", "sol/", "bsol\\", "plus+", "equals=", "colon:",
      "comma,", "percnt%", "num#", "excl!", "quest?", "lowbar_", "commat@", "dollar$"
    };
    for (String each : names) {
      int last = each.length() - 1;
      NAMES.put(each.substring(0, last), each.charAt(last));
    }
  }

  private final String text;
  private final int[] starts;

  private UnescapedText(String text, int[] starts) {
    this.text = text;
    this.starts = starts;
  }

  /** A text as it came. */
  static UnescapedText of(String text) {
    int[] starts = new int[text.length() + 1];
    for (int i = 0; i < starts.length; i++) starts[i] = i;
    return new UnescapedText(text, starts);
  }

  /** Its characters. */
  String text() {
    return text;
  }

  /** Where a character of it begins in the text as it came; of its end, the end. */
  int start(int index) {
    return starts[index];
  }

  /** The same text without the next layer, or null if there is none. */
  @Nullable UnescapedText next() {
    Matcher escapes = ESCAPE.matcher(text);
    StringBuilder plain = new StringBuilder(text.length());
    int[] places = new int[text.length() + 1];
    int at = 0;
    while (escapes.find()) {
      String value = value(escapes);
      if (value == null) continue;
      for (; at < escapes.start(); at++) append(text.charAt(at), at, plain, places);
      for (int i = 0; i < value.length(); i++) append(value.charAt(i), at, plain, places);
      at = escapes.end();
    }
    if (at == 0) return null;
    for (; at < text.length(); at++) append(text.charAt(at), at, plain, places);
    places[plain.length()] = starts[text.length()];
    return new UnescapedText(plain.toString(), Arrays.copyOf(places, plain.length() + 1));
  }

  private void append(char c, int at, StringBuilder plain, int[] places) {
    places[plain.length()] = starts[at];
    plain.append(c);
  }

  private static @Nullable String value(Matcher escape) {
    String name = escape.group(NAME);
    if (name != null) {
      Character named = NAMES.get(name);
      return named == null ? null : named.toString();
    }
    int group = 1;
    while (escape.group(group) == null) group++;
    String found = escape.group(group);
    if (group == LITERAL) return found;
    int code = Integer.parseInt(found, group == DECIMAL ? 10 : 16);
    return Character.isValidCodePoint(code) ? new String(Character.toChars(code)) : null;
  }
}
