package io.github.imagetask.testing.fake;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one gateway's document says: its paths, what a request must hold, how answers are spelled.
 * Tasks, images, faults and counters are the same for all and come with it; a dialect holds nothing
 * but the switches of its gateway, if it has any. Write one from the document, not from the client,
 * so that a mistake in one shows against the other:
 *
 * <pre>{@code
 * final class AcmeDialect implements Dialect {
 *   public String name() {
 *     return "acme";
 *   }
 *
 *   public FakeCall call(String method, String route) {
 *     if (method.equals("POST") && route.equals("/v1/jobs")) return FakeCall.SUBMIT;
 *     return method.equals("GET") && route.startsWith("/v1/jobs/") ? FakeCall.QUERY : null;
 *   }
 *
 *   public TaskSpec submission(FakeRequest request, boolean anyModel) throws Refusal {
 *     if (!request.isAuthorizedBy(apiKey())) throw new Refusal(401, "bad_key", "wrong key");
 *     Fields fields = Bodies.json(request);
 *     return TaskSpec.builder()
 *         .model(fields.required("model"))
 *         .prompt(fields.required("prompt"))
 *         .build();
 *   }
 *   …
 * }
 *
 * FakeGateways gateways = FakeGateways.start(new AcmeDialect());
 * FakeGateway acme = gateways.gateway("acme");
 * }</pre>
 *
 * <p>A route is the path after the gateway's own prefix, percent-encoded as it came. Called from
 * many threads at once.
 */
public interface Dialect {
  /** The gateway's name and the first segment of its paths: lower-case letters and digits. */
  String name();

  /** What the base URL has after the name: nothing, unless the document's own prefix is in it. */
  default String prefix() {
    return "";
  }

  /** The obviously fake key: what the gateway's {@link FakeGateway#apiKey()} is. */
  default String apiKey() {
    return "test-key-" + name();
  }

  /** Everything that no other origin may see; the key alone, unless there are more secrets. */
  default List<String> secrets() {
    return Collections.singletonList(apiKey());
  }

  /**
   * What a process needs in its environment to use the gateway: {@code NAME_BASE_URL} and {@code
   * NAME_API_KEY}, unless there is more.
   */
  default Map<String, String> environment(String baseUrl) {
    String prefix = name().toUpperCase(Locale.ROOT);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(prefix + "_BASE_URL", baseUrl);
    environment.put(prefix + "_API_KEY", apiKey());
    return environment;
  }

  /** The kind of call, or null for a route that the gateway doesn't have. */
  @Nullable FakeCall call(String method, String route);

  /**
   * Reads a submit: its key, its fields, and whether the document allows them.
   *
   * @param anyModel whether a model that no document names is served, too
   * @throws Refusal if the gateway wouldn't make a task of it
   */
  TaskSpec submission(FakeRequest request, boolean anyModel) throws Refusal;

  /** A new id. */
  default String newId() {
    return UUID.randomUUID().toString();
  }

  /**
   * Reads a query: its key, and the id that it asks for.
   *
   * @throws Refusal if the gateway wouldn't answer it
   */
  String taskId(FakeRequest request) throws Refusal;

  /** Whether a query's route is one for this task, where a dialect has several kinds of both. */
  default boolean leadsTo(FakeRequest query, TaskSpec task) {
    return true;
  }

  /** Whether the answer to a submit may say that the task has ended. */
  default boolean mayFinishAtSubmit() {
    return false;
  }

  /**
   * Reads a direct call, one whose answer has the images in it: its key, its fields, and whether
   * the document allows them. Only for a dialect that has {@link FakeCall#DIRECT}.
   *
   * @param anyModel whether a model that no document names is served, too
   * @throws Refusal if the gateway wouldn't make images of it
   */
  default TaskSpec directSubmission(FakeRequest request, boolean anyModel) throws Refusal {
    throw unknownRoute(request);
  }

  /**
   * The answer to a direct call: the view's images, inline or by address; or, as a fault wants it,
   * none, or a text instead of them, or a prompt that was blocked, which is a failed view.
   */
  default Reply direct(View view, Urls urls) {
    throw new UnsupportedOperationException(name() + " has no direct calls");
  }

  /**
   * Whether direct calls end in a task, now: then the view of {@link #direct} is queued, and what
   * it answers leads to the task.
   */
  default boolean directBecomesTask() {
    return false;
  }

  /** The answer to a submit. */
  Reply accepted(View view, Urls urls);

  /** The answer to a query. */
  Reply state(View view, Urls urls);

  /** The refusal of a query for a task that doesn't exist. */
  Refusal unknownTask(String id);

  /** The refusal of a route that doesn't exist. */
  default Refusal unknownRoute(FakeRequest request) {
    return new Refusal(404, "not_found", "no route " + request.method() + " " + request.route());
  }

  /** A refusal as the gateway spells it. */
  Reply refusal(Refusal refusal);

  /** The same, where it is spelled differently from route to route. */
  default Reply refusal(Refusal refusal, FakeRequest request) {
    return refusal(refusal);
  }

  /**
   * The address of an image that the API itself serves, or null, as by default: then it is a signed
   * URL at the results' origin.
   *
   * @param api the API's origin, such as {@code http://127.0.0.1:8080}; the gateway's paths below
   *     it begin with its name
   */
  default @Nullable String imageUrl(String api, String taskId, int index) {
    return null;
  }

  /**
   * The image that a download at the API's own origin asks for, which is served once the task has
   * ended; only for a dialect whose {@link #imageUrl} leads there.
   *
   * @throws Refusal if the gateway wouldn't serve it
   */
  default ImageRef image(FakeRequest request) throws Refusal {
    throw unknownRoute(request);
  }

  /** What is posted to the callback URL of a task that has ended; only where tasks have one. */
  default Reply callback(View view, Urls urls) {
    return state(view, urls);
  }

  /** Turns all switches back. */
  default void reset() {}

  /** Whether the results' origin refuses a request that carries an Authorization header. */
  default boolean resultsRefuseAuthorization() {
    return false;
  }

  /** The images of one task, for a dialect to put into its answer. */
  interface Urls {
    /** The address of the image at this index, from 0. */
    String url(int index);

    /** The image itself, for a dialect that answers inline. */
    byte[] bytes(int index);
  }
}
