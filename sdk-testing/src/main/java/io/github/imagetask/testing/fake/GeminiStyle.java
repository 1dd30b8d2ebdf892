package io.github.imagetask.testing.fake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Google's {@code :generateContent} as UniAll's page "nano-series / gemini-format" has it: names of
 * its own with the size in them, one image for each call.
 */
final class GeminiStyle {
  static final String KIND = "gemini";

  private static final String FLASH = "gemini-2.5-flash-image";

  private static final List<String> MODELS =
      UniAllRules.words(
          "gemini-2.5-flash-image gemini-3-pro-image-preview-1k gemini-3-pro-image-preview-2k"
              + " gemini-3-pro-image-preview-4k gemini-3.1-flash-image-preview-512"
              + " gemini-3.1-flash-image-preview-1k gemini-3.1-flash-image-preview-2k"
              + " gemini-3.1-flash-image-preview-4k");

  private static final List<String> SIZES = UniAllRules.words("512 1K 2K 4K");
  private static final List<String> MODALITIES = UniAllRules.words("TEXT IMAGE");
  private static final List<String> ROLES = UniAllRules.words("user model");
  private static final List<String> TYPES = UniAllRules.words("image/png image/jpeg image/webp");

  /** What a part may hold beside these is for conversations: thoughts and their signatures. */
  private static final List<String> UNSERVED =
      Arrays.asList("fileData", "file_data", "functionCall", "functionResponse");

  private static final String TEXT_TOO = "text";
  private static final String THOUGHTS = "thoughts";

  private GeminiStyle() {}

  static TaskSpec check(String model, Fields fields, boolean anyModel) throws Refusal {
    if (!anyModel && !MODELS.contains(model)) {
      throw UniAllRules.noChannel(model);
    }
    TaskSpec.Builder spec = TaskSpec.builder().kind(KIND).model(model);
    contents(fields, spec);
    Fields config = fields.optionalObject("generationConfig");
    modalities(config, spec);
    Fields image = config == null ? null : config.optionalObject("imageConfig");
    String size = MODELS.contains(model) ? size(model) : "1K";
    String ratio = "1:1";
    if (image != null) {
      String given = image.oneOf("imageSize", SIZES);
      if (given != null && MODELS.contains(model) && !given.equals(size)) {
        throw Fields.invalid("imageSize " + given + " is not that of " + model + ", " + size);
      }
      String asked = image.oneOf("aspectRatio", UniAllRules.RATIOS);
      ratio = asked == null ? ratio : asked;
      String format = image.oneOf("outputFormat", Arrays.asList("jpeg", "png"));
      spec.format(format == null ? Images.PNG : format);
    }
    return spec.shape(ratio, size.equals("512") ? 512 : TaskSpec.edge(size)).build();
  }

  private static String size(String model) {
    String end = model.substring(model.lastIndexOf('-') + 1);
    return model.equals(FLASH) ? "1K" : end.toUpperCase(Locale.ROOT);
  }

  private static void contents(Fields fields, TaskSpec.Builder spec) throws Refusal {
    List<String> texts = new ArrayList<>();
    boolean image = false;
    for (Fields content : fields.objects("contents")) {
      String role = content.oneOf("role", ROLES);
      List<Fields> parts = content.objects("parts");
      if (parts.isEmpty()) {
        throw Fields.invalid("contents must have parts");
      }
      for (Fields part : parts) {
        boolean inline = part(part);
        String text = part.string("text");
        if (text != null && !"model".equals(role)) {
          texts.add(text);
        }
        image |= inline;
      }
    }
    String prompt = String.join("\n", texts);
    if (prompt.trim().isEmpty()) {
      throw Fields.invalid("contents must have a text of the user's");
    }
    spec.prompt(prompt).edit(image);
  }

  /** Whether it is an image; else it is a text. */
  private static boolean part(Fields part) throws Refusal {
    for (String name : UNSERVED) {
      if (part.any(name) != null) {
        throw Fields.invalid(name + " is not supported");
      }
    }
    Fields camel = part.optionalObject("inlineData");
    Fields snake = part.optionalObject("inline_data");
    Fields data = camel == null ? snake : camel;
    boolean both = camel != null && snake != null;
    if (both || (data == null) == (part.any("text") == null)) {
      throw Fields.invalid("a part must have one of text and inlineData");
    }
    if (data == null) {
      return false;
    }
    String type = data.any("mimeType") == null ? "mime_type" : "mimeType";
    data.required(type);
    data.oneOf(type, TYPES);
    String base64 = data.required("data");
    try {
      Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Fields.invalid("inlineData.data must be base64");
    }
    return true;
  }

  private static void modalities(@Nullable Fields config, TaskSpec.Builder spec) throws Refusal {
    List<String> given =
        config == null ? Collections.emptyList() : config.strings("responseModalities");
    if (!MODALITIES.containsAll(given) || (!given.isEmpty() && !given.contains("IMAGE"))) {
      throw Fields.invalid("responseModalities must be IMAGE, or TEXT and IMAGE, not " + given);
    }
    if (config != null) {
      Integer unused = config.integer("candidateCount", 1, 1);
      Fields thinking = config.optionalObject("thinkingConfig");
      boolean thoughts = thinking != null && Boolean.TRUE.equals(thinking.any("includeThoughts"));
      spec.note(THOUGHTS, thoughts ? "yes" : null);
    }
    spec.note(TEXT_TOO, given.isEmpty() || given.contains("TEXT") ? "yes" : null); // the default
  }

  static Map<String, @Nullable Object> answer(View view, Dialect.Urls urls) {
    TaskSpec spec = view.spec();
    Map<String, @Nullable Object> answer = Json.object();
    if (view.state == View.State.FAILED) {
      answer.put("promptFeedback", Json.object("blockReason", view.failureCode()));
    } else {
      Map<String, @Nullable Object> content =
          Json.object("role", "model", "parts", parts(view, urls));
      String reason = view.word("STOP", "STOP", "STOP", "STOP");
      answer.put(
          "candidates",
          Collections.singletonList(
              Json.object("content", content, "finishReason", reason, "index", 0)));
    }
    long prompt = 1L + spec.prompt.length() / 4 + (spec.edit ? 258 : 0);
    long drawn = 1290L * view.images();
    answer.put(
        "usageMetadata",
        Json.object(
            "promptTokenCount",
            prompt,
            "candidatesTokenCount",
            drawn,
            "totalTokenCount",
            prompt + drawn));
    answer.put("modelVersion", spec.model);
    answer.put("responseId", view.id());
    return answer;
  }

  private static List<Object> parts(View view, Dialect.Urls urls) {
    List<Object> parts = new ArrayList<>();
    String text = view.text();
    if (text != null) {
      parts.add(Json.object("text", text));
    } else if (view.images() > 0) {
      if (view.spec().note(THOUGHTS) != null) {
        parts.add(Json.object("text", "**Composing**", "thought", true));
      }
      if (view.spec().note(TEXT_TOO) != null) {
        parts.add(Json.object("text", "Here is your image:"));
      }
      String data = Base64.getEncoder().encodeToString(urls.bytes(0));
      String type = "image/" + view.spec().format;
      parts.add(Json.object("inlineData", Json.object("mimeType", type, "data", data)));
    }
    return parts;
  }
}
