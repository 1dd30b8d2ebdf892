package io.github.imagetask.zexi;

import io.github.imagetask.ImageClient;
import io.github.imagetask.spi.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client of a Zexi account.
 *
 * <pre>{@code
 * try (ZexiClient client = ZexiClient.builder().apiKey(key).build()) {
 *   ImageTask task = client.submit(ZexiImageRequest.builder()
 *       .model(ZexiModel.GEMINI_3_PRO_IMAGE_PREVIEW)
 *       .prompt("A cinematic banana product poster")
 *       .aspectRatio(AspectRatio.of(16, 9))
 *       .resolution(ZexiResolution.RESOLUTION_4K)
 *       .build());
 *   orders.save(orderId, task.key().toString());
 *   task.awaitResult().first().saveTo(Paths.get("poster.png"));  // within two hours
 * }
 * }</pre>
 *
 * <p>Images are kept for about two hours ({@link #RESULT_RETENTION}), and their URLs usually want
 * the account's key: fetch them with the methods of {@link io.github.imagetask.GeneratedImage},
 * which send the key to this gateway and to nobody else, and don't hand the URLs on.
 *
 * <p>Unless a {@link Builder#pollPolicy} is set, a wait asks after 5 s, then every 4 to 10 s, or
 * where learned every 2 to 10 s, for at most 10 min: the SDK's default, since the document advises
 * nothing. A public client of this gateway asks every 3 s.
 */
public final class ZexiClient extends ImageClient<ZexiImageRequest> {
  /**
   * About how long the gateway keeps the images of a finished task: two hours, by the last section
   * of the document. Fetch or copy them before; afterwards expect neither their URLs nor the task's
   * key to bring them back. "About" is the document's word and no answer names a moment, so {@link
   * io.github.imagetask.GeneratedImage#expiresAt()} is null here.
   */
  public static final Duration RESULT_RETENTION = Duration.ofHours(2);

  static final String BASE_URL = "https://www.zexitongxue.com";

  private ZexiClient(ZexiWire wire, Builder builder) {
    super(wire, builder);
  }

  /** Returns a builder; {@link Builder#apiKey} is required. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a client with the key that the environment variable {@code ZEXI_API_KEY} holds, at the
   * address in {@code ZEXI_BASE_URL} if that is set.
   *
   * @throws IllegalStateException if there is no key
   * @throws IllegalArgumentException if one of them is malformed
   */
  public static ZexiClient fromEnv() {
    return fromEnv(System.getenv());
  }

  static ZexiClient fromEnv(Map<String, String> environment) {
    Builder builder = builder().apiKey(Settings.variable(environment, "ZEXI_API_KEY"));
    String baseUrl = Settings.optionalVariable(environment, "ZEXI_BASE_URL");
    if (baseUrl != null) builder.baseUrl(baseUrl);
    return builder.build();
  }

  /** Builds a {@link ZexiClient}. */
  public static final class Builder extends ImageClient.Builder<Builder> {
    private String baseUrl = BASE_URL;
    private @Nullable String apiKey;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Sets the gateway's address: everything before {@code /v1}, with a path of its own if it has
     * one; {@code https://www.zexitongxue.com} unless set. The key goes to this very host and to no
     * other, the same name without {@code www.} included.
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
     * @throws IllegalArgumentException if the key is missing, or the address or the key malformed;
     *     the message shows neither
     */
    public ZexiClient build() {
      ZexiWire wire = new ZexiWire(Settings.baseUrl(baseUrl), Settings.secret("apiKey", apiKey));
      return new ZexiClient(wire, this);
    }
  }
}
