package io.github.imagetask.testing.fake;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;

/** Reads the query string of a request. */
final class QueryString {
  private QueryString() {}

  /** The values of a name, decoded, in their order. */
  static List<String> values(FakeRequest request, String name) {
    List<String> values = new ArrayList<>();
    String query = request.query();
    for (String pair : (query == null ? "" : query).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals >= 0 && decoded(pair.substring(0, equals)).equals(name)) {
        values.add(decoded(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, "UTF-8");
    } catch (IllegalArgumentException e) { // a percent sign without two digits: as it stands
      return text;
    } catch (UnsupportedEncodingException e) { // every JRE has UTF-8
      throw new AssertionError(e);
    }
  }
}
