package com.example.lumen;

import io.github.imagetask.ImageClient;
import io.github.imagetask.spi.Settings;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client of a Lumen account. Results are signed URLs; how long they work stands beside them.
 */
public final class LumenClient extends ImageClient<LumenImageRequest> {
  private LumenClient(LumenWire wire, Builder builder) {
    super(wire, builder);
  }

  /** Returns a builder; {@link Builder#baseUrl} and {@link Builder#apiKey} are required. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a client with the address and key that the environment variables {@code LUMEN_BASE_URL}
   * and {@code LUMEN_API_KEY} hold.
   */
  public static LumenClient fromEnv() {
    return fromEnv(System.getenv());
  }

  static LumenClient fromEnv(Map<String, String> environment) {
    return builder()
        .baseUrl(Settings.variable(environment, "LUMEN_BASE_URL"))
        .apiKey(Settings.variable(environment, "LUMEN_API_KEY"))
        .build();
  }

  /** Builds a {@link LumenClient}. */
  public static final class Builder extends ImageClient.Builder<Builder> {
    private @Nullable String baseUrl;
    private @Nullable String apiKey;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /** Sets the gateway's address, required: everything before {@code /api}. */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl == null");
      return this;
    }

    /** Sets the account's key; required. */
    public Builder apiKey(String apiKey) {
      this.apiKey = Objects.requireNonNull(apiKey, "apiKey == null");
      return this;
    }

    /** Returns the client. */
    public LumenClient build() {
      if (baseUrl == null) throw new IllegalArgumentException("baseUrl is missing");
      String key = Settings.secret("apiKey", apiKey);
      return new LumenClient(new LumenWire(Settings.baseUrl(baseUrl), key), this);
    }
  }
}
