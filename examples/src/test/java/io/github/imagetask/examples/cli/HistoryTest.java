package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.examples.SampleImage;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeRequest;
import io.github.imagetask.testing.fake.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of submits, and what history and retry make of it. */
@Timeout(60)
final class HistoryTest {
  private static final Duration SOON = Duration.ofSeconds(30);

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
  void whatHasEndedIsListedWithPromptAndFile() throws IOException {
    Cli.Ended generated = cli.run(Cli.args("generate", Cli.CUP));

    Cli.Ended plain = cli.run("history");
    Map<?, ?> task = only(history());

    assertThat(plain.exitCode()).isZero();
    assertThat(plain.lines().get(0)).matches("SINCE +STATE +KEY OR ID +MODEL +WHAT");
    assertThat(plain.lines().get(1))
        .contains("SUCCEEDED", generated.lines().get(0), "NanoBanana", "\"A cup\"")
        .endsWith(generated.lines().get(1));
    assertThat(task.get("state")).isEqualTo("SUCCEEDED");
    assertThat(task.get("prompt")).isEqualTo("A cup");
    assertThat(task.get("billed")).isEqualTo("yes");
    assertThat(task.get("files"))
        .isEqualTo(List.of(directory.resolve(generated.lines().get(1)).toString()));
  }

  @Test
  void aSubmitIsOpenUntilItIsWaitedFor() throws IOException {
    String key = cli.run(Cli.args("submit", Cli.SUBMIT)).out().trim();
    Map<?, ?> open = only(history());

    cli.run("wait", key, "--poll-min", "0.05");
    Map<?, ?> ended = only(history());

    assertThat(open.get("state")).isEqualTo("OPEN");
    assertThat(open.get("key")).isEqualTo(key);
    assertThat(ended.get("state")).isEqualTo("SUCCEEDED");
    assertThat(ended.get("prompt")).as("of the submit").isEqualTo("A cup");
  }

  @Test
  void openOnesComeFirstAndAreAllListed() throws IOException {
    String key = cli.run(Cli.args("submit", Cli.SUBMIT)).out().trim();
    cli.run(Cli.args("generate", Cli.CUP));
    cli.run(Cli.args("generate", Cli.CUP));

    Cli.Ended limited = cli.run("history", "--limit", "1");

    assertThat(limited.lines()).hasSize(3);
    assertThat(limited.lines().get(1)).contains("OPEN", key);
    assertThat(limited.lines().get(2)).contains("SUCCEEDED");
  }

  @Test
  void aRefusedSubmitIsToldAsNotBilled() throws IOException {
    cli.uniall.next(FakeCall.SUBMIT, Fault.refusal(403, "insufficient_user_quota", "no money"));
    cli.run(Cli.args("generate", Cli.CUP));

    Map<?, ?> task = only(history());

    assertThat(task.get("state")).isEqualTo("REFUSED");
    assertThat(task.get("billed")).isEqualTo("no");
    assertThat(task.get("error")).asString().contains("no money");
  }

  @Test
  void anUnknownSubmitStaysOpenUntilItIsClosed() throws IOException {
    cli.uniall.next(FakeCall.SUBMIT, Fault.cutAfterRead());
    cli.run(Cli.args("generate", Cli.CUP));
    Map<?, ?> unknown = only(history());
    String id = (String) unknown.get("id");

    Cli.Ended retried = cli.run("retry", id);
    Cli.Ended closed = cli.run("history", "--close", id);

    assertThat(unknown.get("state")).isEqualTo("UNKNOWN");
    assertThat(unknown.get("billed")).isEqualTo("perhaps");
    assertThat(retried.exitCode()).isEqualTo(2);
    assertThat(retried.err()).contains(id + " has no key", "--billed-again");
    assertThat(closed.exitCode()).as(closed.err()).isZero();
    assertThat(only(history()).get("state")).isEqualTo("CLOSED");
    assertThat(cli.run("history", "--close", id).err()).contains("nothing open is called " + id);
    assertThat(cli.uniall.submits()).isEqualTo(1);
  }

