package io.github.imagetask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway's document says of one model: its aliases, and for each option of a request the
 * values that it takes. A model that isn't listed may exist all the same; the SDK sends it as
 * written and checks nothing.
 */
public final class ModelInfo {
  /**
   * The entry of {@link #options()} for reference images, which some gateways have several fields
   * for: how many a model takes, such as {@code 0-14}, in words where the gateway's own field holds
   * fewer; empty: none. The other entries are the builder's options by their names on the wire, and
   * an option whose values the document leaves open has no entry.
   */
  public static final String REFERENCE_IMAGES = "references";

  /**
   * The entry of {@link #options()} for a gateway of which not every model is taken by every entry:
   * which of the client's methods take it, such as {@code submit} or {@code direct}.
   */
  public static final String ENTRIES = "entries";

  private final String id;
  private final List<String> aliases;
  private final Map<String, List<String>> options;

  private ModelInfo(String id, List<String> aliases, Map<String, List<String>> options) {
    this.id = id;
    this.aliases = aliases;
    this.options = options;
  }

  /**
   * Returns a model's description.
   *
   * @param options for each option, in the document's order, the values that it takes, whose texts
   *     are as the document writes them; one entry such as {@code 1-8} for a range; empty: not
   *     supported
   */
  public static ModelInfo of(
      String id, List<String> aliases, Map<String, ? extends List<?>> options) {
    Objects.requireNonNull(id, "id == null");
    Map<String, List<String>> copy = new LinkedHashMap<>();
    options.forEach((name, values) -> copy.put(name, copyOf(values)));
    return new ModelInfo(id, copyOf(aliases), Collections.unmodifiableMap(copy));
  }

  /** The model's id, as it goes on the wire. */
  public String id() {
    return id;
  }

  /** Other names that the gateway takes for this model. */
  public List<String> aliases() {
    return aliases;
  }

  /**
   * The options that the document speaks of, by their names on the wire, with the values that they
   * take; a range is one entry such as {@code 1-8} or {@code 1+}, an option that the model doesn't
   * have an empty list.
   */
  public Map<String, List<String>> options() {
    return options;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof ModelInfo)) return false;
    ModelInfo that = (ModelInfo) other;
    return id.equals(that.id) && aliases.equals(that.aliases) && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, aliases, options);
  }

  @Override
  public String toString() {
    return id + (aliases.isEmpty() ? "" : " " + aliases) + " " + options;
  }

  private static List<String> copyOf(List<?> values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) texts.add(value.toString());
    return Collections.unmodifiableList(texts);
  }
}
