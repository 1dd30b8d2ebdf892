package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.examples.SampleImage;
import io.github.imagetask.testing.fake.FakeGateways;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sandbox prints leads the other commands to each of its gateways. */
@Timeout(60)
final class EveryGatewayTest {
  @TempDir Path directory;
  private Cli.Started sandbox;
  private CompletableFuture<Cli.Ended> ended;
  private final Map<String, String> exported = new TreeMap<>();

  @BeforeEach
  void start() {
    sandbox = new Cli.Started(Map.of(), directory, 0);
    ended = CompletableFuture.supplyAsync(() -> sandbox.run("sandbox"));
    while (!sandbox.outSoFar().contains("MEITU_TOKEN=") || !sandbox.outSoFar().endsWith("\n")) {
      assertThat(ended).isNotDone();
      Thread.onSpinWait();
    }
    for (String line : sandbox.outSoFar().lines().toList()) {
      String[] parts = line.split("[ =]", 3);
      assertThat(parts[0]).isEqualTo("export");
      exported.put(parts[1], parts[2]);
    }
  }

  @AfterEach
  void stop() throws Exception {
    sandbox.ctrlC.press();
    assertThat(ended.get().exitCode()).isEqualTo(130);
  }

  @Test
  void theSandboxPrintsTheVariablesOfAll() {
    assertThat(exported.keySet())
        .containsExactly(
            "HINGNET_API_KEY",
            "HINGNET_BASE_URL",
            "MEITU_API_KEY",
            "MEITU_API_SECRET",
            "MEITU_BASE_URL",
            "MEITU_DIRECT_URL",
            "MEITU_TOKEN",
            "UNIALL_API_KEY",
            "UNIALL_BASE_URL",
            "ZEXI_API_KEY",
            "ZEXI_BASE_URL");
  }

  @ParameterizedTest
  @CsvSource({
    "uniall,  NanoBanana,                     uniall:task_",
    "hingnet, gemini-2.5-flash-image,         hingnet:generations/image_",
    "zexi,    nano-banana-pro,                zexi:aiimg_",
    "meitu,   gemini-2.5-flash-image-preview, meitu:",
  })
  void generateReachesIt(String gateway, String model, String key) throws IOException {
    Cli.Ended plain = generate(gateway, model, "--aspect-ratio", "16:9");
    Cli.Ended json = generate(gateway, model, "--aspect-ratio", "16:9", "--json");

    assertThat(plain.exitCode()).as(plain.err()).isZero();
    assertThat(plain.lines()).hasSize(2).element(0).asString().startsWith(key);
    assertThat(ImageIO.read(directory.resolve(plain.lines().get(1)).toFile()).getWidth())
        .isGreaterThan(1300);
    assertThat(json.exitCode()).as(json.err()).isZero();
    assertThat(json.json().get("key")).asString().startsWith(key);
    assertThat(json.json().get("status")).isEqualTo("SUCCEEDED");
    Map<?, ?> image = (Map<?, ?>) ((List<?>) json.json().get("images")).get(0);
    assertThat(Path.of((String) image.get("path"))).isRegularFile();
  }

  @ParameterizedTest
  @CsvSource({
    "uniall,  NanoBanana,                     ,                        uniall:task_",
    "hingnet, imagen-4,                       ,                        hingnet:generations/image_",
    "hingnet, gemini-2.5-flash-image,         input.png,               hingnet:edits/image_",
    "zexi,    dall-e-3,                       https://example.com/a,   zexi:aiimg_",
    "meitu,   gemini-3-pro-image-preview,     https://example.com/a,   meitu:",
  })
  void anotherProcessTakesItsTaskUp(String gateway, String model, String image, String start)
      throws IOException {
    SampleImage.write(directory.resolve("input.png"));
    String[] submit = {"submit", "--gateway", gateway, "--model", model, "--prompt", "A cup"};

    Cli.Ended submitted =
        image == null ? run(submit) : run(Cli.args("submit", tail(submit), "--image", image));
    String key = submitted.out().trim();
    Cli.Ended status = run("status", key);
    Cli.Ended waited = run("wait", key, "--poll-min", "0.05");
    Cli.Ended again = run("wait", key, "--poll-min", "0.05", "--json");

    assertThat(submitted.exitCode()).as(submitted.err()).isZero();
    assertThat(submitted.lines()).singleElement().asString().startsWith(start);
    assertThat(status.lines()).singleElement().asString().startsWith(key + " RUNNING");
    assertThat(waited.exitCode()).as(waited.err()).isZero();
    assertThat(waited.lines()).hasSize(2).element(0).isEqualTo(key);
    assertThat(directory.resolve(waited.lines().get(1))).isRegularFile();
    assertThat(again.json().get("key")).isEqualTo(key);
  }

  @Test
  void anImageInsideAnAnswerHasNoUrl() throws IOException {
    try (FakeGateways gateways = FakeGateways.start()) {
      gateways.meitu().inlineResults(true);
      exported.putAll(gateways.meitu().environment());

      Cli.Ended ended = generate("meitu", "gemini-2.5-flash-image-preview", "--json");

      Map<?, ?> image = (Map<?, ?>) ((List<?>) ended.json().get("images")).get(0);
      assertThat(image.get("url")).isNull();
      assertThat(Path.of((String) image.get("path"))).isRegularFile();
      assertThat(ended.json().get("traceId")).asString().hasSize(36);
    }
  }

  private Cli.Ended generate(String gateway, String model, String... more) {
    String[] request = {
      "--gateway", gateway, "--model", model, "--prompt", "A cup", "--poll-min", "0.05"
    };
    return run(Cli.args("generate", request, more));
  }

  private Cli.Ended run(String... args) {
    return new Cli.Started(exported, directory, 0).run(args);
  }

  private static String[] tail(String[] args) {
    return Arrays.copyOfRange(args, 1, args.length);
  }
}
