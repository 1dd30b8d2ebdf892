package io.github.imagetask.hingnet;

import io.github.imagetask.spi.Violations;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a direct call alone can be asked for, and a task can't. */
final class HingnetDirectRules {
  private static final String ALLOWED = "a task doesn't take this; ask client.direct()";
  private static final String DOCUMENT =
      "Hingnet image generation (asynchronous), undated, section ";

  private HingnetDirectRules() {}

  /**
   * Checks a request that is given to a submit.
   *
   * @throws io.github.imagetask.InvalidRequestException with all that it has of that kind
   */
  static void checkTask(HingnetImageRequest request) {
    Violations violations = new Violations();
    if (!HingnetRules.hasTasks(request.model()) && !request.isLenient()) {
      violations.add(HingnetWire.MODEL, request.model(), ALLOWED, DOCUMENT + "\"scope\"");
    }
    HingnetResponseFormat format = request.responseFormat();
    if (format != null && !format.equals(HingnetResponseFormat.URL)) {
      violations.add(
          HingnetWire.RESPONSE_FORMAT,
          format,
          "a task always brings URLs; ask client.direct()",
          DOCUMENT + "\"synchronous routes\"");
    }
    // What the wire code doesn't write into a task; so lenient() doesn't help.
    fields(request)
        .forEach(
            (name, value) -> {
              boolean isSet = value != null && !value.toString().trim().isEmpty();
              if (isSet) violations.add(name, value, ALLOWED, null);
            });
    violations.throwIfAny();
  }

  private static Map<String, @Nullable Object> fields(HingnetImageRequest request) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put(HingnetWire.QUALITY, request.quality());
    fields.put(HingnetWire.BACKGROUND, request.background());
    fields.put(HingnetWire.OUTPUT_FORMAT, request.outputFormat());
    fields.put(HingnetWire.OUTPUT_COMPRESSION, request.outputCompression());
    fields.put(HingnetWire.MODERATION, request.moderation());
    fields.put(HingnetWire.USER, request.user());
    return fields;
  }
}
