package io.github.imagetask.meitu;

import io.github.imagetask.spi.Urls;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks are submitted and queried, and where direct calls go if it names that. Keys belong to
 * one environment: a test key is good for {@link #TEST} only, and the other way round.
 */
public final class MeituEnvironment {
  private static final String SUBMIT = "outsourcing_gateway_submit_async";
  private static final String QUERY = "query";

  // The internal hosts, whose paths the document has once with this end.
  private static final String INTERNAL_SUBMIT = "async/submit";
  private static final String INTERNAL_QUERY = "async/query";
  private static final String INTERNAL_DIRECT = "sync/request";

  // One switch of host and prefix: /v1 there, /test here.

  /** The document's production environment (线上), {@code openapi.mtlab.meitu.com}. */
  public static final MeituEnvironment PRODUCTION = ofBaseUrl("https://openapi.mtlab.meitu.com/v1");

  /**
   * The document's test environment (测试), {@code openapi-pre.mtlab.meitu.com}. The document has its
   * submit under plain http, beside the query under https; both are https here, since the address
   * holds two secrets.
   */
  public static final MeituEnvironment TEST = ofBaseUrl("https://openapi-pre.mtlab.meitu.com/test");

  private final HttpUrl submitUrl;
  private final HttpUrl queryUrl;
  private final @Nullable HttpUrl directUrl;
  private final boolean keyOptional;

  private MeituEnvironment(
      HttpUrl submitUrl, HttpUrl queryUrl, @Nullable HttpUrl directUrl, boolean keyOptional) {
    this.submitUrl = submitUrl;
    this.queryUrl = queryUrl;
    this.directUrl = directUrl;
    this.keyOptional = keyOptional;
  }

  /**
   * Returns the environment that is reached at any two addresses, such as the document's internal
   * hosts. Key and secret are optional with it, and sent only if set.
   *
   * <p>The internal hosts are {@code http://async-gateway-beta.deepnet.cloud.m.com} for tests and
   * {@code http://async-gateway.deepnet.cloud.m.com}, both over plain http: whoever reads the
   * connection reads the token. The document spells their path in two ways, {@code
   * /outsourcing/gatewa/async/submit} with {@code /outsourcing/gatewa/async/query} in its text, and
   * {@code /outsourcing/gateway/async/submit_9_…} in its heading. None of this was verified, and
   * whether these hosts want key and secret is unknown.
   *
   * @param submitUrl the whole address of the submit, without a query string
   * @param queryUrl the whole address of the query, without a query string
   * @throws IllegalArgumentException if one of them isn't an http or https address, or has a user
   *     name, a query string or a fragment; the message doesn't show it
   */
  public static MeituEnvironment of(String submitUrl, String queryUrl) {
    return new MeituEnvironment(url("submitUrl", submitUrl), url("queryUrl", queryUrl), null, true);
  }

  /**
   * Returns the environment of an internal host, with its three addresses {@code async/submit},
   * {@code async/query} and {@code sync/request}. What {@link #of} says of these hosts holds: plain
   * http, nothing verified, key and secret optional. {@link MeituClient#direct()} needs such an
   * environment, or one {@link #withDirectUrl}.
   *
   * @param baseUrl host and prefix, in the spelling that is right where you are: {@code
   *     http://async-gateway.deepnet.cloud.m.com/outsourcing/gatewa}, or {@code …/gateway}. A
   *     trailing slash is fine
   * @throws IllegalArgumentException as {@link #ofBaseUrl} does
   */
  public static MeituEnvironment ofInternalUrl(String baseUrl) {
    HttpUrl base = base(baseUrl, "http://async-gateway.deepnet.cloud.m.com/outsourcing/gatewa");
    return new MeituEnvironment(
        below(base, INTERNAL_SUBMIT),
        below(base, INTERNAL_QUERY),
        below(base, INTERNAL_DIRECT),
        true);
  }

  /**
   * Returns the environment whose addresses start like this, say a proxy's: host and prefix, such
   * as {@code https://openapi.mtlab.meitu.com/v1}. A trailing slash is fine.
   *
   * @throws IllegalArgumentException if it isn't an http or https address, has no prefix, or has a
   *     user name, a query string or a fragment; the message doesn't show it
   */
  public static MeituEnvironment ofBaseUrl(String baseUrl) {
    HttpUrl base = base(baseUrl, "https://openapi.mtlab.meitu.com/v1");
    return new MeituEnvironment(below(base, SUBMIT), below(base, QUERY), null, false);
  }

  /**
   * Returns this environment with an entry for {@link MeituClient#direct()}. A direct call that
   * becomes a task is queried where this environment's tasks are.
   *
   * @param directUrl the whole address of the synchronous request, without a query string
   * @throws IllegalArgumentException as {@link #of} does
   */
  public MeituEnvironment withDirectUrl(String directUrl) {
    return new MeituEnvironment(submitUrl, queryUrl, url("directUrl", directUrl), keyOptional);
  }

  HttpUrl submitUrl() {
    return submitUrl;
  }

  HttpUrl queryUrl() {
    return queryUrl;
  }

  /** Where direct calls go, or null if this environment doesn't name it. */
  @Nullable HttpUrl directUrl() {
    return directUrl;
  }

  /** Whether the addresses may do without key and secret. */
  boolean isKeyOptional() {
    return keyOptional;
  }

  /** Whether this is one of its addresses, whatever the query string. */
  boolean owns(HttpUrl url) {
    HttpUrl direct = directUrl;
    return isAt(submitUrl, url) || isAt(queryUrl, url) || (direct != null && isAt(direct, url));
  }

  /** The addresses; no key. */
  @Override
  public String toString() {
    String direct = directUrl == null ? "" : ", " + directUrl;
    return "MeituEnvironment{" + submitUrl + ", " + queryUrl + direct + "}";
  }

  private static boolean isAt(HttpUrl own, HttpUrl url) {
    return Urls.sameOrigin(own, url) && own.encodedPath().equals(url.encodedPath());
  }

  private static HttpUrl base(String baseUrl, String example) {
    HttpUrl base = url("baseUrl", baseUrl);
    if (base.pathSegments().get(0).isEmpty()) {
      throw new IllegalArgumentException("the base URL holds host and prefix, such as " + example);
    }
    return base;
  }

  private static HttpUrl below(HttpUrl base, String segments) {
    HttpUrl.Builder url = base.newBuilder();
    int last = base.pathSize() - 1;
    if (base.pathSegments().get(last).isEmpty()) url.removePathSegment(last); // a trailing slash
    return url.addPathSegments(segments).build();
  }

  private static HttpUrl url(String name, String text) {
    HttpUrl url = HttpUrl.parse(Objects.requireNonNull(text, name + " == null"));
    if (url == null) {
      throw new IllegalArgumentException(name + " is an http or https address");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new IllegalArgumentException(name + " must not hold a user name or password");
    }
    if (url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException(
          name + " must not have a query string or a fragment; the client adds key and secret");
    }
    return url;
  }
}
