package io.github.imagetask.hingnet;

import io.github.imagetask.DirectImages;
import io.github.imagetask.ImageClient;
import io.github.imagetask.spi.Settings;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client of a Hingnet account.
 *
 * <pre>{@code
 * try (HingnetClient client = HingnetClient.builder().baseUrl(url).apiKey(key).build()) {
 *   ImageTask task = client.submit(HingnetImageRequest.builder()
 *       .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
 *       .prompt("A futuristic cityscape at sunset with flying cars")
 *       .size(ImageSize.of(1024, 1024))
 *       .build());
 *   orders.save(orderId, task.key().toString());
 *   task.awaitResult().first().saveTo(Paths.get("city.png"));
 * }
 * }</pre>
 *
 * <p>Unless a {@link Builder#pollPolicy} is set, a wait asks after 5 s, then every 4 to 10 s, or
 * where learned every 3 to 10 s, for at most 15 min, as section "polling" of the document advises.
 *
 * <p>Results are signed URLs that work for 24 hours, without the key; {@link
 * io.github.imagetask.GeneratedImage#expiresAt()} is when they end. The gateway needs an object
 * storage behind it: without one, submits fail with the code {@code storage_not_configured}, and
 * {@link #direct()} is the way.
 */
public final class HingnetClient extends ImageClient<HingnetImageRequest> {
  private final DirectImages<HingnetImageRequest> direct;

  private HingnetClient(HingnetWire wire, Builder builder) {
    super(wire, builder);
    this.direct = direct(new HingnetDirectEntry(wire));
  }

  /** Returns a builder; {@link Builder#baseUrl} and {@link Builder#apiKey} are required. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the entry that answers with the image itself: {@code /v1/images/generations}, and
   * {@code /v1/images/edits} if there are reference images. It needs no object storage, since it
   * asks for base64 unless the request says otherwise, and it has gpt-image-2:
   *
   * <pre>{@code
   * client.direct().generate(HingnetImageRequest.builder()
   *     .model(HingnetModel.GPT_IMAGE_2)
   *     .prompt("A futuristic cityscape at sunset with flying cars")
   *     .quality(HingnetQuality.HIGH)
   *     .build()).first().saveTo(Paths.get("city.png"));
   * }</pre>
   *
   * <p>A call that is cut off is a paid image that nobody can fetch.
   */
  public DirectImages<HingnetImageRequest> direct() {
    return direct;
  }

  /**
   * Returns a client with the address and key that the environment variables {@code
   * HINGNET_BASE_URL} and {@code HINGNET_API_KEY} hold.
   *
   * @throws IllegalStateException if one of them isn't set
   * @throws IllegalArgumentException if one of them is malformed
   */
  public static HingnetClient fromEnv() {
    return fromEnv(System.getenv());
  }

  static HingnetClient fromEnv(Map<String, String> environment) {
    return builder()
        .baseUrl(Settings.variable(environment, "HINGNET_BASE_URL"))
        .apiKey(Settings.variable(environment, "HINGNET_API_KEY"))
        .build();
  }

  /** Builds a {@link HingnetClient}. */
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
     * if it has one. Hingnet's documentation names none; it comes with the account.
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl == null");
      return this;
    }

    /** Sets the account's key; required. */
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
    public HingnetClient build() {
      if (baseUrl == null) throw new IllegalArgumentException("baseUrl is missing");
      HingnetWire wire =
          new HingnetWire(Settings.baseUrl(baseUrl), Settings.secret("apiKey", apiKey));
      return new HingnetClient(wire, this);
    }
  }
}
