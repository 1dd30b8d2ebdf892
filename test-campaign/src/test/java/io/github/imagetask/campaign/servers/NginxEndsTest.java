package io.github.imagetask.campaign.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nginx is reloaded, loses its workers, or is started anew while tasks wait behind it. */
@Tag("campaign")
final class NginxEndsTest {
  private static final int TASKS = 50;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"http", "h1", "h2"})
  void everyTaskThatWaitsEndsWithItsImage(String protocol) throws Exception {
    try (FakeGateways fakes = FakeGateways.start();
        Nginx nginx = new Nginx(folder)) {
      nginx.add("x", fakes, "");
      nginx.start();
      List<ImageClient<?>> clients = new ArrayList<>();
      List<CompletableFuture<ImageResult>> waits = new ArrayList<>();
      for (Gateway gateway : Gateway.values()) {
        FakeGateway fake = gateway.in(fakes);
        fake.finishAfterQueries(12);
        ImageClient<?> client =
            gateway.client(
                fake, nginx.origin("x", protocol), builder -> options(builder, protocol));
        clients.add(client);
        for (int i = 0; i < TASKS; i++) {
          ImageTask task = gateway.submit(client, 0);
          waits.add(task.resultAsync());
        }
      }

      // Each of it amid the queries of all.
      awaitQueries(fakes, 2);
      nginx.reload();
      awaitQueries(fakes, 4);
      nginx.killWorkers();
      awaitQueries(fakes, 6);
      nginx.stop();
      nginx.start();
      awaitQueries(fakes, 8);
      nginx.killWorkers();
      for (CompletableFuture<ImageResult> wait : waits) wait.get(120, TimeUnit.SECONDS);

      int queries = 0;
      for (Gateway gateway : Gateway.values()) {
        assertThat(gateway.in(fakes).submits()).isEqualTo(TASKS);
        queries += gateway.in(fakes).queries();
      }
      System.out.printf("nginx ends, %s: %d tasks, %d queries%n", protocol, waits.size(), queries);
      clients.forEach(ImageClient::close);
    }
  }

  private static void options(ImageClient.Builder<?> builder, String protocol) {
    if (!protocol.equals("http")) {
      builder.okHttpClient(Certificates.client(protocol.equals("h2")).build());
    }
    builder.pollPolicy(
        PollPolicy.builder()
            .delays(Duration.ofMillis(100), Duration.ofMillis(300))
            .deadline(Duration.ofMinutes(2))
            .build());
  }

  private static void awaitQueries(FakeGateways fakes, int each) throws InterruptedException {
    for (Gateway gateway : Gateway.values()) {
      assertThat(gateway.in(fakes).await(FakeCall.QUERY, each * TASKS, Duration.ofSeconds(60)))
          .isTrue();
    }
  }
}
