package io.github.imagetask.uniall;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ImageList;
import io.github.imagetask.spi.JsonNode;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The answers of UniAll's entry in Google's style: candidates of parts, each a text or an image, a
 * blocked prompt, or an error of new-api's.
 */
final class UniAllGeminiReader {
  private static final Set<String> IMAGES = Collections.singleton("data");

  private static final String STOP = "STOP";

  // Those of Google's reasons by which a candidate has no image because of what it would show.
  private static final Set<String> REJECTED =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "SAFETY",
                  "IMAGE_SAFETY",
                  "PROHIBITED_CONTENT",
                  "IMAGE_PROHIBITED_CONTENT",
                  "BLOCKLIST",
                  "SPII",
                  "RECITATION",
                  "IMAGE_RECITATION")));

  private final HttpUrl baseUrl;

  UniAllGeminiReader(HttpUrl baseUrl) {
    this.baseUrl = baseUrl;
  }

  Reading read(Answer answer) throws IOException {
    JsonNode body = answer.json(IMAGES);
    ImageList images = ImageList.of(baseUrl);
    List<String> texts = new ArrayList<>();
    for (JsonNode candidate : body.at("candidates").items()) {
      for (JsonNode part : candidate.at("content").at("parts").items()) {
        if ("true".equals(part.text("thought"))) continue; // on the way to the image
        images.add(either(part, "inlineData", "inline_data").at("data"));
        String text = part.text("text");
        if (text != null) texts.add(text);
      }
    }
    String text = texts.isEmpty() ? null : String.join("\n", texts);
    if (images.isEmpty() || !answer.isSuccessful()) {
      return UniAllDirectReader.withoutImage(answer, body, why(body, text));
    }
    return Reading.task(TaskStatus.SUCCEEDED).addImages(images.toList()).text(text).build();
  }

  /** Why there is no image, in the words that stand in its place. */
  private static TaskError why(JsonNode body, @Nullable String text) {
    JsonNode feedback = either(body, "promptFeedback", "prompt_feedback");
    String blocked = feedback.firstText("blockReason", "block_reason");
    if (blocked != null) {
      String message = feedback.firstText("blockReasonMessage", "block_reason_message");
      return TaskError.of(ErrorKind.CONTENT_REJECTED, blocked, message == null ? text : message);
    }
    String reason = null;
    for (JsonNode candidate : body.at("candidates").items()) {
      if (reason == null) reason = candidate.firstText("finishReason", "finish_reason");
      if (text == null) text = candidate.firstText("finishMessage", "finish_message");
    }
    ErrorKind kind = REJECTED.contains(reason) ? ErrorKind.CONTENT_REJECTED : ErrorKind.UNKNOWN;
    return TaskError.of(kind, STOP.equals(reason) ? null : reason, text);
  }

  private static JsonNode either(JsonNode node, String camel, String snake) {
    JsonNode value = node.at(camel);
    return value.isPresent() ? value : node.at(snake);
  }
}
