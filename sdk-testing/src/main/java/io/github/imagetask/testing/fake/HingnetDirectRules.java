package io.github.imagetask.testing.fake;

import java.util.Arrays;
import java.util.List;

/**
 * What Hingnet's page on synchronous images and those of gateways that share its code allow at
 * {@code /v1/images/generations} and {@code /v1/images/edits}.
 */
final class HingnetDirectRules {
  static final String GPT_IMAGE_2 = "gpt-image-2";

  private static final String IMAGE_URLS = "image_urls[]";

  private static final List<String> GPT_SIZES =
      Arrays.asList("1024x1024", "1024x1536", "1536x1024", "auto");
  private static final List<String> GPT_QUALITIES = Arrays.asList("low", "medium", "high", "auto");

  /** Tiers as at the asynchronous entry, and pixels, of which only the ratio counts. */
  private static final List<String> SIZES =
      Arrays.asList("1K", "2K", "4K", "1024x1024", "1792x1024", "1024x1792");

  private static final List<String> RATIOS = Arrays.asList("1:1", "16:9", "9:16");

  private static final List<String> GPT_ONLY =
      Arrays.asList(
          "quality", "background", "output_format", "output_compression", "moderation", "mask");

  private static final int GPT_MOST_IMAGES = 10;
  private static final int IMAGEN_MOST_IMAGES = 4;
  private static final int LONGEST_PROMPT = 4000;

  private HingnetDirectRules() {}

  static TaskSpec generation(Fields fields, boolean anyModel) throws Refusal {
    return common(fields, anyModel, false).build();
  }

  /** A form; for gpt-image-2 it may be JSON with the addresses of the images. */
  static TaskSpec edit(Fields fields, boolean anyModel) throws Refusal {
    String model = fields.required("model");
    if (!fields.isForm && !model.equals(GPT_IMAGE_2)) {
      throw Fields.invalid("Content-Type must be multipart/form-data for " + model);
    }
    TaskSpec.Builder spec = common(fields, anyModel, true).edit(true);
    if (model.matches(HingnetRules.IMAGEN)) {
      throw HingnetRules.noEdits();
    }
    if (fields.isForm) {
      requireImage(fields);
    } else {
      requireUrls(fields);
    }
    return spec.build();
  }

  private static TaskSpec.Builder common(Fields fields, boolean anyModel, boolean edit)
      throws Refusal {
    String model = fields.required("model");
    boolean gpt = model.equals(GPT_IMAGE_2);
    boolean imagen = model.matches(HingnetRules.IMAGEN);
    if (!anyModel && !gpt && !imagen && !model.matches(HingnetRules.GEMINI)) {
      throw HingnetRules.noModel(model);
    }
    int longest = gpt ? OpenAiStyle.LONGEST_PROMPT : LONGEST_PROMPT;
    TaskSpec.Builder spec =
        TaskSpec.builder().model(model).prompt(OpenAiStyle.prompt(fields, longest));
    OpenAiStyle.responseFormat(fields, spec);
    OpenAiStyle.noStream(fields);
    if (gpt) {
      return gptImage2(fields, spec, edit);
    }
    spec.count(fields.count("n", imagen ? IMAGEN_MOST_IMAGES : 1));
    for (String name : GPT_ONLY) {
      if (fields.any(name) != null || !fields.files(name).isEmpty()) {
        throw Fields.invalid(name + " is for " + GPT_IMAGE_2 + " only");
      }
    }
    return shape(fields, spec);
  }

  private static TaskSpec.Builder gptImage2(Fields fields, TaskSpec.Builder spec, boolean edit)
      throws Refusal {
    spec.count(fields.count("n", GPT_MOST_IMAGES));
    String size = fields.oneOf("size", GPT_SIZES);
    spec.pixels(size == null ? "auto" : size);
    fields.oneOf("quality", GPT_QUALITIES);
    String format = fields.oneOf("output_format", Arrays.asList("png", "jpeg"));
    spec.format(format == null ? Images.PNG : format);
    OpenAiStyle.gptImage2(fields, spec, edit);
    return spec;
  }

  /** The ratio wins over the size. */
  private static TaskSpec.Builder shape(Fields fields, TaskSpec.Builder spec) throws Refusal {
    String size = fields.oneOf("size", SIZES);
    String ratio = fields.oneOf("aspect_ratio", RATIOS);
    boolean tier = size != null && size.endsWith("K");
    if (tier || ratio != null) {
      double edge = tier ? TaskSpec.edge(String.valueOf(size)) : 1024;
      return spec.shape(ratio == null ? "1:1" : ratio, edge);
    }
    return size == null ? spec : spec.pixels(size);
  }

  /** Files, or addresses: what a mixture would do isn't documented. */
  private static void requireImage(Fields fields) throws Refusal {
    List<String> urls = fields.strings(IMAGE_URLS);
    if (OpenAiStyle.images(fields).isEmpty() == urls.isEmpty()) {
      throw Fields.invalid("give either files in the part image, or image_urls[]");
    }
    for (String url : urls) {
      Fields.requireUrl(IMAGE_URLS, url);
    }
  }

  private static void requireUrls(Fields fields) throws Refusal {
    List<Fields> images = fields.objects("images");
    if (images.isEmpty()) {
      throw Fields.invalid("images must not be empty");
    }
    for (Fields image : images) {
      image.required("image_url");
      image.url("image_url");
    }
  }
}
