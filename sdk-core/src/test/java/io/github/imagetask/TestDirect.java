package io.github.imagetask;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.DirectEntry;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.Fields;
import io.github.imagetask.spi.ImageList;
import io.github.imagetask.spi.JsonNode;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.StatusWords;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * The direct entry of core's own tests. Its request is the prompt, posted to {@code /direct} as
 * {@code {"prompt":…}}. An answer is
 *
 * <pre>{@code {"data": [{"b64_json": "…"} | {"url": "…"}], "text": "…", "blocked": "…"}}</pre>
 *
 * or the task that the call became, {@code {"id": "t1", "status": "running"}}, or a fault as the
 * {@link TestGateway}'s.
 */
record TestDirect(HttpUrl base, ErrorTable errors) implements DirectEntry<String> {
  @Override
  public Submission submit(String prompt) {
    HttpUrl url = base.newBuilder().addPathSegment("direct").build();
    return Submission.of(
        new Request.Builder().url(url).post(new Fields().add("prompt", prompt).json()).build());
  }

  @Override
  public Reading read(Answer answer) throws IOException {
    JsonNode body = answer.json(ImageList.NAMES);
    String fault = body.text("fault");
    if (fault != null) {
      return Reading.fault(
          errors.fault(answer.status(), fault, body.text("message")), body.text("id"));
    }
    String blocked = body.text("blocked");
    String word = body.text("status");
    if (!body.at("data").isPresent() && blocked == null && word == null) {
      throw new JsonDataException("neither images nor fault at path $");
    }
    return Reading.task(word == null ? TaskStatus.SUCCEEDED : StatusWords.status(word))
        .id(body.text("id"))
        .rawStatus(word)
        .addImages(ImageList.of(base).add(body.at("data")).toList())
        .text(body.text("text"))
        .error(
            blocked == null ? null : TaskError.of(ErrorKind.CONTENT_REJECTED, blocked, "blocked"))
        .build();
  }

  // Answers.

  /** An answer with these images: bytes are inline, everything else is a URL. */
  static String answer(Object... images) {
    return "{\"created\":1,\"data\":[" + data(images) + "]}";
  }

  /** The same with a text beside them. */
  static String answerWithText(String text, Object... images) {
    return "{\"data\":[" + data(images) + "],\"text\":\"" + text + "\"}";
  }

  private static String data(Object... images) {
    return Stream.of(images).map(TestDirect::entry).collect(Collectors.joining(","));
  }

  private static String entry(Object image) {
    return image instanceof byte[] bytes
        ? "{\"b64_json\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}"
        : "{\"url\":\"" + image + "\"}";
  }
}
