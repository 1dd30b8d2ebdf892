package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeRequest;
import io.github.imagetask.testing.fake.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A batch whose process is killed (SIGKILL), and the same command again. */
@Tag("slow")
@Timeout(120)
final class BatchKillTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void start() throws IOException {
    cli = new Cli(directory);
    Files.writeString(directory.resolve("lines.csv"), "prompt\nA\nB\nC\nD\nE\nF\n");
  }

  @AfterEach
  void stop() {
    cli.close();
  }

  @Test
  void whatWasSubmittedIsTakenUpAndTheRestSubmitted() throws Exception {
    cli.uniall.always(FakeCall.QUERY, Fault.status(503));
    killOnce(4);
    cli.uniall.always(FakeCall.QUERY, null);

    Cli.Ended ended = cli.run(batch());

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("going on: 6 lines: 2 not sent, 4 open");
    assertThat(ended.lines()).hasSize(7);
    for (String line : ended.lines().subList(1, 7)) {
      assertThat(line).contains("SUCCEEDED");
      assertThat(directory.resolve(line.replaceFirst(".* ", ""))).isRegularFile();
    }
    assertThat(cli.uniall.submits()).isEqualTo(6);
    assertThat(cli.uniall.repeatedSubmits()).isZero();
    assertThat(directory.resolve("out/index.html")).content().contains("6 images of 6 requests");
  }

  @Test
  void whatWasBeingSentIsToldAndNotSentAgain() throws Exception {
    cli.uniall.always(FakeCall.QUERY, Fault.status(503));
    cli.uniall.next(FakeCall.SUBMIT, Fault.slowHeaders(Duration.ofMinutes(10)));
    killOnce(3);
    cli.uniall.always(FakeCall.QUERY, null);

    Cli.Ended history = cli.run("history");
    Cli.Ended ended = cli.run(batch());
    int submits = cli.uniall.submits();
    Cli.Ended again = cli.run(Cli.args("batch", tail(batch()), "--billed-again"));

    assertThat(history.out().lines().filter(line -> line.contains(" UNKNOWN "))).hasSize(1);
    assertThat(ended.exitCode()).isEqualTo(6);
    assertThat(ended.lines().stream().filter(line -> line.contains(" UNKNOWN "))).hasSize(1);
    assertThat(ended.lines().stream().filter(line -> line.contains(" SUCCEEDED "))).hasSize(5);
    assertThat(ended.out()).contains("perhaps");
    assertThat(submits).isEqualTo(6);
    assertThat(again.exitCode()).as("the ceiling is 6, and 6 may be billed").isEqualTo(1);
    assertThat(cli.uniall.submits()).isEqualTo(6);
  }

  /** Kills a batch of four at once when so many of its tasks have been asked for. */
  private void killOnce(int tasks) throws Exception {
    Process process = cli.process(batch());
    try {
      assertThat(cli.uniall.await(FakeCall.SUBMIT, 4, SOON)).isTrue();
      for (int queries = 1; asked() < tasks; queries++) {
        assertThat(cli.uniall.await(FakeCall.QUERY, queries, SOON)).isTrue();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private long asked() {
    return cli.uniall.requests().stream()
        .filter(request -> request.call() == FakeCall.QUERY)
        .map(FakeRequest::path)
        .distinct()
        .count();
  }

  private static String[] batch() {
    return new String[] {
      "batch",
      "lines.csv",
      "--max-submits",
      "6",
      "--at-once",
      "4",
      "--out",
      "out",
      "--gateway",
      "uniall",
      "--model",
      "NanoBanana",
      "--poll-min",
      "0.05"
    };
  }

  private static String[] tail(String[] args) {
    return Arrays.copyOfRange(args, 1, args.length);
  }
}
