package io.github.imagetask.testing.fake;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * UniAll as its documents describe it, and, where they are silent (errors, unfinished tasks), as
 * the open gateway new-api behaves, on which it seems to be built.
 */
final class UniAllDialect implements Dialect {
  private static final String TASKS = "/v1/images/tasks";
  private static final String GENERATIONS = "/v1/images/generations";
  private static final String EDITS = "/v1/images/edits";

  /** The model stands in the route. */
  private static final Pattern GEMINI = Pattern.compile("/v1beta/models/([^/:]+):generateContent");

  @Override
  public String name() {
    return "uniall";
  }

  @Override
  public @Nullable FakeCall call(String method, String route) {
    if (method.equals("POST") && route.equals(TASKS)) {
      return FakeCall.SUBMIT;
    }
    if (method.equals("POST") && isDirect(route)) {
      return FakeCall.DIRECT;
    }
    boolean task = route.startsWith(TASKS + "/") && route.indexOf('/', TASKS.length() + 1) < 0;
    return method.equals("GET") && task ? FakeCall.QUERY : null;
  }

  @Override
  public TaskSpec submission(FakeRequest request, boolean anyModel) throws Refusal {
    requireKey(request);
    return UniAllRules.check(Bodies.any(request), anyModel);
  }

  private static boolean isDirect(String route) {
    return route.equals(GENERATIONS) || route.equals(EDITS) || GEMINI.matcher(route).matches();
  }

  @Override
  public TaskSpec directSubmission(FakeRequest request, boolean anyModel) throws Refusal {
    requireKey(request);
    Matcher gemini = GEMINI.matcher(request.route());
    if (gemini.matches()) {
      return GeminiStyle.check(gemini.group(1), Bodies.json(request), anyModel);
    }
    return request.route().equals(EDITS)
        ? UniAllDirectRules.edit(Bodies.form(request), anyModel)
        : UniAllDirectRules.generation(Bodies.json(request), anyModel);
  }

  /** In OpenAI's style each image has all three fields, as new-api writes them. */
  @Override
  public Reply direct(View view, Urls urls) {
    TaskSpec spec = view.spec();
    if (spec.kind().equals(GeminiStyle.KIND)) {
      return Reply.json(200, GeminiStyle.answer(view, urls));
    }
    if (view.state == View.State.FAILED) {
      return error(new Refusal(400, "prompt_blocked", String.valueOf(view.failureMessage())));
    }
    boolean url = OpenAiStyle.URL.equals(spec.note(OpenAiStyle.RESPONSE_FORMAT));
    List<Object> data = new ArrayList<>();
    for (int i = 0; i < view.images; i++) {
      String base64 = url ? "" : Base64.getEncoder().encodeToString(urls.bytes(i));
      data.add(
          Json.object(
              "url",
              url ? urls.url(i) : "",
              "b64_json",
              base64,
              "revised_prompt",
              "In this picture: " + spec.prompt()));
    }
    Map<String, @Nullable Object> answer = OpenAiStyle.answer(view, data);
    OpenAiStyle.describe(answer, view);
    return Reply.json(200, answer);
  }

  @Override
  public String newId() {
    return "task_" + UUID.randomUUID().toString().replace("-", "");
  }

  @Override
  public String taskId(FakeRequest request) throws Refusal {
    requireKey(request);
    return request.route().substring(TASKS.length() + 1);
  }

  /** S1 section 6: the sample of a submit is finished. */
  @Override
  public boolean mayFinishAtSubmit() {
    return true;
  }

  /** S1 section 6: the task itself, without an envelope. */
  @Override
  public Reply accepted(View view, Urls urls) {
    return Reply.json(200, task(view, urls));
  }

  /** S1 section 7: the task in an envelope. */
  @Override
  public Reply state(View view, Urls urls) {
    return Reply.json(200, Json.object("code", "success", "message", "", "data", task(view, urls)));
  }

  @Override
  public Refusal unknownTask(String id) {
    return new Refusal(400, "task_not_exist", "task_not_exist");
  }

  @Override
  public Refusal unknownRoute(FakeRequest request) {
    String url = request.method() + " " + request.route();
    return new Refusal(404, "", "Invalid URL (" + url + ")");
  }

  /** The shapes of new-api: an error object from what stands before the task, else an envelope. */
  @Override
  public Reply refusal(Refusal refusal) {
    boolean ofTask = refusal.code.equals("invalid_request") || refusal.code.startsWith("task_");
    if (ofTask) {
      return Reply.json(
          refusal.status, Json.object("code", refusal.code, "message", refusal.text, "data", null));
    }
    return error(refusal);
  }

  /** Direct calls have no envelope, nor have their errors. */
  @Override
  public Reply refusal(Refusal refusal, FakeRequest request) {
    return request.call() == FakeCall.DIRECT ? error(refusal) : refusal(refusal);
  }

  private static Reply error(Refusal refusal) {
    boolean noRoute = refusal.status == 404 && refusal.code.isEmpty();
    String id = " (request id: " + UUID.randomUUID().toString().replace("-", "") + ")";
    Map<String, @Nullable Object> error =
        Json.object(
            "message",
            noRoute ? refusal.text : refusal.text + id,
            "type",
            noRoute ? "invalid_request_error" : "new_api_error",
            "param",
            "",
            "code",
            refusal.code);
    return Reply.json(refusal.status, Json.object("error", error));
  }

  private void requireKey(FakeRequest request) throws Refusal {
    List<String> given = request.headers().getOrDefault("Authorization", FakeRequest.NO_VALUES);
    if (given.isEmpty()) {
      throw new Refusal(401, "", "未提供令牌");
    }
    if (!request.isAuthorizedBy(apiKey())) {
      throw new Refusal(401, "", "无效的令牌");
    }
  }

  private static Map<String, @Nullable Object> task(View view, Urls urls) {
    Map<String, @Nullable Object> metadata = Json.object("task_type", view.task.spec.kind);
    Map<String, @Nullable Object> task =
        Json.object(
            "task_id",
            view.task.id,
            "status",
            view.word("queued", "processing", "succeeded", "failed"),
            "progress",
            view.percent + "%");
    if (view.state == View.State.SUCCEEDED) {
      metadata.put("result_count", (long) view.images);
    }
    if (view.images > 0) {
      task.put("result_url", urls.url(0));
    }
    if (view.images > 1) {
      List<String> all = new ArrayList<>();
      for (int i = 0; i < view.images; i++) {
        all.add(urls.url(i));
      }
      metadata.put("result_urls", all);
    }
    task.put("metadata", metadata);
    boolean failed = view.state == View.State.FAILED;
    task.put(
        "error",
        failed ? Json.object("code", view.failureCode, "message", view.failureMessage) : null);
    return task;
  }
}
