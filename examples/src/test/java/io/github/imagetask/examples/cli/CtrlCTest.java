package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CtrlCTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void start() {
    cli = new Cli(directory);
    cli.uniall.finishAfter(Duration.ofHours(1));
  }

  @AfterEach
  void stop() {
    cli.close();
  }

  @Test
  void duringTheWaitTheKeyIsThereAndHowToGoOn() throws Exception {
    Cli.Started started = cli.started();
    CompletableFuture<Cli.Ended> ended =
        CompletableFuture.supplyAsync(() -> started.run(Cli.args("generate", Cli.CUP)));
    assertThat(cli.uniall.await(FakeCall.QUERY, 1, SOON)).isTrue();

    started.ctrlC.press();

    assertThat(ended.get().exitCode()).isEqualTo(130);
    assertThat(ended.get().lines()).singleElement().asString().startsWith("uniall:task_");
    assertThat(ended.get().err())
        .contains("stopped waiting", "imagetask wait " + ended.get().lines().get(0));
  }

  @Test
  void duringTheWaitJsonIsStillOneObject() throws Exception {
    Cli.Started started = cli.started();
    CompletableFuture<Cli.Ended> ended =
        CompletableFuture.supplyAsync(() -> started.run(Cli.args("generate", Cli.CUP, "--json")));
    assertThat(cli.uniall.await(FakeCall.QUERY, 1, SOON)).isTrue();

    started.ctrlC.press();

    assertThat(ended.get().exitCode()).isEqualTo(130);
    assertThat(ended.get().json().get("key")).asString().startsWith("uniall:task_");
    assertThat(ended.get().json().get("error").toString()).contains("INTERRUPTED");
  }

  @Test
  void duringTheSubmitItsAnswerIsAwaitedAndTheKeyPrinted() throws Exception {
    cli.uniall.next(FakeCall.SUBMIT, Fault.slowHeaders(Duration.ofMillis(500)));
    Cli.Started started = cli.started();
    CompletableFuture<Cli.Ended> ended =
        CompletableFuture.supplyAsync(() -> started.run(Cli.args("generate", Cli.CUP)));
    assertThat(cli.uniall.await(FakeCall.SUBMIT, 1, SOON)).isTrue();

    started.ctrlC.press();

    assertThat(ended.get().exitCode()).isEqualTo(130);
    assertThat(ended.get().lines()).singleElement().asString().startsWith("uniall:task_");
    assertThat(cli.uniall.tasks()).isEqualTo(1);
    assertThat(cli.uniall.queries()).isZero();
  }

  @Test
  void beforeTheSubmitNothingIsSent() {
    Cli.Started started = cli.started();
    started.ctrlC.onPress(started.ctrlC::ended); // the command below doesn't run yet
    started.ctrlC.press();

    Cli.Ended ended = started.run(Cli.args("generate", Cli.CUP));

    assertThat(ended.exitCode()).isEqualTo(130);
    assertThat(ended.out()).isEmpty();
    assertThat(cli.uniall.submits()).isZero();
  }

  @Test
  void endsTheSandbox() throws Exception {
    Cli.Started started = cli.started();
    CompletableFuture<Cli.Ended> ended =
        CompletableFuture.supplyAsync(() -> started.run("sandbox"));

    while (!started.outSoFar().contains("API_KEY")) Thread.onSpinWait();
    started.ctrlC.press();

    assertThat(ended.get().exitCode()).isEqualTo(130);
    assertThat(ended.get().lines())
        .allMatch(line -> line.matches("export [A-Z_]+=[!-~]+"))
        .element(0)
        .asString()
        .startsWith("export UNIALL_BASE_URL=http://127.0.0.1:");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // has no SIGINT to send
  void ofAProcessIsExitCode130() throws Exception {
    assumeFalse(isIgnored(), "SIGINT is ignored here, and so in every child");
    Process process = cli.process(Cli.args("generate", Cli.CUP));
    try {
      assertThat(cli.uniall.await(FakeCall.QUERY, 1, SOON)).isTrue();

      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .matches("uniall:task_[0-9a-f]{32}\\R");
      assertThat(directory.resolve("err")).content().contains("stopped waiting", "imagetask wait");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Whether this process was started with SIGINT ignored, as by a shell's {@code &}. */
  private static boolean isIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) return false;
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0;
      }
    }
    return false;
  }
}
