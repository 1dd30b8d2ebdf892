package io.github.imagetask.testing.fake;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into maps, lists, strings, numbers, booleans and null: RFC 8259 to the letter. What
 * only a lax reader would take is refused: a name given twice, text after the end.
 *
 * <p>An integer is a {@code Long}, any other number a {@code BigDecimal}.
 */
final class JsonParser {
  private static final int MAX_DEPTH = 64;

  private final String text;
  private int at;
  private int depth;

  private JsonParser(String text) {
    this.text = text;
  }

  /** The value of a text, or {@code IllegalArgumentException} that says what is wrong where. */
  static @Nullable Object read(String text) {
    JsonParser json = new JsonParser(text);
    Object value = json.value();
    json.space();
    if (json.at < text.length()) {
      throw json.wrong("the end of the text");
    }
    return value;
  }

  private @Nullable Object value() {
    space();
    switch (peek()) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        return string();
      case 't':
        return word("true", true);
      case 'f':
        return word("false", false);
      case 'n':
        return word("null", null);
      default:
        return number();
    }
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    open();
    if (!take('}')) {
      do {
        space();
        int start = at;
        String name = string();
        if (object.containsKey(name)) {
          at = start;
          throw wrong("a name that wasn't given before");
        }
        expect(':');
        object.put(name, value());
      } while (take(','));
      expect('}');
    }
    depth--;
    return object;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> array = new ArrayList<>();
    open();
    if (!take(']')) {
      do {
        array.add(value());
      } while (take(','));
      expect(']');
    }
    depth--;
    return array;
  }

  private String string() {
    if (peek() != '"') {
      throw wrong("a string");
    }
    StringBuilder string = new StringBuilder();
    at++;
    while (true) {
      char c = peek();
      if (c < ' ') {
        throw wrong("a character of a string");
      }
      at++;
      if (c == '"') {
        return string.toString();
      }
      string.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() {
    char c = peek();
    int known = "\"\\/bfnrt".indexOf(c);
    if (known >= 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(known);
    }
    if (c != 'u'
        || at + 5 > text.length()
        || !text.substring(at + 1, at + 5).matches("\\p{XDigit}{4}")) {
      throw wrong("an escape");
    }
    at += 5;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private Number number() {
    int start = at;
    while (at < text.length() && "+-.0123456789Ee".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    if (!digits.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
        || digits.length() > 400) {
      at = start;
      throw wrong("a value");
    }
    boolean integer = digits.length() < 19 && digits.matches("-?[0-9]+");
    return integer ? (Number) Long.valueOf(digits) : new BigDecimal(digits);
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("a value");
    }
    at += word.length();
    return value;
  }

  private void open() {
    at++;
    if (++depth > MAX_DEPTH) {
      throw wrong("fewer levels");
    }
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char c) {
    space();
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw wrong("'" + c + "'");
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException("not JSON: expected " + expected + " at offset " + at);
  }
}
