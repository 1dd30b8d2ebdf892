package io.github.imagetask.campaign.time;

import io.github.imagetask.GeneratedImage;
import io.github.imagetask.campaign.Clients;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.hingnet.HingnetImageRequest;
import io.github.imagetask.hingnet.HingnetModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A process whose clock is ahead of an image's end. */
final class Expiring {
  private Expiring() {}

  /** Takes the gateway's address and key, and a file. */
  public static void main(String[] arguments) {
    Duration often = Duration.ofMillis(50);
    try (HingnetClient client =
        HingnetClient.builder()
            .baseUrl(arguments[0])
            .apiKey(arguments[1])
            .pollPolicy(Clients.policy(often, often, Duration.ofMinutes(1)))
            .build()) {
      GeneratedImage image =
          client
              .generate(
                  HingnetImageRequest.builder()
                      .model(HingnetModel.GEMINI_2_5_FLASH_IMAGE)
                      .prompt("a clock")
                      .build())
              .first();
      Instant end = image.expiresAt();
      boolean expired = end != null && end.isBefore(Instant.now());
      Path saved = image.saveTo(Path.of(arguments[2]));
      System.out.println("saved expired=" + expired + " " + saved.getFileName());
    }
  }
}
