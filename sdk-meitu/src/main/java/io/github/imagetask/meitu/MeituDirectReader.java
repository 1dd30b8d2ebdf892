package io.github.imagetask.meitu;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.ImageList;
import io.github.imagetask.spi.JsonNode;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The answers of {@link MeituDirectEntry}: images, an error with a code, or the id of a task that
 * the call became. None of it is documented; other synchronous MTLab calls answer so.
 */
final class MeituDirectReader {
  private final HttpUrl address;

  MeituDirectReader(HttpUrl address) {
    this.address = address;
  }

  Reading read(Answer answer) throws IOException {
    JsonNode body = MeituWireReader.body(answer);
    String code = MeituWireReader.code(body);
    String id = MeituWireReader.id(body);
    boolean isError = MeituWireReader.isError(code);
    ImageList images = MeituWireReader.images(address, body);
    boolean isRefused = isError && MeituWireReader.ERRORS.knows(code); // the input may stand there
    if (answer.isSuccessful() && !images.isEmpty() && !isRefused) {
      return Reading.task(TaskStatus.SUCCEEDED).addImages(images.toList()).build();
    }
    if (isError) return fault(answer, code, id, body);
    if (!answer.isSuccessful()) return MeituWireReader.faultOfStatus(answer, body);
    boolean isTask = id != null || MeituWireReader.PENDING.equals(code);
    if (isTask) {
      return Reading.task(TaskStatus.RUNNING).id(MeituWireReader.requireId(body)).build();
    }
    boolean isAnswer = code != null || body.at(MeituWire.MEDIA_INFO_LIST).isPresent();
    if (!isAnswer) throw JsonNode.nothingAt("$." + MeituWire.MEDIA_INFO_LIST);
    String text = body.firstText(MeituWireReader.MESSAGES);
    TaskError reason = TaskError.of(ErrorKind.UNKNOWN, null, text);
    return Reading.task(TaskStatus.SUCCEEDED).error(reason).build();
  }

  private static Reading fault(
      Answer answer, @Nullable String code, @Nullable String id, JsonNode body) {
    Fault fault = MeituWireReader.fault(answer.status(), code, body);
    // An id beside a code by which the gateway refuses is the call's own; beside any other it may
    // be that of a task.
    if (fault.processed() == Fault.Processed.NO) return Reading.fault(fault);
    boolean isUnsaid = fault.processed() == Fault.Processed.UNSAID;
    boolean mayBeMade = answer.isSuccessful() && isUnsaid && !isOfTheCall(fault.error().kind());
    return Reading.fault(mayBeMade ? fault.maybeProcessed() : fault, id);
  }

  /**
   * Whether an error is about the call and no image was begun. A submit that fails has made no
   * task; here an image that failed on its way looks the same.
   */
  private static boolean isOfTheCall(ErrorKind kind) {
    return kind != ErrorKind.UNKNOWN
        && kind != ErrorKind.UNAVAILABLE
        && kind != ErrorKind.CONTENT_REJECTED;
  }
}
