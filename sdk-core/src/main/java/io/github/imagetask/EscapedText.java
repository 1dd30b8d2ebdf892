package io.github.imagetask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text, and all that its parts may mean: the escapes of JSON and JavaScript (a backslash before a
 * slash, u and four digits, x and two), of URLs (a percent sign and two digits) and of HTML
 * (entities by name and by number), within one another in any order and depth. A word is found in
 * it however it is written, and if each of its letters is written in another way.
 *
 * <p>An escape is never taken as certain: {@code %2B} may stand for itself. So each place has
 * several readings, and a search follows all of them.
 */
final class EscapedText {
  private static final String STARTS = "%\\&";

  /** A place's escapes are searched no further, nor more of them kept: texts may be hostile. */
  private static final int MOST_READINGS = 16;

  private static final int LONGEST_ESCAPE = 48;

  // HTML's names of what a key may hold.
  private static final Map<String, Character> NAMES = new HashMap<>();

  static {
    String[] names = {
      "amp&",
      "lt<",
      "gt>",
      "quot\"",
      "apos'",
      "sol/",
      "bsol\\",
      "plus+",
      "equals=",
      "percnt%",
      "num#",
      "excl!",
      "dollar$",
      "lpar(",
      "rpar)",
      "ast*",
      "comma,",
      "period.",
      "colon:",
      "semi;",
      "quest?",
      "commat@",
      "lsqb[",
      "lbrack[",
      "rsqb]",
      "rbrack]",
      "hat^",
      "lowbar_",
      "underbar_",
      "grave`",
      "lcub{",
      "lbrace{",
      "verbar|",
      "vert|",
      "rcub}",
      "rbrace}",
      "hyphen-",
      "dash-"
    };
    for (String each : names) {
      NAMES.put(each.substring(0, each.length() - 1), each.charAt(each.length() - 1));
    }
  }

  private final String text;
  private final boolean isCut;

  /** What may begin at a place, besides the character that stands there. */
  private final Map<Integer, List<Reading>> escapes = new HashMap<>();

  /**
   * @param isCut whether the text was longer, so that a word at its end may be incomplete
   */
  EscapedText(String text, boolean isCut) {
    this.text = text;
    this.isCut = isCut;
    // From the end, for an escape is made of what follows, which may be escaped itself.
    for (int i = text.length() - 1; i >= 0; i--) {
      if (STARTS.indexOf(text.charAt(i)) >= 0) decode(i);
    }
  }

  /** A character, and the place behind all that it was read from. */
  private static final class Reading {
    final char value;
    final int end;

    Reading(char value, int end) {
      this.value = value;
      this.end = end;
    }
  }

  /** Where a word that begins at a place ends, at most; -1 if it doesn't begin there. */
  int end(int start, String word) {
    Set<Integer> places = Collections.singleton(start);
    for (int i = 0; i < word.length(); i++) {
      if (isCut && i > 0 && reachesTheCut(places)) return text.length();
      places = after(places, word.charAt(i));
      if (places.isEmpty()) return -1;
    }
    return Collections.max(places);
  }

  /** Whether what comes next was cut off, in whole or but for the beginning of an escape. */
  private boolean reachesTheCut(Set<Integer> places) {
    for (int place : places) {
      boolean isEscape = place < text.length() && STARTS.indexOf(text.charAt(place)) >= 0;
      if (place == text.length() || (isEscape && place > text.length() - LONGEST_ESCAPE / 4)) {
        return true;
      }
    }
    return false;
  }

  private Set<Integer> after(Set<Integer> places, char wanted) {
    Set<Integer> after = Collections.emptySet();
    for (int place : places) {
      if (place == text.length()) continue;
      if (text.charAt(place) == wanted) after = with(after, place + 1);
      for (Reading each : escapesAt(place)) {
        if (each.value == wanted) after = with(after, each.end);
      }
    }
    return after;
  }

  private static Set<Integer> with(Set<Integer> places, int place) {
    if (places.isEmpty()) return Collections.singleton(place);
    Set<Integer> more = new TreeSet<>(places);
    more.add(place);
    return more;
  }

