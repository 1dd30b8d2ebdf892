package io.github.imagetask.uniall;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.ImageList;
import io.github.imagetask.spi.JsonNode;
import io.github.imagetask.spi.NewApi;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The answers of UniAll's entry in OpenAI's style: a list of images, each in base64 or by address,
 * or an error of new-api's.
 */
final class UniAllDirectReader {
  // OpenAI's own words for a prompt or an image that it rejects, which new-api passes on; they
  // don't say whether it is billed.
  private static final NewApi DIALECT =
      NewApi.of(
          NewApi.errors()
              .failed(ErrorKind.CONTENT_REJECTED, "moderation_blocked", "content_policy_violation")
              .build());

  private final HttpUrl baseUrl;

  UniAllDirectReader(HttpUrl baseUrl) {
    this.baseUrl = baseUrl;
  }

  Reading read(Answer answer) throws IOException {
    JsonNode body = answer.json(ImageList.NAMES);
    JsonNode data = body.at("data");
    List<Reading.Image> images = ImageList.of(baseUrl).add(data).toList();
    if (images.isEmpty() || !answer.isSuccessful()) return withoutImage(answer, body, null);
    return Reading.task(TaskStatus.SUCCEEDED)
        .addImages(images)
        .text(data.texts("revised_prompt"))
        .build();
  }

  /**
   * Reads an answer without an image. Under 2xx it is a refusal only in words that are known to be
   * the gateway's own: of anything else nobody knows whether it is billed.
   *
   * @param why what such an answer says in the place of an image, if it tells of no error
   */
  static Reading withoutImage(Answer answer, JsonNode body, @Nullable TaskError why) {
    Reading told = DIALECT.fault(answer, body, false);
    Fault fault = told == null ? null : told.fault();
    boolean isBillable = fault == null || fault.processed() == Fault.Processed.UNSAID;
    if (told != null && !(answer.isSuccessful() && isBillable)) return told;
    TaskError error = fault == null ? why : fault.error();
    return Reading.task(TaskStatus.SUCCEEDED).error(error).build();
  }
}
