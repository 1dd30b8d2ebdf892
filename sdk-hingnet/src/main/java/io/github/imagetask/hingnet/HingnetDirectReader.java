package io.github.imagetask.hingnet;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ErrorText;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.ImageList;
import io.github.imagetask.spi.JsonNode;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import okhttp3.HttpUrl;

/**
 * The answers of {@link HingnetDirectEntry}, in OpenAI's form: images in {@code data}, each by URL
 * or in base64, or an error.
 */
final class HingnetDirectReader {
  private static final String CREATED = "created";
  private static final String DATA = "data";
  private static final String REVISED_PROMPT = "revised_prompt";

  private static final String NO_STORAGE_ADVICE =
      "the gateway has no object storage (S3 or AliOSS) for images by URL;"
          + " responseFormat(B64_JSON), the default, needs none";

  private final HttpUrl baseUrl;

  HingnetDirectReader(HttpUrl baseUrl) {
    this.baseUrl = baseUrl;
  }

  Reading read(Answer answer) throws IOException {
    JsonNode body = answer.json(ImageList.NAMES);
    boolean isSuccessful = answer.isSuccessful();
    String text = body.at(DATA).texts(REVISED_PROMPT); // what the model made of the prompt
    ImageList images = ImageList.of(baseUrl).add(body.at(DATA));
    if (isSuccessful && !images.isEmpty()) { // whatever stands beside them, they are paid for
      return Reading.task(TaskStatus.SUCCEEDED).addImages(images.toList()).text(text).build();
    }
    ErrorText error = ErrorText.of(body.at("error"));
    if (error != null) {
      Fault fault = fault(answer, error);
      // Under 2xx, an error that nobody knows may be of an image that was made.
      boolean isBillable = isSuccessful && fault.processed() == Fault.Processed.UNSAID;
      if (!isBillable) return Reading.fault(fault);
      return Reading.task(TaskStatus.SUCCEEDED).error(fault.error()).build();
    }
    if (!isSuccessful) throw new JsonDataException("no error of the gateway's own at path $.error");
    boolean isAnswer = body.at(DATA).isPresent() || body.at(CREATED).isPresent();
    if (!isAnswer) throw JsonNode.nothingAt("$." + DATA);
    TaskError reason = TaskError.of(ErrorKind.UNKNOWN, null, text);
    return Reading.task(TaskStatus.SUCCEEDED).text(text).error(reason).build();
  }

  private static Fault fault(Answer answer, ErrorText error) {
    String message = error.message();
    if (HingnetWireReader.NO_STORAGE.equals(error.code())) message += "; " + NO_STORAGE_ADVICE;
    return HingnetWireReader.ERRORS.fault(answer.status(), error.code(), message);
  }
}
