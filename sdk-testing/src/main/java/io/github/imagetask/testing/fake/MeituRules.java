package io.github.imagetask.testing.fake;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What Meitu's page "google nano 改图/文生图 异步任务提交" (S0) of 2025-11-28 allows in a submit. */
final class MeituRules {
  /** The code of the refusal of a wrong token. */
  static final String WRONG_TOKEN = "wrong_token";

  private static final String NANO = "gemini-2.5-flash-image-preview";
  private static final String NANO2 = "gemini-3-pro-image-preview";
  private static final String MEDIA_INFO_LIST = "media_info_list";
  private static final String PARAMETER = "parameter";
  private static final int MOST_IMAGES = 3;

  private static final List<String> RATIOS = words("1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9");
  private static final List<String> RESOLUTIONS = words("1K 2K 4K");
  private static final List<String> FORMATS = words("jpeg png webp");
  private static final List<String> CLIENT = words("platform gid uid area_code lang version");

  /** All that stands inside {@code parameter}. */
  private static final List<String> PARAMETERS =
      words(
          "token trace_id app_scene path_scene prompt model aspect_ratio temperature resolution"
              + " is_translate output_format platform gid uid area_code lang version repost_url");

  private MeituRules() {}

  static TaskSpec.Builder check(Fields fields, boolean anyModel) throws Refusal {
    Fields parameter = fields.object(PARAMETER);
    for (String name : fields.names()) {
      if (PARAMETERS.contains(name)) {
        throw Fields.invalid(name + " belongs into " + PARAMETER);
      }
    }
    if (parameter.names().contains(MEDIA_INFO_LIST)) {
      throw Fields.invalid(MEDIA_INFO_LIST + " belongs beside " + PARAMETER);
    }
    if (!parameter.required("token").equals(MeituDialect.TOKEN)) {
      throw new Refusal(200, WRONG_TOKEN, "parameter.token is wrong");
    }
    parameter.required("trace_id");
    constant(parameter, "app_scene", "go");
    constant(parameter, "path_scene", "imgEdit");
    TaskSpec.Builder spec = TaskSpec.builder().prompt(parameter.required("prompt"));
    model(parameter, spec, anyModel);
    optional(parameter, spec);
    return spec.edit(images(fields) > 0);
  }

  /** A direct call's caller waits for the answer. */
  static void noCallback(Fields fields) throws Refusal {
    Fields parameter = fields.optionalObject(PARAMETER);
    if (parameter != null && parameter.any("repost_url") != null) {
      throw Fields.invalid("parameter.repost_url is not for synchronous requests");
    }
  }

  private static void model(Fields parameter, TaskSpec.Builder spec, boolean anyModel)
      throws Refusal {
    String model = parameter.required("model");
    if (!anyModel) {
      parameter.oneOf("model", Arrays.asList(NANO, NANO2));
    }
    if (model.equals(NANO) && parameter.any("resolution") != null) {
      throw Fields.invalid("parameter.resolution is for " + NANO2 + " only");
    }
    String resolution = parameter.oneOf("resolution", RESOLUTIONS);
    String ratio = parameter.oneOf("aspect_ratio", RATIOS);
    double edge = TaskSpec.edge(resolution == null ? "1K" : resolution);
    spec.model(model).shape(ratio == null ? "1:1" : ratio, edge);
  }

  private static void optional(Fields parameter, TaskSpec.Builder spec) throws Refusal {
    parameter.share("temperature");
    parameter.flag("is_translate");
    String format = parameter.oneOf("output_format", FORMATS);
    spec.format(format == null ? Images.PNG : format);
    for (String name : CLIENT) {
      parameter.word(name);
    }
    spec.callbackUrl(parameter.url("repost_url"));
  }

  private static void constant(Fields parameter, String name, String value) throws Refusal {
    parameter.required(name);
    parameter.oneOf(name, Collections.singletonList(value));
  }

  /** "Required, 1 to 3" beside "without an image, text to image": 0 to 3, or absent. */
  private static int images(Fields fields) throws Refusal {
    if (!fields.names().contains(MEDIA_INFO_LIST)) {
      return 0;
    }
    List<Fields> images = fields.objects(MEDIA_INFO_LIST);
    if (images.size() > MOST_IMAGES) {
      throw Fields.invalid(MEDIA_INFO_LIST + " must hold at most 3 images, not " + images.size());
    }
    for (Fields image : images) {
      image.required("media_data");
      image.url("media_data");
    }
    return images.size();
  }

  private static List<String> words(String words) {
    return Collections.unmodifiableList(Arrays.asList(words.split(" ", -1)));
  }
}
