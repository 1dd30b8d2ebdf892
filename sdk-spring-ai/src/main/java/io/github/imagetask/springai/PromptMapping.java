package io.github.imagetask.springai;

import io.github.imagetask.ImageSize;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.ImageRequest;
import io.github.imagetask.spi.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageOptions;
import org.springframework.ai.image.ImagePrompt;

/**
 * Makes a gateway's request of a prompt, and refuses what has no place in it, all at once. A field
 * is named as Spring AI names it.
 *
 * @param template the gateway's builder, anew for each prompt
 * @param model null: prompts can't choose it; so with the others
 */
record PromptMapping<B extends ImageRequest.Builder<?, ?>, R>(
    Supplier<B> template,
    Function<B, R> build,
    @Nullable BiConsumer<B, String> model,
    @Nullable BiConsumer<B, Integer> n,
    @Nullable BiConsumer<B, ImageSize> size) {
  private static final String B64_JSON = "b64_json";
  private static final List<String> FORMATS = List.of("url", B64_JSON);

  R request(ImagePrompt prompt) {
    Violations violations = new Violations();
    B request = template.get();
    List<ImageMessage> messages = prompt.getInstructions();
    if (messages.size() == 1) {
      readMessage(messages.get(0), request, violations);
    } else {
      violations.add(
          "instructions",
          messages.size() + " messages",
          "a task has one prompt: one message",
          null);
    }
    ImageOptions options = prompt.getOptions();
    if (options != null) readOptions(options, request, violations);
    violations.throwIfAny();
    return build.apply(request);
  }

  /** Whether a prompt that {@link #request} has let pass asks for bytes. */
  static boolean isBase64(ImagePrompt prompt, boolean unlessSet) {
    ImageOptions options = prompt.getOptions();
    String format = options == null ? null : options.getResponseFormat();
    return format == null ? unlessSet : format.equals(B64_JSON);
  }

  private void readMessage(ImageMessage message, B request, Violations violations) {
    String text = message.getText();
    request.prompt(text == null ? "" : text); // which build() refuses in the gateway's words
    Float weight = message.getWeight();
    if (weight != null && weight != 1) {
      violations.add("weight", weight, "a task has one prompt, and no weights", null);
    }
    // Spring AI 2's messages are such, and this is the one line that would need two jars.
    if (!(message instanceof MediaContent illustrated)) return;
    for (Media media : illustrated.getMedia()) {
      ReferenceImage image = reference(media);
      if (image != null) {
        request.addImage(image);
      } else {
        violations.add( // without the data: it may be a signed URL, or megabytes
            "media", media.getMimeType(), "an image's bytes, or its http or https URL", null);
      }
    }
  }

  private static @Nullable ReferenceImage reference(Media media) {
    if (!media.getMimeType().getType().equals("image")) return null;
    if (media.getData() instanceof byte[] bytes) return ReferenceImage.bytes(bytes);
    String text = media.getData().toString(); // of a URI, too
    // Never a file: whoever writes a prompt could have this machine's files sent away.
    return isOfTheWeb(text) ? ReferenceImage.url(text) : null;
  }

  private static boolean isOfTheWeb(String url) {
    return url.regionMatches(true, 0, "http://", 0, 7)
        || url.regionMatches(true, 0, "https://", 0, 8);
  }

  private void readOptions(ImageOptions options, B request, Violations violations) {
    set("model", options.getModel(), model, request, violations);
    set("n", options.getN(), n, request, violations);
    readSize(options.getWidth(), options.getHeight(), request, violations);
    if (options.getStyle() != null)
      refuse("style", options.getStyle(), violations); // no gateway has it
    violations.oneOf(
        "responseFormat", options.getResponseFormat(), FORMATS, "this image model", null);
  }

  private void readSize(
      @Nullable Integer width, @Nullable Integer height, B request, Violations violations) {
    if (width == null && height == null) return;
    if (size == null) {
      refuse("width, height", width + "x" + height, violations);
    } else if (width == null || height == null) {
      violations.add("width, height", width + "x" + height, "they are set together", null);
    } else {
      size.accept(request, ImageSize.of(width, height));
    }
  }

  private <T> void set(
      String option,
      @Nullable T value,
      @Nullable BiConsumer<B, T> setter,
      B request,
      Violations violations) {
    if (value == null) return;
    if (setter == null) {
      refuse(option, value, violations);
    } else {
      setter.accept(request, value);
    }
  }

  private void refuse(String option, Object value, Violations violations) {
    List<String> taken = new ArrayList<>();
    if (model != null) taken.add("model");
    if (n != null) taken.add("n");
    if (size != null) taken.add("width, height");
    taken.add("responseFormat");
    String allowed = "of a prompt's options this image model takes " + String.join(", ", taken);
    violations.add(option, value, allowed + "; its template sets the rest", null);
  }
}
