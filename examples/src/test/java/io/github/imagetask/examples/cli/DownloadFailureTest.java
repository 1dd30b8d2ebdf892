package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that succeeded and whose images can't all be fetched: what there is is named. */
final class DownloadFailureTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void start() {
    cli = new Cli(directory);
  }

  @AfterEach
  void stop() {
    cli.close();
  }

  @Test
  void theExitCodeIsOneIfAnImageCantBeFetched() throws IOException {
    cli.uniall.always(FakeCall.DOWNLOAD, Fault.status(400));

    Cli.Ended plain = cli.run(Cli.args("generate", Cli.CUP));
    Cli.Ended json = cli.run(Cli.args("generate", Cli.CUP, "--json"));

    assertThat(plain.exitCode()).isEqualTo(1);
    assertThat(plain.lines()).singleElement().asString().startsWith("uniall:task_");
    assertThat(plain.err()).contains("imagetask wait " + plain.lines().get(0));
    assertThat(json.json().get("status")).isEqualTo("SUCCEEDED");
    Map<?, ?> image = (Map<?, ?>) ((List<?>) json.json().get("images")).get(0);
    assertThat(image.get("url")).asString().startsWith("http://");
    assertThat(image.get("path")).isNull();
    assertThat(error(json).get("kind")).isEqualTo("DOWNLOAD");
  }

  @Test
  void filesThatWereSavedBeforeADownloadFailedAreNamed() throws IOException {
    String[] two = {
      "--gateway",
      "uniall",
      "--model",
      "gpt-image-2",
      "--size",
      "1024x768",
      "--n",
      "2",
      "--prompt",
      "A cup",
      "--poll-min",
      "0.05"
    };
    cli.uniall.next(FakeCall.DOWNLOAD, Fault.slowHeaders(Duration.ofMillis(1))); // the first comes
    cli.uniall.always(FakeCall.DOWNLOAD, Fault.status(400));
    Cli.Ended plain = cli.run(Cli.args("generate", two));
    cli.uniall.next(FakeCall.DOWNLOAD, Fault.slowHeaders(Duration.ofMillis(1)));
    Cli.Ended json = cli.run(Cli.args("generate", two, "--json"));

    assertThat(plain.exitCode()).isEqualTo(1);
    assertThat(plain.lines()).hasSize(2);
    assertThat(plain.lines().get(1)).endsWith("-0.png");
    assertThat(directory.resolve(plain.lines().get(1))).isRegularFile();
    List<?> images = (List<?>) json.json().get("images");
    assertThat(((Map<?, ?>) images.get(0)).get("path")).asString().endsWith("-0.png");
    assertThat(((Map<?, ?>) images.get(1)).get("path")).isNull();
    assertThat(((Map<?, ?>) images.get(1)).get("url")).asString().startsWith("http://");
    assertThat(json.json().get("queries")).isEqualTo(2.0);
    assertThat(error(json).get("kind")).isEqualTo("DOWNLOAD");
  }

  private static Map<?, ?> error(Cli.Ended ended) throws IOException {
    return (Map<?, ?>) ended.json().get("error");
  }
}
