package io.github.imagetask.campaign;

import io.github.imagetask.PollPolicy;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.time.Duration;

/** Clients of a {@link BareGateway}, and what they ask of it. */
public final class Clients {
  private Clients() {}

  /** A client's builder with the key. */
  public static UniAllClient.Builder of(String url) {
    return UniAllClient.builder().baseUrl(url).apiKey(BareGateway.KEY);
  }

  /** A schedule that asks from the floor to the ceiling, first after the floor. */
  public static PollPolicy policy(Duration floor, Duration ceiling, Duration deadline) {
    return PollPolicy.builder().firstDelay(floor).delays(floor, ceiling).deadline(deadline).build();
  }

  /** A request with its mark. */
  public static UniAllImageRequest request(String mark) {
    return UniAllImageRequest.builder().model(UniAllModel.of("campaign")).prompt(mark).build();
  }
}
