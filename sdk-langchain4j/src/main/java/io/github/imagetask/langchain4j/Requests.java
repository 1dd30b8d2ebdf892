package io.github.imagetask.langchain4j;

import dev.langchain4j.data.image.Image;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.ImageRequest;
import io.github.imagetask.spi.Violations;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a gateway's requests of what a call has.
 *
 * @param template the gateway's builder, anew for each call
 * @param n null: a task makes one image
 */
record Requests<B extends ImageRequest.Builder<?, ?>, R>(
    Supplier<B> template, Function<B, R> build, @Nullable BiConsumer<B, Integer> n) {

  /**
   * Returns a request.
   *
   * @param count null for the template's, or the gateway's, own
   */
  R of(String prompt, @Nullable Integer count, @Nullable Image image) {
    Violations violations = new Violations();
    B request = template.get();
    request.prompt(Objects.requireNonNull(prompt, "prompt == null"));
    if (count != null && n != null) {
      n.accept(request, count);
    } else if (count != null && count != 1) {
      violations.add("n", count, "a task of this image model makes 1", null);
    }
    ReferenceImage reference = image == null ? null : Images.reference(image, violations);
    if (reference != null) request.addImage(reference);
    violations.throwIfAny();
    return build.apply(request);
  }
}