  @Test
  void retryTakesATaskUpAtTheSameAddress() throws IOException {
    cli.environment.remove("UNIALL_BASE_URL");
    cli.uniall.always(FakeCall.QUERY, Fault.status(503));
    String[] there = {"--base-url", cli.uniall.baseUrl(), "--timeout", "0.3"};
    Cli.Ended timedOut = cli.run(Cli.args("generate", Cli.CUP, there));
    cli.uniall.always(FakeCall.QUERY, null);
    String key = timedOut.lines().get(0);

    Cli.Ended retried = cli.run("retry", key, "--poll-min", "0.05", "--billed-again");

    assertThat(timedOut.exitCode()).isEqualTo(5);
    assertThat(retried.exitCode()).as(retried.err()).isZero();
    assertThat(retried.lines()).hasSize(2).element(0).isEqualTo(key);
    assertThat(cli.uniall.submits()).isEqualTo(1);
    assertThat(only(history()).get("state")).isEqualTo("SUCCEEDED");
  }

  @Test
  void whatFailedIsSubmittedAgainOnlyIfAskedFor() throws IOException {
    SampleImage.write(directory.resolve("input.png"));
    cli.uniall.failTasks("task_failed", "broken");
    String[] more = {"--image", "input.png", "--extra", "seed=42"};
    Cli.Ended failed = cli.run(Cli.args("generate", Cli.CUP, more));
    String key = failed.lines().get(0);

    Cli.Ended again = cli.run("retry", key, "--poll-min", "0.05");
    cli.uniall.succeedTasks();
    Cli.Ended billed = cli.run("retry", key, "--poll-min", "0.05", "--billed-again");

    assertThat(failed.exitCode()).isEqualTo(4);
    assertThat(again.exitCode()).isEqualTo(4);
    assertThat(again.err()).contains("--billed-again submits the same request again");
    assertThat(billed.exitCode()).as(billed.err()).isZero();
    assertThat(billed.lines().get(0)).isNotEqualTo(key);
    assertThat(cli.uniall.submits()).isEqualTo(2);
    List<FakeRequest> submits =
        cli.uniall.requests().stream().filter(each -> each.call() == FakeCall.SUBMIT).toList();
    assertThat(Sent.fields(submits.get(1))).isEqualTo(Sent.fields(submits.get(0)));
    assertThat(Sent.fields(submits.get(1))).contains("prompt=A cup", "seed=42", "image=@image.png");
    assertThat(states()).containsExactly("SUCCEEDED", "FAILED");
  }

  @Test
  void anUnknownSubmitThatIsMadeAgainIsListedAsOpenNoLonger() throws IOException {
    cli.uniall.next(FakeCall.SUBMIT, Fault.cutAfterRead());
    cli.run(Cli.args("generate", Cli.CUP));
    String id = (String) only(history()).get("id");

    Cli.Ended billed = cli.run("retry", id, "--poll-min", "0.05", "--billed-again");

    assertThat(billed.exitCode()).as(billed.err()).isZero();
    assertThat(states()).containsExactly("SUCCEEDED", "CLOSED");
  }

  @Test
  void keysAloneAreKeptOnRequest() throws IOException {
    cli.environment.put("IMAGETASK_HISTORY", "keys");
    String key = cli.run(Cli.args("submit", Cli.SUBMIT)).out().trim();

    assertThat(only(history()).get("key")).isEqualTo(key);
    assertThat(only(history()).get("prompt")).isNull();
    assertThat(allThatIsKept()).contains(key).doesNotContain("A cup");
  }

