package io.github.imagetask.spring.boot;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An account: where its gateway is, and its key. */
public class ApiKeyProperties extends ClientProperties {
  /** The gateway's address: everything before /v1, with a path of its own if it has one. */
  private @Nullable String baseUrl;

  /** The account's key. */
  private @Nullable String apiKey;

  public @Nullable String getBaseUrl() {
    return baseUrl;
  }

  public void setBaseUrl(@Nullable String baseUrl) {
    this.baseUrl = Property.isBlank(baseUrl) ? null : baseUrl;
  }

  public @Nullable String getApiKey() {
    return apiKey;
  }

  public void setApiKey(@Nullable String apiKey) {
    this.apiKey = Property.isBlank(apiKey) ? null : apiKey;
  }

  /** The keys that are set. An account without any is an address alone. */
  Stream<String> secrets() {
    return Stream.ofNullable(apiKey);
  }

  /** The class alone: a key is not for logs, and an address may hold a password. */
  @Override
  public String toString() {
    return getClass().getSimpleName();
  }
}
