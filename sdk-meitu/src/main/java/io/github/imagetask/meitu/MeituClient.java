package io.github.imagetask.meitu;

import io.github.imagetask.DirectImages;
import io.github.imagetask.ImageClient;
import io.github.imagetask.spi.Settings;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The client of a Meitu account.
 *
 * <pre>{@code
 * try (MeituClient client = MeituClient.builder().apiKey(key).apiSecret(secret).token(token).build()) {
 *   ImageTask task = client.submit(MeituImageRequest.builder()
 *       .model(MeituModel.NANO2)
 *       .prompt("A small blue glass sphere on a clean white desk")
 *       .aspectRatio(AspectRatio.of(16, 9))
 *       .build());
 *   orders.save(orderId, task.key().toString());
 *   task.awaitResult().first().saveTo(Paths.get("sphere.png"));
 * }
 * }</pre>
 *
 * <p>Unless a {@link Builder#pollPolicy} is set, a wait asks after 5 s, then every 4 to 5 s, or
 * where learned every 2 to 5 s as public clients do, for at most 10 min; the document names no
 * interval. One public client needed pauses of 60 to 120 s once it had met Meitu's rate limit.
 *
 * <p>The document says nothing of how long results are kept: save them at once.
 */
public final class MeituClient extends ImageClient<MeituImageRequest> {
  private final @Nullable DirectImages<MeituImageRequest> direct;

  private MeituClient(MeituWire wire, Builder builder) {
    super(wire, builder);
    HttpUrl url = builder.environment.directUrl();
    this.direct = url == null ? null : direct(new MeituDirectEntry(wire, url));
  }

  /**
   * Returns a builder; {@link Builder#apiKey}, {@link Builder#apiSecret} and {@link Builder#token}
   * are required.
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the internal hosts' entry that answers with the image itself ({@code sync/request}). It
   * is reached inside Meitu's network alone, over plain http: whoever reads the connection reads
   * the token.
   *
   * <pre>{@code
   * MeituClient client = MeituClient.builder()
   *     .environment(MeituEnvironment.ofInternalUrl(
   *         "http://async-gateway.deepnet.cloud.m.com/outsourcing/gatewa"))
   *     .token(token)
   *     .build();
   * client.direct().generate(request).first().saveTo(Paths.get("sphere.png"));
   * }</pre>
   *
   * <p>A call that is cut off is a paid image that nobody can fetch. One that the gateway makes a
   * task of ends in {@link io.github.imagetask.TaskPendingException}, which has the task. A request
   * with a {@code callbackUrl} is refused.
   *
   * @throws IllegalStateException if the client's environment names no such entry, as {@link
   *     MeituEnvironment#PRODUCTION} and {@link MeituEnvironment#TEST} don't
   */
  public DirectImages<MeituImageRequest> direct() {
    if (direct == null) {
      throw new IllegalStateException(
          "the client's environment names no entry for direct calls;"
              + " MeituEnvironment.ofInternalUrl(baseUrl) does, and any other withDirectUrl(..)");
    }
    return direct;
  }

  /**
   * Returns a client with the keys that the environment variables {@code MEITU_API_KEY}, {@code
   * MEITU_API_SECRET} and {@code MEITU_TOKEN} hold, at {@code MEITU_BASE_URL} if that is set, else
   * at {@link MeituEnvironment#PRODUCTION}; direct calls go to {@code MEITU_DIRECT_URL} if that is
   * set.
   *
   * @throws IllegalStateException if one of the first three isn't set
   * @throws IllegalArgumentException if one of the five is malformed
   */
  public static MeituClient fromEnv() {
    return fromEnv(System.getenv());
  }

  static MeituClient fromEnv(Map<String, String> environment) {
    Builder builder =
        builder()
            .apiKey(Settings.variable(environment, "MEITU_API_KEY"))
            .apiSecret(Settings.variable(environment, "MEITU_API_SECRET"))
            .token(Settings.variable(environment, "MEITU_TOKEN"));
    String baseUrl = Settings.optionalVariable(environment, "MEITU_BASE_URL");
    if (baseUrl != null) builder.environment(MeituEnvironment.ofBaseUrl(baseUrl));
    String directUrl = Settings.optionalVariable(environment, "MEITU_DIRECT_URL");
    if (directUrl != null) builder.environment(builder.environment.withDirectUrl(directUrl));
    return builder.build();
  }

  /** Builds a {@link MeituClient}. */
  public static final class Builder extends ImageClient.Builder<Builder> {
    private MeituEnvironment environment = MeituEnvironment.PRODUCTION;
    private MeituQuery query = MeituQuery.msgIdInQueryString();
    private @Nullable String apiKey;
    private @Nullable String apiSecret;
    private @Nullable String token;
    private boolean omitEmptyMediaInfoList;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /** Sets where tasks are submitted and queried; production unless set. */
    public Builder environment(MeituEnvironment environment) {
      this.environment = Objects.requireNonNull(environment, "environment == null");
      return this;
    }

    /**
     * Sets the account's key; required, but with {@link MeituEnvironment#of} and {@link
     * MeituEnvironment#ofInternalUrl}. It goes into the query string of submits and queries, at the
     * last moment, and nowhere else.
     */
    public Builder apiKey(String apiKey) {
      this.apiKey = Objects.requireNonNull(apiKey, "apiKey == null");
      return this;
    }

    /** Sets the account's secret; as {@link #apiKey}. */
    public Builder apiSecret(String apiSecret) {
      this.apiSecret = Objects.requireNonNull(apiSecret, "apiSecret == null");
      return this;
    }

    /** Sets the permission token (权限Token), required. It goes into the body of submits. */
    public Builder token(String token) {
      this.token = Objects.requireNonNull(token, "token == null");
      return this;
    }

    /** Sets the form of the query, which the document leaves out. */
    public Builder query(MeituQuery query) {
      this.query = Objects.requireNonNull(query, "query == null");
      return this;
    }

    /**
     * Leaves the key {@code media_info_list} out of a request without images, which else is sent
     * with an empty list. The document calls the key required, and asks for text-to-image by giving
     * no image; which of the two forms the gateway takes isn't known.
     */
    public Builder omitEmptyMediaInfoList() {
      return omitEmptyMediaInfoList(true);
    }

    /** Sets whether {@link #omitEmptyMediaInfoList()} holds; not unless set. */
    public Builder omitEmptyMediaInfoList(boolean omitEmptyMediaInfoList) {
      this.omitEmptyMediaInfoList = omitEmptyMediaInfoList;
      return this;
    }

    /**
     * Returns the client.
     *
     * @throws IllegalArgumentException if a key is missing or malformed; the message doesn't show
     *     it
     */
    public MeituClient build() {
      MeituWire wire =
          new MeituWire(
              environment,
              query,
              key("apiKey", apiKey),
              key("apiSecret", apiSecret),
              Settings.secret("token", token),
              omitEmptyMediaInfoList);
      return new MeituClient(wire, this);
    }

    private @Nullable String key(String name, @Nullable String value) {
      if (value == null && environment.isKeyOptional()) return null;
      return Settings.secret(name, value);
    }
  }
}
