package io.github.imagetask.testing.fake;

import java.time.Duration;
import java.util.Objects;

/**
 * The fake of Meitu: two secrets in the query string and one in the body, errors under HTTP 200,
 * queries by POST, and callbacks.
 *
 * <p>The production prefix {@code /v1} and the test prefix {@code /test} are served alike; a task
 * is known under its own alone.
 *
 * <p>A task that names a {@code repost_url} is told of when it ends: by time, when that is over; by
 * queries, at the query that ends it. What the document doesn't say is the payload: here it is the
 * answer to a query. One POST, never repeated, and only to plain-http URLs whose host is {@code
 * localhost}, {@code 127.x.x.x} or {@code [::1]}; any other address is accepted and left alone.
 */
public final class FakeMeitu extends FakeGateway {
  private final MeituDialect dialect;

  FakeMeitu(MeituDialect dialect, Shared shared) {
    super(dialect, shared);
    this.dialect = dialect;
  }

  /** The base URL of the test environment; {@link #baseUrl()} is that of production. */
  public String testBaseUrl() {
    return baseUrl().replaceFirst("/v1$", "/test");
  }

  /** The second secret of the query string, beside {@link #apiKey()}. */
  public String apiSecret() {
    return MeituDialect.API_SECRET;
  }

  /** The permission token, {@code parameter.token} of a submit. */
  public String token() {
    return MeituDialect.TOKEN;
  }

  /** Gives images as bare base64 in {@code media_data}, and not, as by default, as URLs. */
  public void inlineResults(boolean inline) {
    dialect.inlineResults = inline;
  }

  /**
   * The address on Meitu's own network, below which are {@code sync/request}, {@code async/submit}
   * and {@code async/query}. Spelled {@code gatewa}, and {@code gateway} is served alike. It takes
   * the key and the secret, or neither; its tasks are production's.
   */
  public String internalUrl() {
    return MeituDialect.internalUrl(baseUrl());
  }

  /**
   * Answers direct calls with 29901 and a {@code msg_id}: each becomes a task that takes longer.
   */
  public void pendingDirects(boolean pending) {
    dialect.pendingDirects = pending;
  }

  /** Answers direct calls with a {@code msg_id} and nothing else: each becomes a task. */
  public void bareDirects(boolean bare) {
    dialect.bareDirects = bare;
  }

  /** Callbacks that were posted and answered, whatever the answer. */
  public int answeredCallbacks() {
    return callbacks().count();
  }

  /** Waits until at least so many callbacks were answered; false if the time is up first. */
  public boolean awaitCallbacks(int count, Duration timeout) throws InterruptedException {
    return callbacks().await(count, Objects.requireNonNull(timeout, "timeout == null"));
  }
}
