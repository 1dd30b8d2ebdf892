package io.github.imagetask.testing.fake;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What UniAll's documents allow in a submit: "通用异步图像生成" of 2026-04-29 (S1) and "Nano 系列图像生成" (S4).
 */
final class UniAllRules {
  static final String TEXT_TO_IMAGE = "text2image";
  static final String IMAGE_TO_IMAGE = "image2image";

  static final String GPT_IMAGE_2 = "gpt-image-2";

  /** S1 section 2.1. */
  private static final List<String> NANO =
      words(
          "NanoBanana NanoBanana2-0.5K NanoBanana2-1K NanoBanana2-2K NanoBanana2-4K"
              + " NanoBananaPro-1K NanoBananaPro-2K NanoBananaPro-4K NanoBananaPro-8K");

  /** S1 section 9. */
  static final List<String> RATIOS = words("1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9");

  /** S1 section 5.4. */
  static final List<String> QUALITIES = words("low medium high");

  /** S1 sections 4.4 and 5.4. */
  static final List<String> THREE_FORMATS = words("png jpeg webp");

  private static final List<String> TWO_FORMATS = words("png jpeg");

  /** S1 sections 1.1 and 3. */
  private static final List<String> TASK_TYPES = words(TEXT_TO_IMAGE + " " + IMAGE_TO_IMAGE);

  /** S1 section 5.5, in its order. */
  private static final List<String> SIZES =
      words(
          "1024x768 768x1024 1344x1024 1024x1344 1280x1024 1024x1280 1360x768 768x1360"
              + " 1536x864 864x1536 1024x1024 1536x1024 1024x1536 2048x1024 1024x2048"
              + " 2016x864 864x2016 1920x1080 1080x1920 1536x1536 2048x1360 1360x2048"
              + " 2048x1536 1536x2048 2160x1440 1440x2160 2048x1152 1152x2048 2688x1344"
              + " 1344x2688 2688x1152 1152x2688 2560x1440 1440x2560 2048x2048 2560x2048"
              + " 2048x2560 2880x2880 3264x2448 2448x3264 3504x2336 2336x3504 3840x1920"
              + " 1920x3840 3840x1648 1648x3840 3840x2160 2160x3840");

  /** S1 section 5.4 for gpt-image-2; for Nano no document says, and this is as good as any. */
  private static final int MOST_IMAGES = 8;

  private UniAllRules() {}

  /** The sizes of gpt-image-2. */
  static List<String> sizes() {
    return SIZES;
  }

  static TaskSpec check(Fields fields, boolean anyModel) throws Refusal {
    String model = fields.required("model");
    String prompt = fields.required("prompt");
    if (!anyModel && !NANO.contains(model) && !model.equals(GPT_IMAGE_2)) {
      throw noChannel(model);
    }
    TaskSpec.Builder spec = TaskSpec.builder().model(model).prompt(prompt);
    boolean image = hasImage(fields);
    String inferred = image ? IMAGE_TO_IMAGE : TEXT_TO_IMAGE;
    String given = fields.oneOf("task_type", TASK_TYPES);
    String type = given == null ? inferred : given; // section 3.1: an explicit value wins
    if (type.equals(IMAGE_TO_IMAGE) && !image) {
      throw Fields.invalid("image or images is required for " + IMAGE_TO_IMAGE);
    }
    spec.kind(type).edit(type.equals(IMAGE_TO_IMAGE));
    fields.string("response_format");
    spec.count(fields.count("n", MOST_IMAGES));
    if (model.equals(GPT_IMAGE_2)) {
      gptImage2(fields, spec);
    } else {
      nano(fields, spec, model);
    }
    return spec.build();
  }

  static boolean isNano(String model) {
    return NANO.contains(model);
  }

  static Refusal noChannel(String model) {
    String group = " under group default (distributor)";
    return new Refusal(503, "model_not_found", "No available channel for model " + model + group);
  }

  private static void gptImage2(Fields fields, TaskSpec.Builder spec) throws Refusal {
    fields.required("size");
    String size = String.valueOf(fields.oneOf("size", SIZES));
    if (fields.any("aspect_ratio") != null) {
      throw Fields.invalid("aspect_ratio is not supported by " + GPT_IMAGE_2 + "; use size");
    }
    fields.oneOf("quality", QUALITIES);
    format(fields, spec, THREE_FORMATS);
    spec.pixels(size);
  }

  static void nano(Fields fields, TaskSpec.Builder spec, String model) throws Refusal {
    boolean known = NANO.contains(model);
    fields.string("size"); // "handled as the upstream can": not at all
    fields.string("quality");
    boolean three = !known || model.equals("NanoBanana");
    format(fields, spec, three ? THREE_FORMATS : TWO_FORMATS);
    String ratio = fields.oneOf("aspect_ratio", RATIOS);
    spec.shape(ratio == null ? "1:1" : ratio, known ? edge(model) : 1024);
  }

  /** The edge of a square picture of the model's tier, in pixels; without a tier it is 1K. */
  private static double edge(String model) {
    int dash = model.indexOf('-');
    return dash < 0 ? 1024 : TaskSpec.edge(model.substring(dash + 1));
  }

  static void format(Fields fields, TaskSpec.Builder spec, List<String> allowed) throws Refusal {
    String format = fields.oneOf("output_format", allowed);
    spec.format(format == null ? Images.PNG : format);
  }

  static boolean hasImage(Fields fields) throws Refusal {
    List<String> images = fields.strings("images");
    for (String url : images) {
      Fields.requireUrl("images", url);
    }
    if (fields.isForm) {
      return hasFile(fields, images);
    }
    Object image = fields.any("image");
    if (image instanceof String) {
      Fields.requireUrl("image", (String) image);
    } else if (image != null && !(image instanceof Map)) { // S4: "string/object"
      throw Fields.invalid("image must be a URL");
    }
    if (image != null && !images.isEmpty()) {
      throw Fields.invalid("image and images must not be used together");
    }
    return image != null || !images.isEmpty();
  }

  /** S1 section 5.3: the same names as form fields, the file in the part {@code image}. */
  private static boolean hasFile(Fields fields, List<String> urls) throws Refusal {
    List<FakeRequest.Part> files = fields.files("image");
    if (files.size() != 1 || fields.any("image") != null || !urls.isEmpty()) {
      throw Fields.invalid("multipart/form-data must hold exactly one file, in the part image");
    }
    String type = files.get(0).contentType();
    if (files.get(0).bodyLength() == 0 || (type != null && !type.startsWith("image/"))) {
      throw Fields.invalid("image must be an image file");
    }
    return true;
  }

  static List<String> words(String words) {
    return Collections.unmodifiableList(Arrays.asList(words.split(" ", -1)));
  }
}
