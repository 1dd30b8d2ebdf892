package io.github.imagetask.testing.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two shapes in which Zexi answers a query. */
final class ZexiAnswers {
  private ZexiAnswers() {}

  /** The document's success; the other states in new-api's words. */
  static Map<String, @Nullable Object> enveloped(View view, boolean named, Dialect.Urls urls) {
    Map<String, @Nullable Object> task =
        Json.object(
            "task_id",
            view.task.id,
            "status",
            view.word("QUEUED", "IN_PROGRESS", "SUCCESS", "FAILURE"),
            "progress",
            view.percent + "%");
    if (view.state == View.State.FAILED) {
      task.put("fail_reason", view.failureMessage);
    }
    if (named) {
      task.put("result_url", urls.url(0));
      task.put("data", Json.object("data", results(view, urls)));
    }
    return Json.object("code", "success", "message", "", "data", task);
  }

  /** As public clients saw it. An error is a string there; with a code it is an object. */
  static Map<String, @Nullable Object> flat(View view, boolean named, Dialect.Urls urls) {
    boolean failed = view.state == View.State.FAILED;
    Map<String, @Nullable Object> task =
        Json.object(
            "success",
            !failed,
            "pending",
            !view.isEnd(),
            "task_id",
            view.task.id,
            "status",
            view.word("queued", "running", "succeeded", "failed"));
    if (failed) {
      Object error = view.failureMessage;
      if (!String.valueOf(view.failureCode).isEmpty()) {
        error = Json.object("code", view.failureCode, "message", view.failureMessage);
      }
      task.put("error", error);
      return task;
    }
    task.put("progress", view.percent);
    if (named) {
      task.put("result_url", urls.url(0));
      task.put("data", results(view, urls));
    }
    return task;
  }

  private static List<Object> results(View view, Dialect.Urls urls) {
    List<Object> results = new ArrayList<>();
    for (int i = 0; i < view.images; i++) {
      results.add(Json.object("url", urls.url(i)));
    }
    return results;
  }
}
