package io.github.imagetask.examples.cli;

import io.github.imagetask.spi.ImageRequest;
import io.github.imagetask.spi.OpenValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The options that one gateway's requests have, and what each sets: an option that isn't in the
 * table is a usage error.
 *
 * @param <M> the gateway's model
 * @param <B> the gateway's builder of requests
 */
final class RequestTable<M extends OpenValue, B extends ImageRequest.Builder<M, B>> {
  private final String gateway;
  private final Map<RequestOption<?>, BiConsumer<B, RequestOptions>> setters =
      new LinkedHashMap<>();

  RequestTable(String gateway) {
    this.gateway = gateway;
  }

  /** Adds an option; the setter's {@link IllegalArgumentException} says what is wrong with it. */
  <T> RequestTable<M, B> option(RequestOption<T> option, BiConsumer<B, T> setter) {
    setters.put(
        option,
        (builder, given) -> {
          T value = option.of(given);
          if (value != null) setter.accept(builder, value);
        });
    return this;
  }

  /**
   * Sets all that was given.
   *
   * @param model reads the model's name
   * @throws UsageException with everything that is wrong
   */
  B fill(B builder, RequestOptions given, Function<String, M> model) {
    List<String> problems = new ArrayList<>();
    attempt("--model", problems, () -> builder.model(model.apply(given.model)));
    builder.prompt(given.prompt);
    attempt("--image", problems, () -> builder.addImages(given.references()));
    setters.forEach(
        (option, setter) -> attempt(option.flag(), problems, () -> setter.accept(builder, given)));
    for (String text : given.extras) {
      attempt("--extra", problems, () -> Extra.parse(text).addTo(builder));
    }
    builder.lenient(given.lenient);
    builder.tag(given.tag);
    for (RequestOption<?> option : RequestOption.ALL) {
      if (option.of(given) != null && !setters.containsKey(option)) {
        problems.add(gateway + " has no " + option.flag() + "; it has " + flags());
      }
    }
    if (!problems.isEmpty()) throw new UsageException(problems);
    return builder;
  }

  private String flags() {
    StringBuilder flags = new StringBuilder("--model, --prompt, --image, ");
    for (RequestOption<?> option : setters.keySet()) flags.append(option.flag()).append(", ");
    return flags + "--extra and --lenient";
  }

  private static void attempt(String flag, List<String> problems, Runnable setter) {
    try {
      setter.run();
    } catch (IllegalArgumentException e) {
      problems.add(flag + ": " + e.getMessage());
    }
  }
}
