package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees: the screen of a terminal, not the bytes that are written to it. */
@Tag("slow")
@Timeout(120)
@DisabledOnOs(OS.WINDOWS) // has no tmux
final class TerminalTest {
  private static final String CUP =
      "./imagetask generate --gateway uniall --model NanoBanana --prompt cup --poll-min 0.05";

  private static final Pattern BAR = Pattern.compile(".*\\[[=> ]+\\] .*");

  /** As {@code 40%}. */
  private static final Pattern PERCENT = Pattern.compile(".* (\\d+)% .*");

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
  void aBarGrowsInPlaceAndTheFilesFollowIt() throws Exception {
    cli.uniall.finishAfterQueries(20);
    try (Terminal terminal = open(120)) {
      terminal.enter(CUP);

      List<String> early = terminal.await("a bar", screen -> last(screen, BAR));
      List<String> later =
          terminal.await("more", screen -> last(screen, BAR) && percent(screen) > percent(early));
      List<String> end = terminal.awaitPrompt();

      assertThat(early).hasSize(3).element(1).asString().startsWith("uniall:task_");
      assertThat(later).hasSize(3).startsWith(early.get(0), early.get(1));
      assertThat(later.get(2)).startsWith("running   [=");
      assertThat(end).hasSize(6).startsWith(early.get(0), early.get(1));
      assertThat(end.get(2)).startsWith("succeeded [" + "=".repeat(40) + "] 100%  0:0");
      assertThat(end.get(3)).matches("uniall-task_\\w+-0\\.png");
      assertThat(end.get(4)).startsWith("1 image after ");
    }
  }

  @Test
  void onANarrowOneTheLineIsShorterAndStillOne() throws Exception {
    cli.uniall.finishAfterQueries(20);
    try (Terminal terminal = open(48)) {
      terminal.enter(CUP);

      List<String> early = terminal.await("a percentage", screen -> last(screen, PERCENT));
      List<String> end = terminal.awaitPrompt();

      assertThat(end).filteredOn(line -> PERCENT.matcher(line).matches()).hasSize(1);
      assertThat(end.indexOf(line(end, PERCENT))).isEqualTo(early.size() - 1);
      assertThat(line(end, PERCENT)).matches("succeeded \\[=+\\] 100%  0:0\\d");
    }
  }

  @Test
  void ctrlCLeavesTheBarAndSaysHowToGoOn() throws Exception {
    cli.uniall.finishAfter(Duration.ofHours(1));
    try (Terminal terminal = open(120)) {
      terminal.enter(CUP);
      terminal.await("a bar", screen -> last(screen, BAR));

      terminal.press("C-c");
      List<String> end = terminal.awaitPrompt();

      String key = end.get(1);
      assertThat(end).hasSize(6);
      assertThat(end.get(2)).startsWith("queued ").endsWith("^C");
      assertThat(end.get(3)).startsWith("imagetask: " + key + ": stopped waiting");
      assertThat(end.get(4)).endsWith(": imagetask wait " + key);
      assertThat(cli.uniall.submits()).isEqualTo(1);
    }
  }

  @Test
  void aQueryThatFailsIsSeenAndATaskThatFailsEndsTheBar() throws Exception {
    cli.uniall.always(FakeCall.QUERY, Fault.status(503));
    cli.uniall.failTasks("content_policy", "not this cup");
    try (Terminal terminal = open(120)) {
      terminal.enter(CUP);
      terminal.await("a retry", screen -> last(screen, Pattern.compile("retrying .*")));

      cli.uniall.always(FakeCall.QUERY, null);
      List<String> end = terminal.awaitPrompt();

      assertThat(end).filteredOn(line -> line.startsWith("failed ")).hasSize(1);
      assertThat(end).anyMatch(line -> line.startsWith("imagetask: ") && line.contains("not this"));
    }
  }

  @Test
  void aBatchIsOneLineForAll() throws Exception {
    Files.writeString(directory.resolve("cups.csv"), "prompt\n" + "cup\n".repeat(6));
    cli.uniall.finishAfterQueries(6);
    try (Terminal terminal = open(120)) {
      terminal.enter(
          "./imagetask batch cups.csv --max-submits 6 --at-once 2 --out cups --gateway uniall"
              + " --model NanoBanana --poll-min 0.05");

      List<String> amid = terminal.await("a bar", screen -> last(screen, BAR));
      List<String> end = terminal.awaitPrompt();

      assertThat(line(amid, BAR)).matches("[0-2] under way +\\[[=> ]+\\] \\d/6  0:0\\d");
      assertThat(end).filteredOn(line -> BAR.matcher(line).matches()).hasSize(1);
      assertThat(line(end, BAR)).matches("0 under way \\[=+\\] 6/6  0:\\d\\d");
      assertThat(end).filteredOn(line -> line.contains(" SUCCEEDED ")).hasSize(6);
    }
  }

  private Terminal open(int columns) throws IOException {
    return Terminal.open(directory, cli.environment, columns);
  }

  private static boolean last(List<String> screen, Pattern pattern) {
    return pattern.matcher(screen.get(screen.size() - 1)).matches();
  }

  private static String line(List<String> screen, Pattern pattern) {
    return screen.stream().filter(line -> pattern.matcher(line).matches()).findFirst().orElse("");
  }

  private static int percent(List<String> screen) {
    var matcher = PERCENT.matcher(line(screen, PERCENT));
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
  }
}
