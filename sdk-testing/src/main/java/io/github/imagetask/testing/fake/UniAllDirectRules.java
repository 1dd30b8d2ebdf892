package io.github.imagetask.testing.fake;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What UniAll's page "gpt-image-2 / openai-generate" allows at {@code /v1/images/generations}, and
 * OpenAI's published types at {@code /v1/images/edits}, of which no page of UniAll's speaks.
 */
final class UniAllDirectRules {
  private static final String AUTO = "gpt-image-2-auto";

  private static final List<String> MODELS =
      Arrays.asList(UniAllRules.GPT_IMAGE_2, AUTO, "gpt-image-2-origin");

  private static final int MOST_IMAGES = 8;

  private UniAllDirectRules() {}

  /** JSON; with {@code image} or {@code images} it is an edit all the same. */
  static TaskSpec generation(Fields fields, boolean anyModel) throws Refusal {
    TaskSpec.Builder spec = common(fields, anyModel, false);
    return spec.edit(UniAllRules.hasImage(fields)).build();
  }

  /** A form with the images as files. */
  static TaskSpec edit(Fields fields, boolean anyModel) throws Refusal {
    TaskSpec.Builder spec = common(fields, anyModel, true);
    if (OpenAiStyle.images(fields).isEmpty()) {
      throw Fields.invalid("image is required");
    }
    return spec.edit(true).build();
  }

  private static TaskSpec.Builder common(Fields fields, boolean anyModel, boolean edit)
      throws Refusal {
    String model = fields.required("model");
    String prompt = OpenAiStyle.prompt(fields, OpenAiStyle.LONGEST_PROMPT);
    if (!anyModel && !MODELS.contains(model)) {
      throw unserved(model);
    }
    TaskSpec.Builder spec = TaskSpec.builder().model(model).prompt(prompt);
    spec.count(fields.count("n", MOST_IMAGES));
    OpenAiStyle.responseFormat(fields, spec);
    OpenAiStyle.noStream(fields);
    if (!MODELS.contains(model)) {
      UniAllRules.nano(fields, spec, model);
      return spec;
    }
    fields.required("size");
    List<String> sizes =
        model.equals(AUTO) ? Collections.singletonList("auto") : UniAllRules.sizes();
    spec.pixels(String.valueOf(fields.oneOf("size", sizes)));
    spec.note("quality", fields.oneOf("quality", UniAllRules.QUALITIES));
    UniAllRules.format(fields, spec, UniAllRules.THREE_FORMATS);
    OpenAiStyle.gptImage2(fields, spec, edit);
    return spec;
  }

  /**
   * S4 names this entry for Nano, too, the gateway's page for Nano doesn't: here it answers as some
   * versions of new-api do.
   */
  private static Refusal unserved(String model) {
    if (UniAllRules.isNano(model)) {
      String text = "not supported model for image generation, only imagen models are supported";
      return new Refusal(500, "convert_request_failed", text);
    }
    return UniAllRules.noChannel(model);
  }
}
