package io.github.imagetask.uniall;

import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ImageList;
import io.github.imagetask.spi.JsonNode;
import io.github.imagetask.spi.NewApi;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import okhttp3.HttpUrl;

/**
 * UniAll's answers: a task, with the envelope of section 7 or without it as in section 6, or an
 * error in new-api's two shapes.
 */
final class UniAllWireReader {
  private static final NewApi DIALECT = NewApi.create();

  private static final String TASK_ID = "task_id";
  private static final String STATUS = "status";

  private final HttpUrl baseUrl;

  UniAllWireReader(HttpUrl baseUrl) {
    this.baseUrl = baseUrl;
  }

  Reading submit(Answer answer) throws IOException {
    return read(answer, TASK_ID);
  }

  Reading query(Answer answer) throws IOException {
    return read(answer, STATUS);
  }

  /**
   * @param required the field without which the answer is no task: one that can't be named, or of
   *     which nothing is said
   */
  private Reading read(Answer answer, String required) throws IOException {
    JsonNode body = answer.json(ImageList.NAMES);
    JsonNode task = NewApi.task(body);
    boolean isTask = task.text(required) != null;
    Reading fault = DIALECT.fault(answer, body, isTask);
    if (fault != null) return fault;
    if (!isTask) throw JsonNode.nothingAt(NewApi.path(body, required));
    return task(answer.status(), task);
  }

  private Reading task(int httpStatus, JsonNode task) {
    TaskStatus status = NewApi.status(task);
    JsonNode metadata = task.at("metadata");
    Reading.Builder reading =
        Reading.task(status)
            .id(task.text(TASK_ID))
            .rawStatus(task.text(STATUS))
            .progress(task.progress("progress"));
    if (status == TaskStatus.FAILED) reading.error(DIALECT.error(httpStatus, task));
    if (status != TaskStatus.SUCCEEDED) return reading.build();
    // Section 6: result_urls where there are several, result_url for the first.
    ImageList images =
        ImageList.of(baseUrl).add(metadata.at("result_urls")).addFirst(task.at("result_url"));
    Double count = metadata.number("result_count");
    return reading
        .addImages(images.toList())
        .announced(count == null ? null : (Integer) count.intValue())
        .build();
  }
}
