package io.github.imagetask.gallery;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the page asks for.
 *
 * @param account the name of the client's bean
 * @param options by their names on the wire; an empty value is none
 * @param reference the URL of a reference image; empty: none
 */
record Order(
    String account, String model, String prompt, Map<String, String> options, String reference) {
  Order(
      @Nullable String account,
      @Nullable String model,
      @Nullable String prompt,
      @Nullable Map<String, String> options,
      @Nullable String reference) {
    this.account = Objects.requireNonNullElse(account, "");
    this.model = Objects.requireNonNullElse(model, "");
    this.prompt = Objects.requireNonNullElse(prompt, "");
    this.options = options == null ? Map.of() : options;
    this.reference = Objects.requireNonNullElse(reference, "");
  }
}
