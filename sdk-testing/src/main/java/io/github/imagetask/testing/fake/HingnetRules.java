package io.github.imagetask.testing.fake;

import java.util.Arrays;
import java.util.List;

/** What Hingnet's page "图像生成（异步接口）" (S2) allows in a submit. */
final class HingnetRules {
  static final String GENERATIONS = "generations";
  static final String EDITS = "edits";

  /** "适用范围" and the note on edits: names with a star, whose SKUs the page doesn't list. */
  static final String GEMINI = "gemini-.+-image.*";

  static final String IMAGEN = "imagen-.+";

  /** "与同步接口的关系": b64_json is ignored. */
  private static final List<String> RESPONSE_FORMATS = Arrays.asList("url", "b64_json");

  /** The parts of the two samples of edits. */
  private static final String IMAGE = "image";

  private static final String IMAGE_URLS = "image_urls[]";

  /** Not documented; what OpenAI allows. */
  private static final int MOST_IMAGES = 10;

  private HingnetRules() {}

  static TaskSpec generation(Fields fields, boolean anyModel) throws Refusal {
    return common(fields, anyModel).kind(GENERATIONS).build();
  }

  static TaskSpec edit(Fields fields, boolean anyModel) throws Refusal {
    TaskSpec.Builder spec = common(fields, anyModel).kind(EDITS).edit(true);
    if (fields.required("model").matches(IMAGEN)) {
      throw noEdits();
    }
    requireImage(fields);
    return spec.build();
  }

  private static TaskSpec.Builder common(Fields fields, boolean anyModel) throws Refusal {
    String model = fields.required("model");
    String prompt = fields.required("prompt");
    if (!anyModel && !model.matches(GEMINI) && !model.matches(IMAGEN)) {
      throw noModel(model);
    }
    fields.oneOf("response_format", RESPONSE_FORMATS);
    TaskSpec.Builder spec = TaskSpec.builder().model(model).prompt(prompt);
    spec.count(fields.count("n", MOST_IMAGES));
    String size = fields.word("size");
    String ratio = fields.word("aspect_ratio");
    boolean tier = size != null && size.matches("[1-8]K");
    if (tier || ratio != null) {
      double edge = tier ? TaskSpec.edge(String.valueOf(size)) : 1024;
      return spec.shape(ratio == null ? "1:1" : ratio, edge);
    }
    return size == null ? spec : spec.pixels(size);
  }

  static Refusal noModel(String model) {
    return new Refusal(404, "model_not_found", "The model " + model + " does not exist");
  }

  static Refusal noEdits() {
    return new Refusal(400, "unsupported_model", "imagen models don't support edits");
  }

  /** One file, or URLs: what a mixture would do isn't documented. */
  private static void requireImage(Fields fields) throws Refusal {
    List<FakeRequest.Part> files = fields.files();
    List<String> urls = fields.strings(IMAGE_URLS);
    if (fields.any(IMAGE) != null) {
      throw Fields.invalid(IMAGE + " must be a file; URLs go into " + IMAGE_URLS);
    }
    if (fields.files(IMAGE).size() != files.size()) {
      throw Fields.invalid("a file must be in the part " + IMAGE);
    }
    if (files.isEmpty() == urls.isEmpty() || files.size() > 1) {
      throw Fields.invalid("give either one file in the part image, or image_urls[]");
    }
    for (String url : urls) {
      Fields.requireUrl(IMAGE_URLS, url);
    }
    for (FakeRequest.Part file : files) {
      String type = file.contentType();
      if (file.bodyLength() == 0 || (type != null && !type.startsWith("image/"))) {
        throw Fields.invalid(IMAGE + " must be an image file");
      }
    }
  }
}
