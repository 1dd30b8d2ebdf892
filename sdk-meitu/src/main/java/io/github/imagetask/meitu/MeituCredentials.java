package io.github.imagetask.meitu;

import static java.util.Arrays.asList;

import io.github.imagetask.spi.Credentials;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Key and secret for the addresses, and the token for the body of submits. Key and secret go to the
 * environment's own addresses, and nowhere else: the host has other services, and results are
 * fetched without a key as far as anything tells.
 */
final class MeituCredentials implements Credentials {
  // The addresses' query string.
  private static final String API_KEY = "api_key";
  private static final String API_SECRET = "api_secret";

  private final MeituEnvironment environment;
  private final @Nullable String apiKey;
  private final @Nullable String apiSecret;
  private final String token;
  private final List<String> secrets;

  MeituCredentials(
      MeituEnvironment environment,
      @Nullable String apiKey,
      @Nullable String apiSecret,
      String token) {
    this.environment = environment;
    this.apiKey = apiKey;
    this.apiSecret = apiSecret;
    this.token = token;
    this.secrets = secrets(environment.queryUrl(), asList(apiKey, apiSecret, token));
  }

  /** What the wire code itself writes, into the body. */
  String token() {
    return token;
  }

  @Override
  public boolean owns(HttpUrl url) {
    return environment.owns(url);
  }

  @Override
  public Request authorize(Request request) {
    HttpUrl.Builder url = request.url().newBuilder();
    if (apiKey != null) url.setQueryParameter(API_KEY, apiKey);
    if (apiSecret != null) url.setQueryParameter(API_SECRET, apiSecret);
    return request.newBuilder().url(url.build()).build();
  }

  /** The three, also as they stand in a query string: error pages like to repeat their address. */
  @Override
  public List<String> secrets() {
    return secrets;
  }

  private static List<String> secrets(HttpUrl address, List<@Nullable String> values) {
    Set<String> secrets = new LinkedHashSet<>();
    for (String secret : values) {
      if (secret == null) continue;
      secrets.add(secret);
      String inUrl = address.newBuilder().addQueryParameter("", secret).build().encodedQuery();
      if (inUrl != null) secrets.add(inUrl.substring(1)); // "=…"
    }
    List<String> longestFirst = new ArrayList<>(secrets); // one may be the beginning of another
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
    return Collections.unmodifiableList(longestFirst);
  }
}
