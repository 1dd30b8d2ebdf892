package io.github.imagetask.spi;

/**
 * Tells by its letters alone that a text is a URL, and one that OkHttp writes as it stands here. It
 * knows only what nearly all images' URLs are made of; whether any other is one, parsing must say.
 * Parsing costs 1.4 KB, in the life of each task.
 */
final class PlainUrl {
  private static final String IN_HOST = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String IN_PATH =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";
  private static final String IN_QUERY = IN_PATH + "=&+:@,;!*";
  private static final String HEX = "0123456789abcdefABCDEF";
  private static final int MAX_LABEL = 63;
  private static final int MAX_HOST = 200;

  private PlainUrl() {}

  /** Whether a text is such a URL; false says nothing. */
  static boolean is(String text) {
    int host = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : -1;
    if (host < 0) return false;
    int path = host(text, host);
    int query = path < 0 ? -1 : path(text, path);
    return query >= 0 && isQuery(text, query);
  }

  /** Names whose labels begin and end with a letter or a digit; where the host ends, or -1. */
  private static int host(String text, int begin) {
    int label = 0;
    for (int i = begin; i < text.length() && i - begin < MAX_HOST; i++) {
      char c = text.charAt(i);
      if (c == '/' || c == ':') {
        if (label == 0) return -1;
        return c == '/' ? i : port(text, i + 1);
      }
      if (c == '.') {
        if (label == 0) return -1;
        label = 0;
      } else {
        // One hyphen between others; two may begin a name in another writing, "xn--".
        boolean isHyphen = c == '-' && label > 0 && i + 1 < text.length();
        int known = IN_HOST.indexOf(isHyphen ? text.charAt(i + 1) : c);
        if (known < 0 || ++label > MAX_LABEL) return -1;
      }
    }
    return -1;
  }

  /** Four digits: no scheme's own port, which would be left out. */
  private static int port(String text, int begin) {
    int end = begin;
    while (end < text.length() && "0123456789".indexOf(text.charAt(end)) >= 0) end++;
    boolean isPort = end - begin == 4 && text.charAt(begin) != '0' && text.startsWith("/", end);
    return isPort ? end : -1;
  }

  /** Segments that don't begin with a dot: "." and ".." are resolved. */
  private static int path(String text, int begin) {
    for (int i = begin; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '?') return i;
      boolean isFirst = i > begin && text.charAt(i - 1) == '/';
      if (c != '/' && (IN_PATH.indexOf(c) < 0 || (isFirst && c == '.'))) return -1;
    }
    return text.length();
  }

  private static boolean isQuery(String text, int begin) {
    for (int i = begin + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length()
            || HEX.indexOf(text.charAt(i + 1)) < 0
            || HEX.indexOf(text.charAt(i + 2)) < 0) {
          return false;
        }
      } else if (IN_QUERY.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
