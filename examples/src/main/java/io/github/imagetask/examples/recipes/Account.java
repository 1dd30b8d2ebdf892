package io.github.imagetask.examples.recipes;

import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import org.jspecify.annotations.Nullable;

/**
 * Where a recipe runs: the account that the environment names, else a fake gateway. In a program of
 * yours, {@code UniAllClient.fromEnv()} or your own configuration stands here.
 */
final class Account implements AutoCloseable {
  private final String baseUrl;
  private final String apiKey;
  private final @Nullable FakeGateways fake;

  private Account(String baseUrl, String apiKey, @Nullable FakeGateways fake) {
    this.baseUrl = baseUrl;
    this.apiKey = apiKey;
    this.fake = fake;
  }

  static Account open() {
    String baseUrl = System.getenv("UNIALL_BASE_URL");
    if (baseUrl != null) {
      String apiKey = System.getenv("UNIALL_API_KEY");
      if (apiKey == null) throw new IllegalStateException("UNIALL_API_KEY is not set");
      return new Account(baseUrl, apiKey, null);
    }
    FakeGateways gateways = FakeGateways.start();
    FakeGateway uniall = gateways.uniall();
    uniall.finishAfterQueries(1); // the first query comes after 5 s
    return new Account(uniall.baseUrl(), uniall.apiKey(), gateways);
  }

  String baseUrl() {
    return baseUrl;
  }

  String apiKey() {
    return apiKey;
  }

  @Override
  public void close() {
    if (fake != null) fake.close();
  }
}
