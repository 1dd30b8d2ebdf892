package io.github.imagetask.uniall;

import static java.util.Arrays.asList;
import static java.util.Collections.unmodifiableList;

import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.ImageFormat;
import io.github.imagetask.spi.Uploads;
import io.github.imagetask.spi.Violations;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the entry in OpenAI's style takes, and what the task entry doesn't take of it. A request
 * doesn't know where it will be given: what is the same for both is checked when it is built, the
 * rest when it is given to one, before anything is sent.
 */
final class UniAllDirectRules {
  static final String PAGE = "UniAll gpt-image-2 / openai-generate";
  private static final String OPENAI = "OpenAI's Images API";

  static final List<UniAllResponseFormat> RESPONSE_FORMATS =
      unmodifiableList(asList(UniAllResponseFormat.URL, UniAllResponseFormat.B64_JSON));
  static final List<UniAllBackground> BACKGROUNDS =
      unmodifiableList(asList(UniAllBackground.OPAQUE, UniAllBackground.AUTO));
  static final List<UniAllModeration> MODERATIONS =
      unmodifiableList(asList(UniAllModeration.LOW, UniAllModeration.AUTO));

  private static final int LONGEST_PROMPT = 32_000;
  private static final int MOST_FILES = 16;
  private static final long LARGEST_FILE = 50 << 20;
  private static final long LARGEST_MASK = 4 << 20;

  private UniAllDirectRules() {}

  /** What gpt-image-2 and its siblings take in the fields that only this entry has. */
  static void checkValues(UniAllImageRequest request, String who, Violations violations) {
    violations.oneOf(UniAllDirectEntry.BACKGROUND, request.background(), BACKGROUNDS, who, OPENAI);
    violations.oneOf(UniAllDirectEntry.MODERATION, request.moderation(), MODERATIONS, who, OPENAI);
    violations.range(
        UniAllDirectEntry.OUTPUT_COMPRESSION, request.outputCompression(), 0, 100, who, OPENAI);
  }

  /**
   * Checks a request for a task.
   *
   * @throws io.github.imagetask.InvalidRequestException with all that it can't be a task by
   */
  static void checkTask(UniAllImageRequest request) {
    Violations violations = new Violations();
    // Several files in the part "image" are undocumented, and a form has no place for a URL beside
    // them that the document would vouch for.
    violations.uploadAlone(UniAllWire.IMAGE, request.images(), UniAllRules.DOCUMENT + "4.3");
    onlyDirect(UniAllDirectEntry.MASK, request.mask(), violations);
    onlyDirect(UniAllDirectEntry.OUTPUT_COMPRESSION, request.outputCompression(), violations);
    onlyDirect(UniAllDirectEntry.BACKGROUND, request.background(), violations);
    onlyDirect(UniAllDirectEntry.MODERATION, request.moderation(), violations);
    onlyDirect(UniAllDirectEntry.USER, request.user() == null ? null : "a text", violations);
    UniAllResponseFormat format = request.responseFormat();
    if (!UniAllResponseFormat.URL.equals(format)) {
      onlyDirect(UniAllWire.RESPONSE_FORMAT, format, violations);
    }
    violations.throwIfAny();
  }

  private static void onlyDirect(String field, @Nullable Object value, Violations violations) {
    if (value != null) violations.add(field, value, "a task has no such field; direct() has", null);
  }

  /**
   * Checks a request for a direct call.
   *
   * @throws io.github.imagetask.InvalidRequestException with all that it can't be one by
   */
  static void check(UniAllImageRequest request) {
    Violations violations = new Violations();
    checkSpelling(request, violations);
    if (!request.isLenient()) checkTables(request, violations);
    violations.throwIfAny();
  }

  private static void checkSpelling(UniAllImageRequest request, Violations violations) {
    if (request.taskType() != null) {
      violations.add(
          UniAllWire.TASK_TYPE,
          request.taskType(),
          "direct() has no such field; with an image it edits",
          null);
    }
    int uploads = Uploads.of(request.images()).size();
    if (uploads > 0 && uploads < request.images().size()) {
      violations.add(
          UniAllWire.IMAGE,
          request.images().size() + " images, " + uploads + " of them uploads",
          "direct() takes uploads or URLs, not both",
          PAGE);
    }
    ReferenceImage mask = request.mask();
    if (mask == null) return;
    if (uploads == 0) {
      violations.add(UniAllDirectEntry.MASK, mask, "it needs an uploaded image to edit", OPENAI);
    }
    try {
      if (mask.isUpload() && mask.length() > 0) return;
      violations.add(UniAllDirectEntry.MASK, mask, "it is a file or bytes, not empty", OPENAI);
    } catch (IOException e) {
      violations.add(UniAllDirectEntry.MASK, mask, "it can't be read: " + e.getMessage(), null);
    }
  }

  private static void checkTables(UniAllImageRequest request, Violations violations) {
    String who = request.model().id();
    if (UniAllRules.isTaskOnly(request.model())) {
      violations.add(
          UniAllWire.MODEL,
          who,
          "UniAll's pages contradict each other on whether direct() takes it; submit(..) does, and"
              + " lenient() sends it",
          PAGE);
    }
    if (!UniAllRules.isDirect(request.model())) return;
    String prompt = request.prompt();
    int length = prompt.codePointCount(0, prompt.length());
    if (length > LONGEST_PROMPT) {
      violations.add(
          UniAllWire.PROMPT, length + " characters", who + " takes " + LONGEST_PROMPT, OPENAI);
    }
    List<ReferenceImage> uploads = Uploads.of(request.images());
    checkCompression(request, who, violations);
    if (!uploads.isEmpty()) checkEdit(request, uploads, who, violations);
  }

  private static void checkCompression(
      UniAllImageRequest request, String who, Violations violations) {
    UniAllOutputFormat format = request.outputFormat();
    boolean isCompressed =
        UniAllOutputFormat.JPEG.equals(format) || UniAllOutputFormat.WEBP.equals(format);
    if (request.outputCompression() == null || isCompressed) return;
    violations.add(
        UniAllDirectEntry.OUTPUT_COMPRESSION,
        request.outputCompression(),
        who + " compresses jpeg and webp; set outputFormat(..)",
        OPENAI);
  }

  private static void checkEdit(
      UniAllImageRequest request, List<ReferenceImage> uploads, String who, Violations violations) {
    if (request.moderation() != null) {
      violations.add(
          UniAllDirectEntry.MODERATION, request.moderation(), "edits don't take it", OPENAI);
    }
    violations.atMost(UniAllWire.IMAGE, uploads, MOST_FILES, who, OPENAI);
    for (ReferenceImage each : uploads) checkFile(UniAllWire.IMAGE, each, false, violations);
    ReferenceImage mask = request.mask();
    if (mask != null && mask.isUpload()) {
      checkFile(UniAllDirectEntry.MASK, mask, true, violations);
    }
  }

  private static void checkFile(
      String field, ReferenceImage file, boolean isMask, Violations violations) {
    try {
      ImageFormat format = Uploads.format(file);
      boolean isPng = format == ImageFormat.PNG;
      boolean isTaken =
          isPng || (!isMask && (format == ImageFormat.JPEG || format == ImageFormat.WEBP));
      if (isTaken && file.length() < (isMask ? LARGEST_MASK : LARGEST_FILE)) return;
    } catch (IOException unreadable) {
      return; // told already, or told when it is sent
    }
    String allowed = isMask ? "a mask is a png below 4 MB" : "a png, jpeg or webp below 50 MB";
    violations.add(field, file, allowed, OPENAI);
  }
}
