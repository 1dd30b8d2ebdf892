package io.github.imagetask.meitu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeMeitu;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;

/**
 * From the gateway's POST at the callback's address to the image, by a wait that would sleep on.
 */
final class MeituCallbackFlowTest {
  private static final PollPolicy SLEEPY =
      PollPolicy.builder()
          .firstDelay(Duration.ofHours(1))
          .delays(Duration.ofHours(1), Duration.ofHours(1))
          .deadline(Duration.ofDays(1))
          .build();

  @Test
  void callbackEndsAWaitThatSleeps() throws Exception {
    try (FakeGateways gateways = FakeGateways.start();
        MockWebServer callbacks = new MockWebServer();
        MeituClient client = client(gateways.meitu())) {
      callbacks.enqueue(new MockResponse());
      FakeMeitu meitu = gateways.meitu();
      meitu.finishAfter(Duration.ofMillis(100));
      ImageTask task =
          client.submit(
              MeituImageRequest.builder()
                  .model(MeituModel.NANO)
                  .prompt("a cube")
                  .callbackUrl(callbacks.url("/meitu").toString())
                  .build());
      CompletableFuture<ImageResult> result = task.resultAsync(SLEEPY);

      RecordedRequest callback = callbacks.takeRequest(20, TimeUnit.SECONDS);
      MeituCallback parsed = MeituCallback.parse(callback.getBody().readUtf8());
      client.nudge(parsed.key());

      assertThat(parsed.key()).isEqualTo(task.key());
      assertThat(result.get(20, TimeUnit.SECONDS).first().bytes()).isNotEmpty();
      assertThat(meitu.queries()).isEqualTo(1);
    }
  }

  private static MeituClient client(FakeMeitu meitu) {
    return MeituClient.builder()
        .environment(MeituEnvironment.ofBaseUrl(meitu.baseUrl()))
        .apiKey(meitu.apiKey())
        .apiSecret(meitu.apiSecret())
        .token(meitu.token())
        .build();
  }
}
