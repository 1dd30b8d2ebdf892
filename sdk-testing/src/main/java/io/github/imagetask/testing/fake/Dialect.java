package io.github.imagetask.testing.fake;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one gateway's document says: its paths, what a request must hold, how answers are spelled.
 * Tasks, images, faults and counters are shared by all; a dialect holds nothing but the switches of
 * its gateway. A new gateway is one more implementation, named in {@link FakeGateways}.
 *
 * <p>A route is the path after the gateway's own prefix, percent-encoded as it came.
 */
interface Dialect {
  /** The gateway's name and the first segment of its paths. */
  String name();

  /** What the base URL has after the name: nothing, unless the document's own prefix is in it. */
  default String prefix() {
    return "";
  }

  /** The obviously fake key: what the gateway's {@link FakeGateway#apiKey()} is. */
  default String apiKey() {
    return "test-key-" + name();
  }

  /** Everything that no other origin may see. */
  List<String> secrets();

  /** What a process needs in its environment to use the gateway. */
  Map<String, String> environment(String baseUrl);

  /** The kind of call, or null for a route that the gateway doesn't have. */
  @Nullable Call call(String method, String route);

  /** Reads a submit. With {@code anyModel} a model that no document names is served too. */
  TaskSpec submission(FakeRequest request, boolean anyModel) throws Refusal;

  /** A new id. */
  String newId();

  /** The id that a query asks for. */
  String taskId(FakeRequest request) throws Refusal;

  /** Whether a query's route is one for this task, where a dialect has several kinds of both. */
  default boolean leadsTo(FakeRequest query, TaskSpec task) {
    return true;
  }

  /** Whether the answer to a submit may say that the task has ended. */
  default boolean mayFinishAtSubmit() {
    return false;
  }

  /** The answer to a submit. */
  Reply accepted(View view, Urls urls);

  /** The answer to a query. */
  Reply state(View view, Urls urls);

  /** The refusal of a query for a task that doesn't exist. */
  Refusal unknownTask(String id);

  /** The refusal of a route that doesn't exist. */
  Refusal unknownRoute(FakeRequest request);

  /** A refusal as the gateway spells it. */
  Reply refusal(Refusal refusal);

  /**
   * The address of an image: a signed URL at the results' origin, unless a dialect overrides it.
   */
  default String imageUrl(Origins origins, Task task, int index) {
    return Results.url(origins.results, name(), task, index);
  }

  /**
   * The image that a download at the API's own origin asks for, which is served once the task has
   * ended; only for a dialect whose {@link #imageUrl} leads there.
   */
  default Results.Ref image(FakeRequest request) throws Refusal {
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
    String url(int index);

    /** The image itself, for a dialect that answers inline. */
    byte[] bytes(int index);
  }
}
