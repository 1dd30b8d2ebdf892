package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code generate --direct}: the image is in the answer, and there is no key. */
final class DirectCallTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void start() {
    cli = new Cli(directory);
    for (FakeGateway gateway : cli.gateways.all()) cli.environment.putAll(gateway.environment());
  }

  @AfterEach
  void stop() {
    cli.close();
  }

  @ParameterizedTest
  @CsvSource({
    "uniall,  gpt-image-2,                   --size, 1024x768",
    "uniall,  gemini-3-pro-image-preview-2k, --aspect-ratio, 16:9",
    "hingnet, gpt-image-2,                   --quality, high",
    "meitu,   gemini-3-pro-image-preview,    --resolution, 2K",
  })
  void eachFileIsALineAndThereIsNoKey(String gateway, String model, String option, String value)
      throws IOException {
    Cli.Ended plain = direct(gateway, model, option, value, "--html", "page.html");
    Cli.Ended json = direct(gateway, model, option, value, "--json");

    assertThat(plain.exitCode()).as(plain.err()).isZero();
    assertThat(plain.lines()).hasSize(1);
    assertThat(directory.resolve(plain.lines().get(0))).isRegularFile();
    assertThat(plain.err())
        .startsWith("waiting for the answer; ")
        .contains("1 image after ")
        .doesNotContain("queries");
    assertThat(directory.resolve("page.html")).content().contains("direct, no key");
    assertThat(json.json().get("key")).isNull();
    assertThat(json.json().get("status")).isEqualTo("SUCCEEDED");
    Map<?, ?> image = (Map<?, ?>) ((List<?>) json.json().get("images")).get(0);
    assertThat(Path.of((String) image.get("path"))).isRegularFile();
    assertThat(cli.gateways.gateway(gateway).directs()).isEqualTo(2);
    assertThat(cli.gateways.gateway(gateway).tasks()).isZero();
  }

  @Test
  void aGatewayWithoutSuchAnEntryIsRefused() {
    Cli.Ended ended = direct("zexi", "gpt-image-2");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("--direct: zexi has no such entry");
    assertThat(cli.gateways.zexi().requests()).isEmpty();
  }

  @Test
  void anAddressThatIsMissingIsNamed() {
    cli.environment.remove("MEITU_DIRECT_URL");

    Cli.Ended ended = direct("meitu", "gemini-3-pro-image-preview");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("MEITU_DIRECT_URL is not set");
    assertThat(cli.gateways.meitu().requests()).isEmpty();
  }

  @Test
  void aCallThatBecameATaskIsWaitedFor() {
    cli.gateways.meitu().pendingDirects(true);

    Cli.Ended ended = direct("meitu", "gemini-3-pro-image-preview", "--poll-min", "0.05");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.lines()).hasSize(2).element(0).asString().startsWith("meitu:");
    assertThat(directory.resolve(ended.lines().get(1))).isRegularFile();
    assertThat(cli.gateways.meitu().directs()).isEqualTo(1);
  }

  @Test
  void fourIfTheAnswerHasNoImage() throws IOException {
    cli.gateways.hingnet().next(FakeCall.DIRECT, Fault.successWithoutImage());

    Cli.Ended ended = direct("hingnet", "gpt-image-2", "--json");

    assertThat(ended.exitCode()).isEqualTo(4);
    assertThat(ended.err()).contains("may be billed").doesNotContain("nothing is billed");
    assertThat(((Map<?, ?>) ended.json().get("error")).get("kind")).isEqualTo("UNKNOWN");
  }

  @Test
  void sixIfNobodyKnowsWhetherThereAreImages() throws IOException {
    cli.gateways.hingnet().next(FakeCall.DIRECT, Fault.cutAfterRead());

    Cli.Ended ended = direct("hingnet", "gpt-image-2", "--json");

    assertThat(ended.exitCode()).isEqualTo(6);
    assertThat(ended.err()).contains("nobody can fetch them later");
    assertThat(ended.json().get("status")).isEqualTo("UNKNOWN");
    assertThat(cli.gateways.hingnet().directs()).isEqualTo(1);
  }

  private Cli.Ended direct(String gateway, String model, String... more) {
    String[] request = {"--direct", "--gateway", gateway, "--model", model, "--prompt", "A cup"};
    return cli.run(Cli.args("generate", request, more));
  }
}
