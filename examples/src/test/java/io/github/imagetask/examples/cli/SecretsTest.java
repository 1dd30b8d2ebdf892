package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are in no output, whatever goes wrong. */
final class SecretsTest {
  private static final String MARKED = "sk-MARKED-5b3f";

  @TempDir Path directory;

  @Test
  void theKeyIsNeverPrinted() {
    try (Cli cli = new Cli(directory)) {
      cli.environment.put("UNIALL_API_KEY", MARKED);
      cli.uniall.next(FakeCall.SUBMIT, Fault.refusal(401, "", "wrong key " + MARKED));
      cli.uniall.next(
          FakeCall.SUBMIT, Fault.status(502, "text/html", "<p>Authorization: Bearer " + MARKED));

      Stream<Cli.Ended> all =
          Stream.of(
              cli.run(Cli.args("generate", Cli.CUP, "--json", "--verbose")),
              cli.run(Cli.args("generate", Cli.CUP, "--json", "--verbose")),
              cli.run(Cli.args("submit", Cli.SUBMIT, "--verbose")),
              cli.run("status", "uniall:task_a", "--verbose"),
              cli.run("wait", "uniall:task_a", "--verbose", "--poll-min", "0.05"));

      assertThat(all)
          .allSatisfy(
              ended -> {
                assertThat(ended.exitCode()).isNotZero();
                assertThat(ended.out() + ended.err()).doesNotContain(MARKED);
              });
    }
  }

  @Test
  void aMalformedKeyIsntShownEither() {
    try (Cli cli = new Cli(directory)) {
      cli.environment.put("UNIALL_API_KEY", MARKED + "\n" + MARKED);

      Cli.Ended ended = cli.run(Cli.args("submit", Cli.SUBMIT, "--verbose"));

      assertThat(ended.exitCode()).isEqualTo(2);
      assertThat(ended.err())
          .contains("uniall: UNIALL_API_KEY holds a blank")
          .doesNotContain(MARKED);
    }
  }

  @Test
  void theKeyThatWorksIsntPrinted() {
    try (Cli cli = new Cli(directory)) {
      Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP, "--json", "--html", "a.html"));

      assertThat(ended.exitCode()).isZero();
      assertThat(ended.out() + ended.err()).doesNotContain(cli.uniall.apiKey());
      assertThat(directory.resolve("a.html")).content().doesNotContain(cli.uniall.apiKey());
      assertThat(cli.uniall.credentialsAtOtherOrigins()).isZero();
    }
  }
}
