package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WaitOverHttpTest {
  private final MockWebServer server = new MockWebServer();
  private final FakeTimer timer = new FakeTimer();
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server.start();
    client = TestClient.builder(server.url("/")).timer(timer).build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.shutdown();
  }

  @Test
  void asksAfterTwoSecondsAndThenMoreAndMoreSeldom() throws Exception {
    server.enqueue(json("{\"id\":\"t1\",\"status\":\"queued\"}"));
    server.enqueue(json("{\"id\":\"t1\",\"status\":\"running\"}"));
    server.enqueue(json("{\"id\":\"t1\",\"status\":\"running\",\"progress\":\"50%\"}"));
    server.enqueue(json("{\"id\":\"t1\",\"status\":\"done\",\"images\":[\"http://x.test/1\"]}"));
    timer.random(0);

    ImageTask task = client.submit("a cube");
    CompletableFuture<ImageResult> result = task.resultAsync();

    assertThat(timer.step(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(2));
    assertThat(step()).isEqualTo(Duration.ofSeconds(2));
    assertThat(step()).isEqualTo(Duration.ofMillis(2400));
    assertThat(result.get().first().url()).isEqualTo("http://x.test/1");
    assertThat(server.getRequestCount()).isEqualTo(4);
    assertThat(server.takeRequest().getHeader("Authorization"))
        .isEqualTo("Bearer " + TestGateway.KEY);
  }

  /** The next query's delay: longer than the request timeout are only guards. */
  private Duration step() {
    return timer.step(Duration.ofSeconds(20));
  }

  private static MockResponse json(String body) {
    return new MockResponse().setHeader("Content-Type", "application/json").setBody(body);
  }
}
