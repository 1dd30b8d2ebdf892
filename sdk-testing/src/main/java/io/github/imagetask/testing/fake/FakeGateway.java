package io.github.imagetask.testing.fake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One gateway of {@link FakeGateways}: where it is, how its tasks go, what goes wrong, what it saw.
 *
 * <p>It serves at once and is safe for use by many threads. What is set holds for the requests and
 * tasks that come after. Counters count from the start or the last {@link #reset()}, and a request
 * counts from its request line on, whatever becomes of it.
 *
 * <pre>{@code
 * FakeGateway gateway = gateways.uniall();
 * gateway.finishAfterQueries(3);
 * gateway.next(FakeCall.QUERY, Fault.status(503).withRetryAfter("1"));
 * }</pre>
 */
public class FakeGateway {
  private final Dialect dialect;
  private final Origins origins;
  private final Desk desk;
  private final Faults faults = new Faults();
  private final Ledger ledger = new Ledger();

  FakeGateway(Dialect dialect, Shared shared) {
    this.dialect = dialect;
    this.origins = shared.origins;
    this.desk = new Desk(dialect, shared);
  }

  /** The gateway's name in lower case, such as {@code uniall}. */
  public String name() {
    return dialect.name();
  }

  /**
   * The base URL that the gateway's client takes: everything before {@code /v1}, such as {@code
   * http://127.0.0.1:8080/uniall}; for Meitu, whose environments differ in their prefix, with it.
   */
  public String baseUrl() {
    return origins.api + "/" + name() + dialect.prefix();
  }

  /** The one key that is accepted, obviously fake, such as {@code test-key-uniall}. */
  public String apiKey() {
    return dialect.apiKey();
  }

  /**
   * All secrets of the gateway, {@link #apiKey()} first: what no log and no other origin may see.
   */
  public List<String> secrets() {
    return dialect.secrets();
  }

  /** Names and values of the environment variables that lead an SDK or a command line here. */
  public Map<String, String> environment() {
    return dialect.environment(baseUrl());
  }

  /**
   * Lets tasks end at their n-th query: queued in the answer to the submit, running in the queries
   * before. The default is 2. With 0 the answer to the submit is the end, where the gateway's
   * document shows such an answer (UniAll alone), elsewhere the first query. Queries whose fault
   * keeps them from being processed don't count.
   */
  public void finishAfterQueries(int queries) {
    change(plan -> plan.finishAfterQueries(queries));
  }

  /** Lets tasks end this long after their submit: queued for the first half, then running. */
  public void finishAfter(Duration time) {
    change(plan -> plan.finishAfter(time));
  }

  /** Lets tasks end as failed, with this error in the gateway's own form. */
  public void failTasks(String code, String message) {
    Objects.requireNonNull(code, "code == null");
    Objects.requireNonNull(message, "message == null");
    change(plan -> plan.fail(code, message));
  }

  /** Lets tasks end as succeeded again, which is the default. */
  public void succeedTasks() {
    change(plan -> plan.fail(null, null));
  }

  /** Lets tasks and direct calls give no more than this many images, however many are asked for. */
  public void giveAtMost(int images) {
    change(plan -> plan.giveAtMost(images));
  }

  /**
   * Serves models that the gateway's document doesn't name, or refuses them, which is the default.
   */
  public void acceptUnknownModels(boolean accept) {
    desk.anyModel = accept;
  }

  /**
   * Makes the image URLs that were given so far answer 403; a query of the task gives fresh ones.
   * Zexi's, which are always the same, answer 410 until the task is queried.
   */
  public void expireUrls() {
    desk.store.expireUrls();
  }

  /** Gives the next call of this kind this fault; several wait in line, one for each call. */
  public void next(FakeCall call, Fault fault) {
    Objects.requireNonNull(call, "call == null");
    faults.next(call, Objects.requireNonNull(fault, "fault == null"));
  }

  /**
   * Gives every call of this kind this fault, but for those that {@link #next} sees to; null ends
   * it.
   */
  public void always(FakeCall call, @Nullable Fault fault) {
    faults.always(Objects.requireNonNull(call, "call == null"), fault);
  }

  /** Submits that arrived, whole or in part. */
  public int submits() {
    return ledger.count(FakeCall.SUBMIT);
  }

  /** Queries that arrived, whole or in part. */
  public int queries() {
    return ledger.count(FakeCall.QUERY);
  }

  /** Requests for images that arrived, whole or in part. */
  public int downloads() {
    return ledger.count(FakeCall.DOWNLOAD);
  }

  /** Direct calls that arrived, whole or in part. */
  public int directs() {
    return ledger.count(FakeCall.DIRECT);
  }

  /** Tasks that were made: each would have been billed, whether its submit was answered or not. */
  public int tasks() {
    return desk.store.tasks();
  }

  /**
   * Images that direct calls made: each would have been billed, whether it reached the client or
   * not. A direct call that became a task counts there.
   */
  public int directImages() {
    return desk.store.directImages();
  }

  /**
   * Submits and direct calls that were processed though one with the same line and the same body
   * had been before: billed again. A program that means to send the same request twice counts, too;
   * uploads don't, whose forms have a boundary of their own each time they are built.
   */
  public int repeatedSubmits() {
    return desk.store.repeated();
  }

  /** TCP connections that brought this gateway at least one request, at any origin. */
  public int connections() {
    return ledger.connections();
  }

  /** Requests at another origin than the API's that carried a secret of this gateway anywhere. */
  public int credentialsAtOtherOrigins() {
    return ledger.credentialsSeenElsewhere();
  }

  /**
   * The requests in the order of their arrival, at all origins: the last 1000, or fewer if their
   * bodies come to more than 64 MiB. A copy.
   */
  public List<FakeRequest> requests() {
    return ledger.requests();
  }

  /**
   * Waits until at least this many calls of a kind have arrived: a test's way to act while a call
   * is under way. False if the time is up first.
   */
  public boolean await(FakeCall call, int count, Duration timeout) throws InterruptedException {
    Objects.requireNonNull(call, "call == null");
    return ledger.await(call, count, Objects.requireNonNull(timeout, "timeout == null"));
  }

  /** Forgets tasks, faults, settings, counters and requests, as if just started. */
  public void reset() {
    faults.clear();
    desk.clear();
    ledger.clear();
  }

  /** The name and the base URL. */
  @Override
  public String toString() {
    return name() + " at " + baseUrl();
  }

  Callbacks callbacks() {
    return desk.callbacks;
  }

  Arrival arrived(Line line, Origin origin, String method, String path, @Nullable String query) {
    FakeRequest request =
        new FakeRequest(method, path, query, call(origin, method, path), origin == Origin.API);
    FakeCall call = request.call();
    Fault fault = call == null ? null : faults.take(call, origin);
    Arrival arrival = new Arrival(origin, this, fault, request);
    ledger.arrived(line, arrival);
    return arrival;
  }

  private @Nullable FakeCall call(Origin origin, String method, String path) {
    String route = path.substring(name().length() + 1);
    boolean result = origin != Origin.API && method.equals("GET") && Results.isRoute(route);
    return result ? FakeCall.DOWNLOAD : dialect.call(method, route);
  }

  void completed(Arrival arrival, FakeRequest request) {
    ledger.completed(arrival, request);
  }

  /** Looks for this gateway's secrets in a request that isn't for the API. */
  void inspect(FakeRequest request) {
    if (dialect.secrets().stream().anyMatch(request::holds)) {
      ledger.credentialsElsewhere();
    }
  }

  Reply answer(Arrival arrival) {
    return desk.answer(arrival.request(), arrival.origin, arrival.fault);
  }

  private synchronized void change(UnaryOperator<Plan> change) {
    desk.plan = change.apply(desk.plan);
  }
}
