package io.github.imagetask.zexi;

import static java.util.Arrays.asList;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ImageList;
import io.github.imagetask.spi.JsonNode;
import io.github.imagetask.spi.NewApi;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Zexi's answers: a task, flat as section "answers" shows it for a submit or in the envelope that
 * it shows for a query, or an error in new-api's two shapes, whose type was seen here.
 */
final class ZexiWireReader {
  // "Line busy", as seen on the site's video side.
  private static final NewApi DIALECT =
      NewApi.of(NewApi.errors().statuses(ErrorKind.UNAVAILABLE, 424).build());

  private static final String TASK_ID = "task_id";
  private static final String ID = "id";
  private static final String STATUS = "status";
  private static final String PENDING = "pending";
  private static final String DATA = "data";

  private final HttpUrl baseUrl;
  private final HttpUrl tasks;

  ZexiWireReader(HttpUrl baseUrl, HttpUrl tasks) {
    this.baseUrl = baseUrl;
    this.tasks = tasks;
  }

  Reading submit(Answer answer) throws IOException {
    JsonNode body = answer.json(ImageList.NAMES);
    JsonNode task = NewApi.task(body);
    return read(answer, body, task.firstText(TASK_ID, ID), TASK_ID, true);
  }

  Reading query(String id, Answer answer) throws IOException {
    JsonNode body = answer.json(ImageList.NAMES);
    boolean isTold = NewApi.task(body).firstText(STATUS, PENDING) != null;
    return read(answer, body, id, STATUS, isTold);
  }

  static ErrorKind kindOf(int httpStatus) {
    return DIALECT.table().kindOf(httpStatus);
  }

  /**
   * @param id whose content may be meant: the task's own, or of the one that was asked for
   * @param required the field without which the answer is no task
   */
  private Reading read(
      Answer answer, JsonNode body, @Nullable String id, String required, boolean isTold)
      throws IOException {
    boolean isTask = id != null && isTold;
    Reading fault = DIALECT.fault(answer, body, isTask);
    if (fault != null) return fault;
    if (id == null || !isTold) throw JsonNode.nothingAt(NewApi.path(body, required));
    return task(answer.status(), id, NewApi.task(body));
  }

  private Reading task(int httpStatus, String id, JsonNode task) {
    TaskStatus status = status(task);
    Reading.Builder reading =
        Reading.task(status)
            .id(task.firstText(TASK_ID, ID))
            .rawStatus(task.text(STATUS))
            .progress(task.progress("progress"));
    if (status == TaskStatus.SUCCEEDED) reading.addImages(images(id, task));
    if (status == TaskStatus.FAILED) reading.error(DIALECT.error(httpStatus, task));
    return reading.build();
  }

  /** Where the word isn't listed, the flags of a flat answer may say that it is over. */
  private static TaskStatus status(JsonNode task) {
    TaskStatus status = NewApi.status(task);
    boolean isOver = "false".equals(task.text("success")) && "false".equals(task.text(PENDING));
    return status == TaskStatus.UNKNOWN && isOver ? TaskStatus.FAILED : status;
  }

  /**
   * The task's list of images, before it {@code result_url} if the list lacks that; both are the
   * document's, which shows them for one image. With neither, the content that the API has under
   * the task's own address.
   */
  private List<Reading.Image> images(String id, JsonNode task) {
    JsonNode list = task.at(DATA).isObject() ? task.at(DATA).at(DATA) : task.at(DATA);
    ImageList images =
        ImageList.of(text -> resolve(id, text)).add(list).addFirst(task.at("result_url"));
    if (!images.isEmpty()) return images.toList();
    HttpUrl first = content(id).newBuilder().addQueryParameter("index", "0").build();
    return asList(Reading.Image.url(first.toString()));
  }

  /**
   * The API's own content is fetched at the base URL, whatever name of the host an answer has for
   * it: without "www.", by http, or without the base URL's own path. It wants the key, which goes
   * to the base URL alone; whatever lies elsewhere is fetched as it is, without the key.
   */
  private @Nullable HttpUrl resolve(String id, String text) {
    HttpUrl url = ImageList.resolve(baseUrl, text);
    if (url == null || !isContent(id, url)) return url;
    return content(id).newBuilder().encodedQuery(url.encodedQuery()).build();
  }

  /** Where the API serves a task's images: section "basics", row 结果下载. */
  private HttpUrl content(String id) {
    return tasks.newBuilder().addPathSegment(id).addPathSegment("content").build();
  }

  /** Whether a URL, on whatever host, has the path at which the API serves a task's images. */
  private static boolean isContent(String id, HttpUrl url) {
    List<String> path = url.pathSegments();
    int start = path.size() - 5;
    return start >= 0
        && path.subList(start, path.size()).equals(asList("v1", "images", "tasks", id, "content"));
  }
}
