package io.github.imagetask.zexi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reference images that a user sets by {@code extra(..)}. The document has no field for several, so
 * none is known by its name: what looks like an image's address in a list counts, and so does one
 * that stands alone under a name with "image" or "reference" in it.
 */
final class ZexiReferences {
  private ZexiReferences() {}

  /** How many there are. */
  static int count(Map<?, ?> fields) {
    int count = 0;
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      String name = String.valueOf(field.getKey()).toLowerCase(Locale.ROOT);
      boolean isNamed = name.contains("image") || name.contains("reference");
      count += count(field.getValue(), isNamed);
    }
    return count;
  }

  /**
   * @param isNamed whether an address alone counts: a field such as a callback's holds one, too
   */
  private static int count(@Nullable Object value, boolean isNamed) {
    if (value instanceof String) return isNamed && isAddress((String) value) ? 1 : 0;
    int count = 0;
    if (value instanceof List) {
      for (Object each : (List<?>) value) count += count(each, true);
    } else if (value instanceof Map) {
      if (!isNamed) return count((Map<?, ?>) value);
      for (Object each : ((Map<?, ?>) value).values()) count += count(each, true);
    }
    return count;
  }

  private static boolean isAddress(String text) {
    String start = text.trim().toLowerCase(Locale.ROOT);
    return start.startsWith("http://")
        || start.startsWith("https://")
        || start.startsWith("data:image/");
  }
}