  @Test
  void noneMeansNoFolder() {
    cli.environment.remove("IMAGETASK_HOME");

    Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP, "--history", "none"));
    Cli.Ended homeless = cli.run(Cli.args("generate", Cli.CUP));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(cli.home).doesNotExist();
    assertThat(homeless.exitCode()).isEqualTo(2);
    assertThat(homeless.err()).contains("IMAGETASK_HOME, or --history none");
  }

  @Test
  void nothingIsSentIfTheHistoryCantBeKept() throws IOException {
    Files.writeString(cli.home, "a file");

    Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("--history: can't be kept in " + cli.home, "--history none");
    assertThat(cli.uniall.requests()).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // has no such permissions
  void isItsOwnersAloneAndHoldsNoSecret() throws IOException {
    cli.run(Cli.args("generate", Cli.CUP));
    cli.run(Cli.args("submit", Cli.SUBMIT));

    try (Stream<Path> all = Files.walk(cli.home)) {
      assertThat(all)
          .hasSizeGreaterThan(3)
          .allSatisfy(
              each ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                      .endsWith("------"));
    }
    for (String secret : cli.uniall.secrets()) assertThat(allThatIsKept()).doesNotContain(secret);
  }

  @Test
  void aLineThatWasBeingWrittenDoesNoHarm() throws IOException {
    cli.run(Cli.args("generate", Cli.CUP));
    Path lines = cli.home.resolve("history.jsonl");
    Files.writeString(lines, Files.readString(lines) + "{\"at\":\"20");

    cli.run(Cli.args("generate", Cli.CUP));

    assertThat(history())
        .hasSize(2)
        .allSatisfy(task -> assertThat(task.get("state")).isEqualTo("SUCCEEDED"));
  }

  @Test
  @Tag("slow")
  void twoAtOnceBothKeepTheirKeysAndOneThatIsKilledLeavesIts() throws Exception {
    cli.uniall.always(FakeCall.QUERY, Fault.status(503));
    Cli.Started started = cli.started();
    CompletableFuture<Cli.Ended> here =
        CompletableFuture.supplyAsync(() -> started.run(Cli.args("generate", Cli.CUP)));
    assertThat(cli.uniall.await(FakeCall.QUERY, 1, SOON)).isTrue();
    Process there = cli.process(Cli.args("generate", Cli.CUP));
    try {
      assertThat(cli.uniall.await(FakeCall.SUBMIT, 2, SOON)).isTrue();
      while (!started.outSoFar().contains("\n") || keys(history()).size() < 2) Thread.onSpinWait();
      String own = started.outSoFar().trim();
      assertThat(states()).containsExactly("RUNNING", "RUNNING");

      there.destroyForcibly().waitFor();

      Map<?, ?> killed =
          history().stream().filter(task -> !own.equals(task.get("key"))).findAny().orElseThrow();
      assertThat(killed.get("state")).isEqualTo("OPEN");
      cli.uniall.always(FakeCall.QUERY, null);
      Cli.Ended retried = cli.run("retry", (String) killed.get("key"), "--poll-min", "0.05");
      assertThat(retried.exitCode()).as(retried.err()).isZero();
    } finally {
      there.destroyForcibly();
    }
    assertThat(here.get().exitCode()).as(here.get().err()).isZero();
    assertThat(states()).containsExactly("SUCCEEDED", "SUCCEEDED");
    assertThat(cli.uniall.submits()).isEqualTo(2);
  }

  private List<Map<?, ?>> history() throws IOException {
    Cli.Ended ended = cli.run("history", "--json");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    List<Map<?, ?>> tasks = new ArrayList<>();
    for (Object task : (List<?>) ended.json().get("tasks")) tasks.add((Map<?, ?>) task);
    return tasks;
  }

  private List<String> states() throws IOException {
    List<String> states = new ArrayList<>();
    for (Map<?, ?> task : history()) states.add((String) task.get("state"));
    return states;
  }

  private static List<Object> keys(List<Map<?, ?>> tasks) {
    List<Object> keys = new ArrayList<>();
    for (Map<?, ?> task : tasks) if (task.get("key") != null) keys.add(task.get("key"));
    return keys;
  }

  private static Map<?, ?> only(List<Map<?, ?>> tasks) {
    assertThat(tasks).hasSize(1);
    return tasks.get(0);
  }

  private String allThatIsKept() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(cli.home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
