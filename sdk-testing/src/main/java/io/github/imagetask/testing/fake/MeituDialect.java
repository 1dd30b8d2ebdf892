package io.github.imagetask.testing.fake;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Meitu as its page (S0) describes the submit, and, since it gives of the query nothing but the
 * address, as public clients of other MTLab algorithms saw that: {@code msg_id} in the query
 * string, 29901 while it lasts, then {@code media_info_list}.
 */
final class MeituDialect implements Dialect {
  static final String API_SECRET = "test-secret-meitu";
  static final String TOKEN = "test-token-meitu";

  /** On Meitu's own network; the document spells it both ways. */
  private static final String INTERNAL = "/outsourcing/gatew(a|ay)/";

  private static final String SUBMIT =
      "/(v1|test)/outsourcing_gateway_submit_async|" + INTERNAL + "async/submit";
  private static final String QUERY = "/(v1|test)/query|" + INTERNAL + "async/query";
  private static final String DIRECT = INTERNAL + "sync/request";

  /** A wrong field, a route or task that doesn't exist, credentials: MTLab's codes elsewhere. */
  private static final String INVALID = "21101";

  private static final String NOT_FOUND = "90025";
  private static final String UNAUTHORIZED = "90002";
  private static final String UNAUTHORIZED_TEXT = "GATEWAY_AUTHORIZED_ERROR";

  volatile boolean inlineResults;
  volatile boolean pendingDirects;
  volatile boolean bareDirects;

  @Override
  public String name() {
    return "meitu";
  }

  /** Production and test differ in host and prefix, so the prefix is part of the base URL. */
  @Override
  public String prefix() {
    return "/v1";
  }

  @Override
  public List<String> secrets() {
    return Collections.unmodifiableList(Arrays.asList(apiKey(), API_SECRET, TOKEN));
  }

  @Override
  public Map<String, String> environment(String baseUrl) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("MEITU_BASE_URL", baseUrl);
    environment.put("MEITU_DIRECT_URL", internalUrl(baseUrl) + "/sync/request");
    environment.put("MEITU_API_KEY", apiKey());
    environment.put("MEITU_API_SECRET", API_SECRET);
    environment.put("MEITU_TOKEN", TOKEN);
    return environment;
  }

  static String internalUrl(String baseUrl) {
    return baseUrl.replaceFirst("/v1$", "/outsourcing/gatewa");
  }

  @Override
  public @Nullable FakeCall call(String method, String route) {
    if (!method.equals("POST")) {
      return null;
    }
    if (route.matches(DIRECT)) {
      return FakeCall.DIRECT;
    }
    return route.matches(SUBMIT) ? FakeCall.SUBMIT : route.matches(QUERY) ? FakeCall.QUERY : null;
  }

  @Override
  public TaskSpec submission(FakeRequest request, boolean anyModel) throws Refusal {
    requireKeys(request);
    try {
      Fields fields = Bodies.json(request);
      if (request.call() == FakeCall.DIRECT) {
        MeituRules.noCallback(fields);
      }
      return MeituRules.check(fields, anyModel).kind(environment(request)).build();
    } catch (Refusal refusal) {
      boolean token = refusal.code.equals(MeituRules.WRONG_TOKEN);
      throw token
          ? new Refusal(200, UNAUTHORIZED, refusal.text)
          : new Refusal(200, INVALID, refusal.text);
    }
  }

  /** As a submit, but that nobody is called back. */
  @Override
  public TaskSpec directSubmission(FakeRequest request, boolean anyModel) throws Refusal {
    return submission(request, anyModel);
  }

  @Override
  public boolean directBecomesTask() {
    return pendingDirects || bareDirects;
  }

  @Override
  public Reply direct(View view, Urls urls) {
    boolean task = view.state == View.State.QUEUED; // whatever the answer says of it
    return Reply.json(
        200,
        task && !pendingDirects
            ? Json.object("msg_id", view.id())
            : MeituAnswers.direct(view, urls, inlineResults));
  }

  /** The internal hosts without "beta" are production's. */
  private static String environment(FakeRequest request) {
    return request.route().startsWith("/test/") ? "test" : "v1";
  }

  @Override
  public String taskId(FakeRequest request) throws Refusal {
    requireKeys(request);
    if (request.bodyLength() > 0) {
      try {
        Bodies.json(request);
      } catch (Refusal refusal) {
        throw new Refusal(200, INVALID, refusal.text);
      }
    }
    List<String> ids = QueryString.values(request, "msg_id");
    if (ids.size() != 1) {
      throw new Refusal(200, INVALID, "msg_id must be in the query string, once");
    }
    return ids.get(0);
  }

  @Override
  public boolean leadsTo(FakeRequest query, TaskSpec task) {
    return environment(query).equals(task.kind);
  }

  @Override
  public Reply accepted(View view, Urls urls) {
    return Reply.json(200, MeituAnswers.accepted(view));
  }

  @Override
  public Reply state(View view, Urls urls) {
    return Reply.json(200, MeituAnswers.state(view, urls, inlineResults));
  }

  /** No source says what is answered: an error of HTTP and of the gateway that both say so. */
  @Override
  public Refusal unknownTask(String id) {
    return new Refusal(404, NOT_FOUND, "msg_id not found");
  }

  @Override
  public Refusal unknownRoute(FakeRequest request) {
    return new Refusal(404, NOT_FOUND, "no route " + request.method() + " " + request.route());
  }

  /** Under HTTP 200 in the words of the document, else in those of the gateway before it. */
  @Override
  public Reply refusal(Refusal refusal) {
    Object code = MeituAnswers.number(refusal.code);
    return Reply.json(
        refusal.status,
        refusal.status == 200
            ? Json.object("error_code", code, "error_msg", refusal.text)
            : Json.object("code", code, "message", refusal.text));
  }

  @Override
  public void reset() {
    inlineResults = false;
    pendingDirects = false;
    bareDirects = false;
  }

  /**
   * Both statuses were seen: 400 for credentials that are missing here, 401 for wrong ones. Whether
   * the internal hosts want any isn't known: none are well there, wrong ones aren't.
   */
  private void requireKeys(FakeRequest request) throws Refusal {
    List<String> keys = QueryString.values(request, "api_key");
    List<String> secrets = QueryString.values(request, "api_secret");
    if (keys.isEmpty() && secrets.isEmpty() && request.route().matches(INTERNAL + ".*")) {
      return;
    }
    if (keys.isEmpty() || secrets.isEmpty()) {
      throw new Refusal(400, UNAUTHORIZED, UNAUTHORIZED_TEXT);
    }
    if (!keys.equals(Collections.singletonList(apiKey()))
        || !secrets.equals(Collections.singletonList(API_SECRET))) {
      throw new Refusal(401, UNAUTHORIZED, UNAUTHORIZED_TEXT);
    }
  }
}
