package io.github.imagetask.testing.fake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What OpenAI's published types say of {@code /v1/images/generations} and {@code /v1/images/edits},
 * as far as the gateways that follow them don't say otherwise.
 */
final class OpenAiStyle {
  static final String URL = "url";
  static final String B64_JSON = "b64_json";
  static final String RESPONSE_FORMAT = "response_format";

  /** Of the GPT image models, in characters. */
  static final int LONGEST_PROMPT = 32_000;

  private static final String IMAGE = "image";
  private static final String MASK = "mask";
  private static final int MOST_FILES = 16;
  private static final int LARGEST_FILE = 50 * 1024 * 1024;
  private static final int LARGEST_MASK = 4 * 1024 * 1024;
  private static final List<String> FILES = Arrays.asList("image/png", "image/jpeg", "image/webp");

  /** The first bytes of a PNG; its width and height stand 16 bytes from the start. */
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private static final int PNG_SIZE_AT = 16;

  private OpenAiStyle() {}

  static String prompt(Fields fields, int longest) throws Refusal {
    String prompt = fields.required("prompt");
    if (prompt.codePointCount(0, prompt.length()) > longest) {
      throw Fields.invalid("prompt must have at most " + longest + " characters");
    }
    return prompt;
  }

  /** Base64 unless it says otherwise, as OpenAI's GPT image models always answer. */
  static void responseFormat(Fields fields, TaskSpec.Builder spec) throws Refusal {
    String format = fields.oneOf(RESPONSE_FORMAT, Arrays.asList(URL, B64_JSON));
    spec.note(RESPONSE_FORMAT, format == null ? B64_JSON : format);
  }

  /** The fields of gpt-image-2 whose values OpenAI gives and no gateway changes. */
  static void gptImage2(Fields fields, TaskSpec.Builder spec, boolean edit) throws Refusal {
    spec.note("background", fields.oneOf("background", Arrays.asList("opaque", "auto")));
    fields.oneOf("moderation", Arrays.asList("low", "auto"));
    if (edit && fields.any("moderation") != null) {
      throw Fields.invalid("moderation is not supported by edits");
    }
    fields.word("user");
    Integer compression = fields.integer("output_compression", 0, 100);
    String format = fields.string("output_format");
    if (compression != null && (format == null || format.equals(Images.PNG))) {
      throw Fields.invalid("output_compression is for jpeg and webp only");
    }
    if (fields.any("aspect_ratio") != null) {
      throw Fields.invalid("aspect_ratio is not supported by gpt-image-2; use size");
    }
  }

  /** A fake answers in one piece. */
  static void noStream(Fields fields) throws Refusal {
    Object stream = fields.any("stream");
    boolean off = stream == null || stream.equals(false) || stream.equals("false");
    if (!off || fields.any("partial_images") != null) {
      throw Fields.invalid("stream is not supported");
    }
  }

  /** The files of a form: images in {@code image} or {@code image[]}, and one mask. */
  static List<FakeRequest.Part> images(Fields fields) throws Refusal {
    List<FakeRequest.Part> images = new ArrayList<>(fields.files(IMAGE));
    images.addAll(fields.files(IMAGE + "[]"));
    List<FakeRequest.Part> masks = fields.files(MASK);
    if (fields.any(IMAGE) != null || fields.any(IMAGE + "[]") != null) {
      throw Fields.invalid("image must be a file");
    }
    if (images.size() + masks.size() != fields.files().size()) {
      throw Fields.invalid("a file must be in the part image, image[] or mask");
    }
    if (images.size() > MOST_FILES) {
      throw Fields.invalid("image must be at most 16 files, not " + images.size());
    }
    for (FakeRequest.Part image : images) {
      if (image.bodyLength() == 0 || image.bodyLength() >= LARGEST_FILE || !isImage(image, FILES)) {
        throw Fields.invalid("image must be a png, jpeg or webp file of less than 50 MB");
      }
    }
    mask(fields, masks, images);
    return images;
  }

  private static void mask(
      Fields fields, List<FakeRequest.Part> masks, List<FakeRequest.Part> images) throws Refusal {
    if (fields.any(MASK) != null || masks.size() > 1) {
      throw Fields.invalid("mask must be one file");
    }
    for (FakeRequest.Part mask : masks) {
      boolean png = isImage(mask, Collections.singletonList("image/png"));
      if (mask.bodyLength() == 0 || mask.bodyLength() >= LARGEST_MASK || !png) {
        throw Fields.invalid("mask must be a png file of less than 4 MB");
      }
      if (images.isEmpty()) {
        throw Fields.invalid("mask needs an image file");
      }
      String size = size(mask);
      String wanted = size(images.get(0));
      if (size != null && wanted != null && !size.equals(wanted)) {
        throw Fields.invalid("mask must be " + wanted + " as the image, not " + size);
      }
    }
  }

  private static boolean isImage(FakeRequest.Part file, List<String> types) {
    return types.contains(String.valueOf(file.contentType()));
  }

  /** Width and height of a PNG; null for any other file. */
  private static @Nullable String size(FakeRequest.Part file) {
    byte[] bytes = file.body();
    boolean png = bytes.length >= PNG_SIZE_AT + 8;
    for (int i = 0; png && i < PNG.length; i++) {
      png = bytes[i] == PNG[i];
    }
    ByteBuffer size = ByteBuffer.wrap(bytes);
    return png ? size.getInt(PNG_SIZE_AT) + "x" + size.getInt(PNG_SIZE_AT + 4) : null;
  }

  /** The answer, of one entry for each image. */
  static Map<String, @Nullable Object> answer(View view, List<?> data) {
    return Json.object("created", view.madeAtEpochSecond(), "data", data);
  }

  /** What GPT image models say beside the images. */
  static void describe(Map<String, @Nullable Object> answer, View view) {
    TaskSpec spec = view.spec();
    String background = spec.note("background");
    String quality = spec.note("quality");
    answer.put(
        "background", background == null || background.equals("auto") ? "opaque" : background);
    answer.put("output_format", spec.format);
    answer.put("quality", quality == null ? "medium" : quality);
    answer.put("size", spec.width + "x" + spec.height);
    answer.put("usage", usage(spec));
  }

  private static Map<String, @Nullable Object> usage(TaskSpec spec) {
    long text = 1L + spec.prompt.length() / 4;
    long images = spec.edit ? 323 : 0;
    long output = 1056L * spec.count;
    return Json.object(
        "input_tokens",
        text + images,
        "input_tokens_details",
        Json.object("image_tokens", images, "text_tokens", text),
        "output_tokens",
        output,
        "total_tokens",
        text + images + output);
  }
}
