package io.github.imagetask.spi;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of fields that answers have had. A gateway writes the same ones in each: a name that is
 * known is found in the bytes, and costs no text of its own. Immutable.
 */
final class JsonNames {
  /** More than all gateways' answers have; whoever makes names up fills it, and harms nobody. */
  private static final int MAX = 128;

  private static final int MAX_LENGTH = 32;

  private static volatile JsonNames known = new JsonNames();

  private final String[] names;
  private final JsonReader.Options options;

  private JsonNames(String... names) {
    this.names = names;
    this.options = JsonReader.Options.of(names);
  }

  static JsonNames known() {
    return known;
  }

  /** Reads a name; one that isn't known is added to the new ones. */
  String next(JsonReader reader, List<String> unknown) throws IOException {
    int index = reader.selectName(options);
    if (index >= 0) return names[index];
    String name = reader.nextName();
    if (names.length < MAX && name.length() <= MAX_LENGTH && unknown.size() < MAX) {
      unknown.add(name);
    }
    return name;
  }

  /** Keeps names that were new. */
  static synchronized void learn(List<String> unknown) {
    Set<String> all = new LinkedHashSet<>(Arrays.asList(known.names));
    for (String name : unknown) if (all.size() < MAX) all.add(name);
    if (all.size() > known.names.length) known = new JsonNames(all.toArray(new String[0]));
  }
}
