package io.github.imagetask.uniall;

import io.github.imagetask.DirectImages;
import io.github.imagetask.ImageClient;
import io.github.imagetask.spi.Settings;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client of a UniAll account.
 *
 * <pre>{@code
 * try (UniAllClient client = UniAllClient.builder().baseUrl(url).apiKey(key).build()) {
 *   ImageTask task = client.submit(UniAllImageRequest.builder()
 *       .model(UniAllModel.GPT_IMAGE_2)
 *       .prompt("A small blue glass sphere on a clean white desk")
 *       .size(ImageSize.of(1024, 768))
 *       .build());
 *   orders.save(orderId, task.key().toString());
 *   task.awaitResult().first().saveTo(Paths.get("sphere.png"));
 * }
 * }</pre>
 *
 * <p>Unless a {@link Builder#pollPolicy} is set, a wait asks after 5 s, then every 4 to 5 s, or
 * where learned every 2 to 5 s, as section 7 of the document advises, for at most 10 min.
 *
 * <p>The document says nothing of how long results are kept: save them at once.
 */
public final class UniAllClient extends ImageClient<UniAllImageRequest> {
  private final DirectImages<UniAllImageRequest> direct;
  private final DirectImages<UniAllGeminiRequest> gemini;

  private UniAllClient(UniAllWire wire, Builder builder) {
    super(wire, builder);
    this.direct = direct(new UniAllDirectEntry(wire.address()));
    this.gemini = direct(new UniAllGeminiEntry(wire.address()));
  }

  /** Returns a builder; {@link Builder#baseUrl} and {@link Builder#apiKey} are required. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a client with the address and key that the environment variables {@code
   * UNIALL_BASE_URL} and {@code UNIALL_API_KEY} hold.
   *
   * @throws IllegalStateException if one of them isn't set
   * @throws IllegalArgumentException if one of them is malformed
   */
  public static UniAllClient fromEnv() {
    return fromEnv(System.getenv());
  }

  static UniAllClient fromEnv(Map<String, String> environment) {
    return builder()
        .baseUrl(Settings.variable(environment, "UNIALL_BASE_URL"))
        .apiKey(Settings.variable(environment, "UNIALL_API_KEY"))
        .build();
  }

  /**
   * The entry in OpenAI's style, {@code /v1/images/generations} and {@code /v1/images/edits}: it
   * answers with the images themselves. For gpt-image-2, gpt-image-2-auto and gpt-image-2-origin;
   * NanoBanana models go out with {@code lenient()} only, since UniAll's pages contradict each
   * other on them. A call that is cut off is a paid image that nobody can fetch: prefer {@link
   * #submit}.
   *
   * <p>Images come by address, as UniAll's page prefers, unless the request says {@link
   * UniAllResponseFormat#B64_JSON}.
   */
  public DirectImages<UniAllImageRequest> direct() {
    return direct;
  }

  /**
   * The entry in Google's style, {@code /v1beta/models/{model}:generateContent}, for the models of
   * {@link UniAllGeminiModel}: it answers with the image itself. A call that is cut off is a paid
   * image that nobody can fetch.
   */
  public DirectImages<UniAllGeminiRequest> gemini() {
    return gemini;
  }

  /** Builds a {@link UniAllClient}. */
  public static final class Builder extends ImageClient.Builder<Builder> {
    private @Nullable String baseUrl;
    private @Nullable String apiKey;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Sets the gateway's address, required: everything before {@code /v1}, with a path of its own
     * if it has one. UniAll's documentation names none; it comes with the account.
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl == null");
      return this;
    }

    /** Sets the account's key, {@code sk-…}; required. */
    public Builder apiKey(String apiKey) {
      this.apiKey = Objects.requireNonNull(apiKey, "apiKey == null");
      return this;
    }

    /**
     * Returns the client.
     *
     * @throws IllegalArgumentException if the address or the key is missing or malformed; the
     *     message shows neither
     */
    public UniAllClient build() {
      if (baseUrl == null) throw new IllegalArgumentException("baseUrl is missing");
      UniAllWire wire =
          new UniAllWire(Settings.baseUrl(baseUrl), Settings.secret("apiKey", apiKey));
      return new UniAllClient(wire, this);
    }
  }
}
