package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The synchronous entries of a sandbox, as any HTTP client meets them. */
@Timeout(60)
final class SandboxTest {
  private static final String JSON =
      "{\"model\":\"gpt-image-2\",\"prompt\":\"A cup\",\"size\":\"1024x1024\"}";

  @TempDir Path directory;
  private Cli.Started sandbox;
  private CompletableFuture<Cli.Ended> ended;

  @AfterEach
  void stop() throws Exception {
    sandbox.ctrlC.press();
    assertThat(ended.get().exitCode()).isEqualTo(130);
  }

  @Test
  void anImageIsInTheAnswer() throws Exception {
    start();

    assertThat(generate("UNIALL").body()).contains("\"b64_json\":\"iVBOR");
    assertThat(generate("HINGNET").body()).contains("\"b64_json\":\"iVBOR");
    assertThat(generate("ZEXI").statusCode()).isEqualTo(404);
    String meitu = exported("MEITU_BASE_URL").replace("/v1", "/outsourcing/gatewa/sync/request");
    while (!sandbox.errSoFar().contains("serving")) Thread.onSpinWait();
    assertThat(sandbox.errSoFar()).startsWith("Meitu's synchronous requests: " + meitu);
  }

  @Test
  void theAnswerTakesItsTime() throws Exception {
    start("--seconds", "0.3");
    long start = System.nanoTime();

    assertThat(generate("UNIALL").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void theCallFails() throws Exception {
    start("--fail");

    HttpResponse<String> answer = generate("HINGNET");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("the sandbox was started with --fail");
  }

  private void start(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "sandbox";
    System.arraycopy(options, 0, args, 1, options.length);
    sandbox = new Cli.Started(Map.of(), directory, 0);
    ended = CompletableFuture.supplyAsync(() -> sandbox.run(args));
    while (!sandbox.outSoFar().contains("MEITU_TOKEN=") || !sandbox.outSoFar().endsWith("\n")) {
      assertThat(ended).isNotDone();
      Thread.onSpinWait();
    }
  }

  private String exported(String name) {
    String start = "export " + name + "=";
    return sandbox
        .outSoFar()
        .lines()
        .filter(line -> line.startsWith(start))
        .findAny()
        .orElseThrow()
        .substring(start.length());
  }

  private HttpResponse<String> generate(String gateway) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(exported(gateway + "_BASE_URL") + "/v1/images/generations"))
                .header("Authorization", "Bearer " + exported(gateway + "_API_KEY"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
