package io.github.imagetask.testing.fake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Zexi's page "图片生成 API:GPT Image 2、Nano Banana、Grok Imagine" (S3) allows in a submit. */
final class ZexiRules {
  private static final String GPT_IMAGE_2 = "gpt-image-2";
  private static final String GROK = "grok-imagine-image";

  /** "有效生图模型": the limit of reference images. */
  private static final Map<String, Integer> MODELS = new LinkedHashMap<>();

  /** "模型别名". */
  private static final Map<String, String> ALIASES = new HashMap<>();

  // spotless:off
  static {
    MODELS.put("gpt-image-2",                    14);
    MODELS.put("gemini-3-pro-image-preview",      4);
    MODELS.put("gemini-3.1-flash-image-preview",  4);
    MODELS.put("grok-imagine-image",              1);
    MODELS.put("grok-imagine-image-pro",          1);
    MODELS.put("grok-imagine-image-lite",         0);
    MODELS.put("grok-imagine-image-edit",         3);

    ALIASES.put("dall-e",                     "gpt-image-2");
    ALIASES.put("dall-e-2",                   "gpt-image-2");
    ALIASES.put("dall-e-3",                   "grok-imagine-image-pro");
    ALIASES.put("nano-banana",                "gemini-3.1-flash-image-preview");
    ALIASES.put("nano-banana2",               "gemini-3.1-flash-image-preview");
    ALIASES.put("nano-banana-2",              "gemini-3.1-flash-image-preview");
    ALIASES.put("nano-banana-pro",            "gemini-3-pro-image-preview");
    ALIASES.put("grok-imagine-image-quality", "grok-imagine-image-pro");
  }
  // spotless:on

  /** "尺寸、质量与注意事项". */
  private static final List<String> GPT_SIZES =
      words("1024x1024 1536x1024 1024x1536 2048x1152 3840x2160 2160x3840 auto");

  private static final List<String> GPT_QUALITIES = words("low medium high auto");
  private static final List<String> RATIOS = words("1:1 16:9 9:16 4:3 3:4 3:2 2:3 5:4 4:5 21:9");
  private static final List<String> TIERS = words("1K 2K 4K");

  /** Not documented. */
  private static final int MOST_IMAGES = 10;

  private ZexiRules() {}

  /** The names of the models, then their aliases. */
  static List<String> models() {
    List<String> names = new ArrayList<>(MODELS.keySet());
    names.addAll(ALIASES.keySet());
    return names;
  }

  static TaskSpec check(Fields fields, boolean anyModel) throws Refusal {
    String given = fields.required("model");
    String model = ALIASES.getOrDefault(given, given);
    String prompt = fields.required("prompt");
    if (!anyModel && !MODELS.containsKey(model)) {
      String group = " under group default (distributor)";
      throw new Refusal(503, "model_not_found", "No available channel for model " + given + group);
    }
    TaskSpec.Builder spec = TaskSpec.builder().model(model).prompt(prompt);
    spec.count(fields.count("n", MOST_IMAGES));
    int images = images(fields);
    try {
      int most = MODELS.getOrDefault(model, Integer.MAX_VALUE);
      if (images > most) {
        throw Fields.invalid(model + " takes " + most + " reference images, not " + images);
      }
      rules(fields, spec, model);
    } catch (Refusal refusal) { // what a table doesn't allow shows when the upstream is asked
      throw new Refusal(500, "build_request_failed", refusal.text);
    }
    return spec.edit(images > 0).build();
  }

  /** Public clients saw that all of these are served, and billed. */
  static TaskSpec careless(Fields fields) throws Refusal {
    String given = fields.required("model");
    String prompt = fields.required("prompt");
    String model = ALIASES.getOrDefault(given, given);
    TaskSpec.Builder spec = TaskSpec.builder().prompt(prompt);
    spec.model(MODELS.containsKey(model) ? model : GPT_IMAGE_2);
    spec.edit(fields.any("image_url") instanceof String);
    Object n = fields.any("n");
    spec.count(
        n instanceof Long && (Long) n > 0 && (Long) n <= MOST_IMAGES
            ? fields.count("n", MOST_IMAGES)
            : 1);
    Object size = fields.any("size");
    if (size instanceof String) {
      spec.shape((String) size, 1024).pixels((String) size);
    }
    return spec.build();
  }

  private static void rules(Fields fields, TaskSpec.Builder spec, String model) throws Refusal {
    if (!MODELS.containsKey(model)) {
      fields.string("size");
      fields.string("quality");
      return;
    }
    if (model.equals(GPT_IMAGE_2)) {
      String size = fields.oneOf("size", GPT_SIZES);
      fields.oneOf("quality", GPT_QUALITIES);
      refuse(fields, "extra_body", model);
      spec.pixels(String.valueOf(size));
    } else if (model.startsWith(GROK)) {
      String size = fields.word("size"); // a ratio is advised: no list
      refuse(fields, "quality", model);
      refuse(fields, "extra_body", model);
      spec.shape(String.valueOf(size), 1024).pixels(String.valueOf(size));
    } else {
      gemini(fields, spec);
    }
  }

  /** Size and tier stand in two places; which of them wins isn't documented: here the inner one. */
  private static void gemini(Fields fields, TaskSpec.Builder spec) throws Refusal {
    String ratio = fields.oneOf("size", RATIOS);
    String tier = fields.oneOf("quality", TIERS);
    Fields extra = fields.optionalObject("extra_body");
    Fields google = extra == null ? null : extra.optionalObject("google");
    Fields config = google == null ? null : google.optionalObject("image_config");
    if (config != null) {
      ratio = either(config.oneOf("aspect_ratio", RATIOS), ratio);
      tier = either(config.oneOf("image_size", TIERS), tier);
    }
    spec.shape(either(ratio, "1:1"), TaskSpec.edge(either(tier, "1K")));
  }

  private static String either(@Nullable String one, @Nullable String other) {
    return one == null ? String.valueOf(other) : one;
  }

  private static void refuse(Fields fields, String name, String model) throws Refusal {
    if (fields.any(name) != null) {
      throw Fields.invalid(name + " is not for " + model);
    }
  }

  /**
   * How many reference images: {@code image_url}, and, since the field for several isn't
   * documented, the URLs in any array.
   */
  private static int images(Fields fields) throws Refusal {
    int images = fields.url("image_url") == null ? 0 : 1;
    for (String name : fields.names()) {
      if (fields.any(name) instanceof List) {
        for (String url : fields.strings(name)) {
          Fields.requireUrl(name, url);
          images++;
        }
      }
    }
    return images;
  }

  private static List<String> words(String words) {
    return Collections.unmodifiableList(Arrays.asList(words.split(" ", -1)));
  }
}
