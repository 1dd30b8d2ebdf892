package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsageTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void start() {
    cli = new Cli(directory);
  }

  @AfterEach
  void stop() {
    assertThat(cli.uniall.requests()).isEmpty();
    cli.close();
  }

  @Test
  void anOptionThatTheGatewayDoesntHaveIsRefusedAndThoseThatItHasAreNamed() {
    Cli.Ended ended =
        cli.run(Cli.args("generate", Cli.CUP, "--temperature", "0.5", "--resolution", "2K"));

    assertUsage(
        ended,
        "uniall has no --temperature; it has --model, --prompt, --image, --size, --aspect-ratio,"
            + " --quality, --n, --output-format, --extra and --lenient",
        "uniall has no --resolution; it has");
  }

  @Test
  void allThatCantBeReadIsNamedAtOnce() {
    Cli.Ended ended =
        cli.run(
            Cli.args(
                "submit",
                Cli.SUBMIT,
                "--size",
                "big",
                "--aspect-ratio",
                "wide",
                "--extra",
                "a=b",
                "--extra",
                "seed"));

    assertUsage(
        ended,
        "--size: a size is written like 1024x768",
        "--aspect-ratio: an aspect ratio is written like 16:9",
        "--extra: a is followed by no JSON",
        "--extra: it is written name=JSON");
  }

  @Test
  void missingVariablesAreNamedTogether() {
    cli.withoutAccount();

    assertUsage(
        cli.run(Cli.args("submit", Cli.SUBMIT)),
        "UNIALL_BASE_URL is not set, and there is no --base-url",
        "UNIALL_API_KEY is not set",
        "'imagetask sandbox'");
  }

  @Test
  void aBaseUrlWithItsVersionIsRefused() {
    assertUsage(
        cli.run(Cli.args("submit", Cli.SUBMIT, "--base-url", "https://example.com/v1")),
        "uniall: the base URL is everything before /v1");
  }

  @Test
  void timesAreSeconds() {
    assertUsage(
        cli.run(Cli.args("generate", Cli.SUBMIT, "--timeout", "soon")),
        "'soon' is not a number of seconds");
    assertUsage(cli.run("wait", "uniall:task_abc", "--timeout", "0"), "'0' is not a number of");
    assertUsage(
        cli.run("wait", "uniall:task_abc", "--poll-min", "3", "--poll-max", "2.5"),
        "--poll-min is above --poll-max");
  }

  @Test
  void aFolderThatCantBeIsFoundBeforeAnythingIsPaidFor() throws IOException {
    Files.writeString(directory.resolve("file"), "");

    assertUsage(cli.run(Cli.args("generate", Cli.CUP, "--out", "file")), "is a file, not a folder");
    assertUsage(cli.run(Cli.args("generate", Cli.CUP, "--html", "file/a.html")), "--html: ");
  }

  @Test
  void lettersThatTheLocaleLostAreNotSent() {
    assertUsage(
        cli.run(Cli.args("submit", Cli.SUBMIT, "--extra", "style=\"\uFFFD\"")), "LC_ALL=C.UTF-8");
  }

  @Test
  void aPromptMayBeginWithAnAtSign() {
    cli.withoutAccount();

    Cli.Ended ended =
        cli.run("submit", "--gateway", "uniall", "--model", "NanoBanana", "--prompt", "@home");

    assertUsage(ended, "UNIALL_API_KEY is not set");
  }

  @Test
  void wrongCommandLinesSayWhereToReadOn() {
    assertUsage(cli.run(), "Missing command", "Try 'imagetask --help'.");
    assertUsage(cli.run("generat"), "generat");
    assertUsage(
        cli.run("generate", "--gateway", "uniall"),
        "Missing required options: '--model=MODEL', '--prompt=TEXT'",
        "Try 'imagetask generate --help'.");
    assertUsage(
        cli.run(
            "submit", "--gateway", "elsewhere", "--model", "a", "--prompt", "b", "--base-url", "c"),
        "no gateway \"elsewhere\"; there is uniall");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generate",
        "submit",
        "status",
        "wait",
        "retry",
        "batch",
        "history",
        "models",
        "sandbox",
        "demo",
        "completion"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    Cli.Ended ended = cli.run(command, "--help");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).startsWith("Usage: imagetask " + command).contains("Example");
    assertThat(ended.out()).doesNotContain("\u001B");
  }

  @Test
  void helpTellsTheExitCodesAndVersionTheVersion() {
    assertThat(cli.run("--help").out()).contains("Exit codes:", "  130  Ctrl-C");
    assertThat(cli.run("--version").out()).startsWith("imagetask ");
  }

  @Test
  void runTakesStreamsAndAnEnvironment() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

    int exitCode = Main.run(new String[] {"--help"}, Map.of(), stream, stream);

    assertThat(exitCode).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: imagetask");
  }

  private static void assertUsage(Cli.Ended ended, String... texts) {
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains(texts).doesNotContain("\tat ");
  }
}
