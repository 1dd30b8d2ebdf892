package io.github.imagetask.spi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object in their order; of a name that stands twice the last counts. An answer's
 * objects have few fields, which a search finds as soon as a hash, in a third of the memory.
 */
final class JsonFields {
  private static final int FEW = 32;

  private static final Object[] NONE = {};

  private Object[] fields = NONE; // a name, its value, a name …
  private int length;
  private @Nullable Map<String, Integer> places; // of many

  int size() {
    return length / 2;
  }

  String name(int index) {
    return (String) fields[2 * index];
  }

  JsonNode value(int index) {
    return (JsonNode) fields[2 * index + 1];
  }

  void put(String name, JsonNode value) {
    int place = place(name);
    if (place >= 0) {
      fields[place + 1] = value;
      return;
    }
    if (length == fields.length) fields = Arrays.copyOf(fields, Math.max(16, 2 * length));
    fields[length] = name;
    fields[length + 1] = value;
    if (places != null) places.put(name, length);
    length += 2;
    if (length == 2 * FEW) index();
  }

  @Nullable JsonNode get(String name) {
    int place = place(name);
    return place < 0 ? null : (JsonNode) fields[place + 1];
  }

  private int place(String name) {
    if (places != null) return places.getOrDefault(name, -1);
    for (int i = 0; i < length; i += 2) if (name.equals(fields[i])) return i;
    return -1;
  }

  private void index() {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < length; i += 2) index.put((String) fields[i], i);
    places = index;
  }
}
