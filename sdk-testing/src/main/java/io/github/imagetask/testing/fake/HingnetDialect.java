package io.github.imagetask.testing.fake;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hingnet as its page (S2) describes it. Where that is silent, an error is {@code error.code} and
 * {@code error.message}, as it is inside a failed task, with OpenAI's {@code type} and {@code
 * param} beside them.
 */
final class HingnetDialect implements Dialect {
  private static final String IMAGES = "/v1/images/";
  private static final String ASYNC = "/async";
  private static final long DAY = 86_400;

  /** Crockford's base 32, of which a ULID is made. */
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final SecureRandom random = new SecureRandom();
  volatile boolean storageConfigured = true;

  @Override
  public String name() {
    return "hingnet";
  }

  @Override
  public @Nullable FakeCall call(String method, String route) {
    if (method.equals("POST") && (route.equals(submit(false)) || route.equals(submit(true)))) {
      return FakeCall.SUBMIT;
    }
    if (method.equals("POST") && (route.equals(direct(false)) || route.equals(direct(true)))) {
      return FakeCall.DIRECT;
    }
    boolean task = route.matches(IMAGES + "(generations|edits)/[^/]+");
    return method.equals("GET") && task ? FakeCall.QUERY : null;
  }

  private static String direct(boolean edit) {
    return IMAGES + kind(edit);
  }

  private static String submit(boolean edit) {
    return IMAGES + kind(edit) + ASYNC;
  }

  private static String kind(boolean edit) {
    return edit ? HingnetRules.EDITS : HingnetRules.GENERATIONS;
  }

  @Override
  public TaskSpec submission(FakeRequest request, boolean anyModel) throws Refusal {
    requireKey(request);
    if (!storageConfigured) {
      throw new Refusal(503, "storage_not_configured", "object storage is not configured");
    }
    return request.route().equals(submit(true))
        ? HingnetRules.edit(Bodies.form(request), anyModel)
        : HingnetRules.generation(Bodies.json(request), anyModel);
  }

  @Override
  public TaskSpec directSubmission(FakeRequest request, boolean anyModel) throws Refusal {
    requireKey(request);
    return request.route().equals(direct(true))
        ? HingnetDirectRules.edit(Bodies.any(request), anyModel)
        : HingnetDirectRules.generation(Bodies.json(request), anyModel);
  }

  /** Where there is no storage, an address can't be had, and that shows when the image is made. */
  @Override
  public Reply direct(View view, Urls urls) {
    if (view.state == View.State.FAILED) {
      return refusal(new Refusal(400, "moderation_blocked", String.valueOf(view.failureMessage())));
    }
    boolean url = OpenAiStyle.URL.equals(view.spec().note(OpenAiStyle.RESPONSE_FORMAT));
    if (url && !storageConfigured) {
      String text = "the upstream answered base64, and there is no storage to upload it to";
      return refusal(new Refusal(500, "image_url_not_available", text));
    }
    List<Object> data = new ArrayList<>();
    for (int i = 0; i < view.images; i++) {
      data.add(
          url
              ? Json.object("url", urls.url(i))
              : Json.object("b64_json", Base64.getEncoder().encodeToString(urls.bytes(i))));
    }
    return Reply.json(200, OpenAiStyle.answer(view, data));
  }

  /** "image_" and a ULID: 48 bits of time and 80 of chance, 5 a digit. */
  @Override
  public String newId() {
    StringBuilder id = new StringBuilder("image_");
    long millis = System.currentTimeMillis();
    for (int shift = 45; shift >= 0; shift -= 5) {
      id.append(DIGITS.charAt((int) (millis >>> shift) & 31));
    }
    for (int i = 0; i < 16; i++) {
      id.append(DIGITS.charAt(random.nextInt(32)));
    }
    return id.toString();
  }

  @Override
  public String taskId(FakeRequest request) throws Refusal {
    requireKey(request);
    return request.route().substring(request.route().lastIndexOf('/') + 1);
  }

  @Override
  public boolean leadsTo(FakeRequest query, TaskSpec task) {
    return query.route().startsWith(IMAGES + task.kind + "/");
  }

  /**
   * The status of an accepted submit isn't documented. It is 202 here: HTTP's own word for work
   * that has only begun, and the one 2xx that a client which compares with 200 would stumble over;
   * the other gateways' fakes answer 200.
   */
  @Override
  public Reply accepted(View view, Urls urls) {
    Map<String, @Nullable Object> task = task(view, urls);
    task.put("model", view.task.spec.model);
    task.put("prompt", view.task.spec.prompt);
    return Reply.json(202, task);
  }

  @Override
  public Reply state(View view, Urls urls) {
    return Reply.json(200, task(view, urls));
  }

  private static Map<String, @Nullable Object> task(View view, Urls urls) {
    boolean failed = view.state == View.State.FAILED;
    Task of = view.task;
    Map<String, @Nullable Object> task =
        Json.object(
            "id",
            of.id,
            "task_id",
            of.id,
            "object",
            of.spec.edit ? "image.edit" : "image.generation",
            "created_at",
            of.madeAtEpochSecond,
            "status",
            view.word("pending", "in_progress", "completed", "failed"),
            "progress",
            failed ? 0 : view.percent);
    if (failed) { // the document's sample has no model here
      task.put("error", Json.object("code", view.failureCode, "message", view.failureMessage));
      return task;
    }
    if (view.state == View.State.SUCCEEDED) {
      task.put("completed_at", of.endedAtEpochSecond());
      task.put("expires_at", of.endedAtEpochSecond() + DAY);
    }
    task.put("model", of.spec.model);
    if (view.state == View.State.SUCCEEDED) {
      List<Object> data = new ArrayList<>();
      for (int i = 0; i < view.images; i++) {
        data.add(Json.object("url", urls.url(i)));
      }
      task.put("data", data);
    }
    return task;
  }

  @Override
  public Refusal unknownTask(String id) {
    return new Refusal(404, "task_not_found", "no such task");
  }

  @Override
  public Refusal unknownRoute(FakeRequest request) {
    String url = request.method() + " " + request.route();
    return new Refusal(404, "not_found", "Invalid URL (" + url + ")");
  }

  @Override
  public Reply refusal(Refusal refusal) {
    Map<String, @Nullable Object> error =
        Json.object(
            "code",
            refusal.code,
            "message",
            refusal.text,
            "type",
            refusal.status < 500 ? "invalid_request_error" : "server_error",
            "param",
            null);
    return Reply.json(refusal.status, Json.object("error", error));
  }

  /** Result URLs are signed already: object storages refuse a second way of authorization. */
  @Override
  public boolean resultsRefuseAuthorization() {
    return true;
  }

  @Override
  public void reset() {
    storageConfigured = true;
  }

  private void requireKey(FakeRequest request) throws Refusal {
    if (!request.isAuthorizedBy(apiKey())) {
      throw new Refusal(401, "invalid_api_key", "Incorrect API key provided");
    }
  }
}
