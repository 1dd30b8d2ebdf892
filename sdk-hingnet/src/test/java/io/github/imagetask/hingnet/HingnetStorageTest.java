package io.github.imagetask.hingnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeHingnet;
import org.junit.jupiter.api.Test;

/** A gateway without its object storage: nothing was made, and nothing is tried again. */
final class HingnetStorageTest {
  @Test
  void submitWithoutAStorageIsRefusedOnceAndSaysWhoseToMend() {
    try (FakeGateways gateways = FakeGateways.start();
        HingnetClient client =
            HingnetClient.builder()
                .baseUrl(gateways.hingnet().baseUrl())
                .apiKey(gateways.hingnet().apiKey())
                .build()) {
      FakeHingnet hingnet = gateways.hingnet();
      hingnet.storageConfigured(false);

      GatewayException refused =
          catchThrowableOfType(
              GatewayException.class,
              () ->
                  client.submit(
                      HingnetImageRequest.builder()
                          .model(HingnetModel.GEMINI_2_5_FLASH_IMAGE)
                          .prompt("a city")
                          .build()));

      assertThat(refused.error().kind()).isEqualTo(ErrorKind.UNAVAILABLE);
      assertThat(refused.error().code()).isEqualTo("storage_not_configured");
      assertThat(refused).hasMessageContaining("must configure object storage (S3 or AliOSS)");
      assertThat(refused.isRetryable()).isFalse();
      assertThat(hingnet.submits()).isEqualTo(1);
      assertThat(hingnet.tasks()).isZero();
    }
  }
}
