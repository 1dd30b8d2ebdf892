package io.github.imagetask.gallery;

import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.Violation;
import io.github.imagetask.spi.ImageRequest;
import io.github.imagetask.spi.OpenValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.util.StringUtils;

/**
 * Makes one gateway's requests of what the page asks for.
 *
 * @param <M> the gateway's model
 * @param <B> the builder of its requests
 * @param <R> its request
 */
final class RequestForm<M extends OpenValue, B extends ImageRequest.Builder<M, B>, R> {
  private final String label;
  private final Function<String, M> model;
  private final Supplier<B> builder;
  private final Function<B, R> build;
  private final Map<String, BiConsumer<B, String>> fields = new LinkedHashMap<>();

  RequestForm(String label, Function<String, M> model, Supplier<B> builder, Function<B, R> build) {
    this.label = label;
    this.model = model;
    this.builder = builder;
    this.build = build;
  }

  /** Adds a field by its name on the wire, as {@code ModelInfo.options()} has it. */
  RequestForm<M, B, R> field(String name, BiConsumer<B, String> setter) {
    fields.put(name, setter);
    return this;
  }

  /** The gateway's name for people. */
  String label() {
    return label;
  }

  List<String> fields() {
    return List.copyOf(fields.keySet());
  }

  /**
   * Returns the request.
   *
   * @param tag what finds the task again: the journal keeps it with the key
   * @throws InvalidRequestException with all that is wrong, as far as the fields can be read
   */
  R request(Order order, String tag) {
    B request = builder.get().tag(tag);
    List<Violation> unreadable = new ArrayList<>();
    read("model", order.model(), unreadable, text -> request.model(model.apply(text)));
    read("prompt", order.prompt(), unreadable, request::prompt);
    read(
        "reference",
        order.reference(),
        unreadable,
        text -> request.addImage(ReferenceImage.url(text)));
    fields.forEach(
        (name, setter) ->
            read(
                name,
                order.options().getOrDefault(name, ""),
                unreadable,
                text -> setter.accept(request, text)));
    if (!unreadable.isEmpty()) throw new InvalidRequestException(unreadable);
    return build.apply(request);
  }

  private static void read(
      String field, String text, List<Violation> unreadable, Consumer<String> setter) {
    if (!StringUtils.hasText(text)) return;
    try {
      setter.accept(text.trim());
    } catch (NumberFormatException e) {
      unreadable.add(Violation.of(field, text, "a number, not \"" + text + "\"", null));
    } catch (IllegalArgumentException e) {
      unreadable.add(Violation.of(field, text, String.valueOf(e.getMessage()), null));
    }
  }
}
