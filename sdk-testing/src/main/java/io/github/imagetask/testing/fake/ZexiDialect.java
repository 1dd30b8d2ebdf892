package io.github.imagetask.testing.fake;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Zexi as its page (S3) describes it. Where that is silent (errors, unfinished and failed tasks),
 * as public clients saw it, and inside the envelope as the open gateway new-api behaves.
 */
final class ZexiDialect implements Dialect {
  private static final String SUBMIT = "/v1/images/generations/async";
  private static final String TASKS = "/v1/images/tasks/";
  private static final String CONTENT = "/content";

  volatile boolean flatQueries;
  volatile boolean relativeUrls;
  volatile boolean resultUrls = true;
  volatile boolean careless;

  @Override
  public String name() {
    return "zexi";
  }

  @Override
  public @Nullable FakeCall call(String method, String route) {
    if (method.equals("POST")) {
      return route.equals(SUBMIT) ? FakeCall.SUBMIT : null;
    }
    if (!method.equals("GET")) {
      return null;
    }
    boolean download = route.matches(TASKS + "[^/]+" + CONTENT);
    return download ? FakeCall.DOWNLOAD : route.matches(TASKS + "[^/]+") ? FakeCall.QUERY : null;
  }

  @Override
  public TaskSpec submission(FakeRequest request, boolean anyModel) throws Refusal {
    requireKey(request);
    Fields fields = Bodies.json(request);
    return careless ? ZexiRules.careless(fields) : ZexiRules.check(fields, anyModel);
  }

  @Override
  public String newId() {
    return "aiimg_" + UUID.randomUUID().toString().replace("-", "");
  }

  @Override
  public String taskId(FakeRequest request) throws Refusal {
    requireKey(request);
    return request.route().substring(TASKS.length());
  }

  @Override
  public Reply accepted(View view, Urls urls) {
    return Reply.json(
        200,
        Json.object(
            "id",
            view.task.id,
            "task_id",
            view.task.id,
            "status",
            view.word != null ? view.word : view.isEnd() ? "succeeded" : "queued",
            "progress",
            view.isEnd() ? 100 : 1,
            "data",
            Collections.emptyList()));
  }

  @Override
  public Reply state(View view, Urls urls) {
    boolean named = view.images > 0 && resultUrls;
    return Reply.json(
        200,
        flatQueries
            ? ZexiAnswers.flat(view, named, urls)
            : ZexiAnswers.enveloped(view, named, urls));
  }

  @Override
  public String imageUrl(String api, String taskId, int index) {
    String path = "/" + name() + TASKS + taskId + CONTENT + "?index=" + index;
    return relativeUrls ? path : api + path;
  }

  @Override
  public ImageRef image(FakeRequest request) throws Refusal {
    requireKey(request);
    String route = request.route();
    String id = route.substring(TASKS.length(), route.length() - CONTENT.length());
    List<String> index = QueryString.values(request, "index");
    if (index.size() != 1 || !index.get(0).matches("[0-9]{1,4}")) {
      throw Fields.invalid("index must be a number");
    }
    return ImageRef.of(id, Integer.parseInt(index.get(0)));
  }

  @Override
  public Refusal unknownTask(String id) {
    return new Refusal(404, "task_not_found", "task not found");
  }

  @Override
  public Refusal unknownRoute(FakeRequest request) {
    String url = request.method() + " " + request.route();
    return new Refusal(404, "", "Invalid URL (" + url + ")");
  }

  /**
   * The three shapes that were seen: an error object with a type from what stands before the tasks
   * (keys, routes, channels), code and message beside {@code data} for a request that is wrong, and
   * a message alone where there is no code. Of a task that doesn't exist it also says "failed".
   */
  @Override
  public Reply refusal(Refusal refusal) {
    String code = refusal.code;
    int status = refusal.status;
    if (Arrays.asList(401, 403, 404, 410, 429, 503).contains(status)) {
      Map<String, @Nullable Object> body =
          Json.object(
              "error", Json.object("code", code, "message", refusal.text, "type", "new_api_error"));
      if (code.equals("task_not_found")) {
        body.put("status", "failed");
      }
      return Reply.json(status, body);
    }
    return Reply.json(
        status,
        code.isEmpty()
            ? Json.object("error", Json.object("message", refusal.text))
            : Json.object("code", code, "message", refusal.text, "data", null));
  }

  @Override
  public void reset() {
    flatQueries = false;
    relativeUrls = false;
    resultUrls = true;
    careless = false;
  }

  private void requireKey(FakeRequest request) throws Refusal {
    if (!request.isAuthorizedBy(apiKey())) {
      throw new Refusal(401, "", "Invalid token");
    }
  }
}
