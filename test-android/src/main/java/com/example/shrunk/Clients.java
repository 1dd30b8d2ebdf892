package com.example.shrunk;

import io.github.imagetask.ImageClient;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.meitu.MeituEnvironment;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.zexi.ZexiClient;
import java.time.Duration;

/** The clients, at the addresses that the environment names, with waits short enough for a test. */
final class Clients {
  private Clients() {}

  static UniAllClient.Builder uniall() {
    return quick(UniAllClient.builder())
        .baseUrl(variable("UNIALL_BASE_URL"))
        .apiKey(variable("UNIALL_API_KEY"));
  }

  static HingnetClient.Builder hingnet() {
    return quick(HingnetClient.builder())
        .baseUrl(variable("HINGNET_BASE_URL"))
        .apiKey(variable("HINGNET_API_KEY"));
  }

  static ZexiClient.Builder zexi() {
    return quick(ZexiClient.builder())
        .baseUrl(variable("ZEXI_BASE_URL"))
        .apiKey(variable("ZEXI_API_KEY"));
  }

  static MeituClient.Builder meitu() {
    MeituEnvironment environment = MeituEnvironment.ofBaseUrl(variable("MEITU_BASE_URL"));
    return quick(MeituClient.builder())
        .environment(environment.withDirectUrl(variable("MEITU_DIRECT_URL")))
        .apiKey(variable("MEITU_API_KEY"))
        .apiSecret(variable("MEITU_API_SECRET"))
        .token(variable("MEITU_TOKEN"));
  }

  private static <B extends ImageClient.Builder<B>> B quick(B builder) {
    Duration often = Duration.ofMillis(20);
    return builder.pollPolicy(PollPolicy.builder().delays(often, often).build());
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null) throw new IllegalStateException(name + " isn't set");
    return value;
  }
}
