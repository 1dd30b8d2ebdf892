package io.github.imagetask.examples.cli;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An option of a request that some gateways have and others don't. What all have ({@code --model},
 * {@code --prompt}, {@code --image}, {@code --extra}, {@code --lenient}) isn't here.
 *
 * @param <T> the type of its value
 */
final class RequestOption<T> {
  static final RequestOption<String> SIZE = new RequestOption<>("--size", o -> o.size);
  static final RequestOption<String> ASPECT_RATIO =
      new RequestOption<>("--aspect-ratio", o -> o.aspectRatio);
  static final RequestOption<String> RESOLUTION =
      new RequestOption<>("--resolution", o -> o.resolution);
  static final RequestOption<String> QUALITY = new RequestOption<>("--quality", o -> o.quality);
  static final RequestOption<Integer> N = new RequestOption<>("--n", o -> o.n);
  static final RequestOption<String> OUTPUT_FORMAT =
      new RequestOption<>("--output-format", o -> o.outputFormat);
  static final RequestOption<Double> TEMPERATURE =
      new RequestOption<>("--temperature", o -> o.temperature);

  static final List<RequestOption<?>> ALL =
      List.of(SIZE, ASPECT_RATIO, RESOLUTION, QUALITY, N, OUTPUT_FORMAT, TEMPERATURE);

  private final String flag;
  private final Function<RequestOptions, @Nullable T> value;

  private RequestOption(String flag, Function<RequestOptions, @Nullable T> value) {
    this.flag = flag;
    this.value = value;
  }

  String flag() {
    return flag;
  }

  /** Its value, or null if it wasn't given. */
  @Nullable T of(RequestOptions given) {
    return value.apply(given);
  }
}
