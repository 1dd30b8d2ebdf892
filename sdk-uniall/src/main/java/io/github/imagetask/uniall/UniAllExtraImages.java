package io.github.imagetask.uniall;

import static java.util.Arrays.asList;
import static java.util.Collections.unmodifiableList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reference images that a user sets by {@code extra(..)}, in the fields that the gateway reads. */
final class UniAllExtraImages {
  // The builder's own two, which take lenient(), and the older ones.
  private static final List<String> FIELDS =
      unmodifiableList(
          asList(UniAllWire.IMAGE, UniAllWire.IMAGES, UniAllWire.IMAGE_URL, UniAllWire.IMAGE_URLS));

  private UniAllExtraImages() {}

  /** The fields that hold any; of a request that isn't lenient the builder's own are refused. */
  static List<String> of(UniAllImageRequest request) {
    List<String> fields = new ArrayList<>();
    for (String field : FIELDS) {
      boolean isRefused = !request.isLenient() && UniAllWire.NAMES.all().contains(field);
      if (!isRefused && isSet(request.extras().get(field))) fields.add(field);
    }
    return fields;
  }

  private static boolean isSet(@Nullable Object value) {
    if (value instanceof String) return !((String) value).trim().isEmpty();
    if (value instanceof List) return !((List<?>) value).isEmpty();
    if (value instanceof Map) return !((Map<?, ?>) value).isEmpty();
    return value != null;
  }
}