  /** Again as long as there is something new: {@code %25} is the beginning of {@code %252B}. */
  private void decode(int start) {
    List<Reading> found = new ArrayList<>();
    escapes.put(start, found);
    addNew(decode(new Reading(text.charAt(start), start + 1)), found);
    for (int i = 0; i < found.size() && found.size() < MOST_READINGS; i++) {
      Reading first = found.get(i);
      if (STARTS.indexOf(first.value) < 0 || first.end - start > LONGEST_ESCAPE) continue;
      addNew(decode(first), found);
    }
  }

  private static void addNew(List<Reading> readings, List<Reading> found) {
    for (Reading each : readings) {
      boolean isKnown = false;
      for (Reading known : found) isKnown |= known.value == each.value && known.end == each.end;
      if (!isKnown && found.size() < MOST_READINGS) found.add(each);
    }
  }

  /** What an escape that begins with this character may be. */
  private List<Reading> decode(Reading first) {
    List<Reading> found = new ArrayList<>();
    if (first.value == '%') {
      number(first.end, 16, 2, 2, 0, found);
      for (int digits : after(places(first.end), 'u')) number(digits, 16, 4, 4, 0, found);
    } else if (first.value == '\\') {
      backslash(first.end, found);
    } else {
      entity(first.end, found);
    }
    return found;
  }

  private void backslash(int place, List<Reading> found) {
    for (Reading each : at(place)) {
      if (each.value == 'u') {
        number(each.end, 16, 4, 4, 0, found);
        for (int digits : after(places(each.end), '{')) {
          closed(digits, 16, '}', found);
        }
      } else if (each.value == 'x') {
        number(each.end, 16, 2, 2, 0, found);
      } else if (each.value < 0x7f && !Character.isLetterOrDigit(each.value)) {
        found.add(each);
      }
    }
  }

  /** HTML takes an entity without its semicolon, too, so both are read. */
  private void entity(int place, List<Reading> found) {
    for (int digits : after(places(place), '#')) {
      closed(digits, 10, ';', found);
      for (char x : new char[] {'x', 'X'}) {
        for (int hex : after(places(digits), x)) closed(hex, 16, ';', found);
      }
    }
    int end = place;
    while (end < text.length() && end - place < 8 && Character.isLetter(text.charAt(end))) end++;
    for (int i = place + 1; i <= end; i++) {
      Character named = NAMES.get(text.substring(place, i).toLowerCase(Locale.ROOT));
      if (named != null) closed(new Reading(named, i), ';', found);
    }
  }

  private void closed(int place, int radix, char close, List<Reading> found) {
    List<Reading> numbers = new ArrayList<>();
    number(place, radix, 1, 7, 0, numbers);
    for (Reading each : numbers) closed(each, close, found);
  }

  private void closed(Reading open, char close, List<Reading> found) {
    found.add(open);
    for (int end : after(places(open.end), close)) found.add(new Reading(open.value, end));
  }

  /** Adds a number of so many digits at a place, for every number of digits. */
  private void number(int place, int radix, int least, int most, int value, List<Reading> found) {
    if (found.size() >= MOST_READINGS) return;
    if (least <= 0 && value > 0 && value < 0x7f) found.add(new Reading((char) value, place));
    if (most == 0 || value > 0xffff) return;
    for (Reading each : at(place)) {
      int digit = each.value < 0x7f ? Character.digit(each.value, radix) : -1;
      if (digit < 0) continue;
      number(each.end, radix, least - 1, most - 1, value * radix + digit, found);
    }
  }

  private List<Reading> at(int place) {
    if (place == text.length()) return Collections.emptyList();
    Reading literal = new Reading(text.charAt(place), place + 1);
    List<Reading> escaped = escapesAt(place);
    if (escaped.isEmpty()) return Collections.singletonList(literal);
    List<Reading> all = new ArrayList<>(escaped);
    all.add(literal);
    return Collections.unmodifiableList(all);
  }

  private List<Reading> escapesAt(int place) {
    return escapes.getOrDefault(place, Collections.emptyList());
  }

  private static Set<Integer> places(int place) {
    return Collections.singleton(place);
  }
}
