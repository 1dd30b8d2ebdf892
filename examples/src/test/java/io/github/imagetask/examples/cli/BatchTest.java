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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** batch, in one process; {@link BatchKillTest} kills it. */
@Timeout(60)
final class BatchTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String[] OPTIONS = {
    "--gateway", "uniall", "--model", "NanoBanana", "--poll-min", "0.05", "--out", "out"
  };

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
  void aTableSaysWhatBecameOfEachLineAndAPageShowsTheImages() throws IOException {
    file("prompt,aspect-ratio\nA cup,1:1\n\"A jug,\n\"\"blue\"\"\",16:9\nA bowl,\n");

    Cli.Ended ended = batch("--max-submits", "3");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.lines()).hasSize(4);
    assertThat(ended.lines().get(0)).matches("LINE +KEY +OUTCOME +BILLED +FILE");
    assertThat(ended.lines().get(1)).matches("2 +uniall:task_\\w+ +SUCCEEDED +yes +out/.*-0.png");
    assertThat(ended.lines().get(2)).startsWith("3 ");
    assertThat(ended.lines().get(3)).startsWith("5 ");
    assertThat(ended.err())
        .contains("3 lines: 3 succeeded", "contact sheet: out/index.html", "3/3  line ");
    assertThat(bodies()).anyMatch(body -> body.contains("\"A jug,\\n\\\"blue\\\"\""));
    assertThat(directory.resolve("out/index.html"))
        .content()
        .contains(">line 2<", "A jug,\n&quot;blue&quot;", "-0.png", "3 images of 3 requests");
  }

  @Test
  void jsonLinesHaveOptionsOfTheirOwn() throws IOException {
    file(
        """
        {"prompt":"A cup","model":"gpt-image-2","size":"1024x768","n":2,"extra":{"seed":42,"a":[1.0]}}

        {"prompt":"A jug","image":["https://example.com/a.png","https://example.com/b.png"]}
        """);

    Cli.Ended ended = batch("--max-submits", "2", "--json");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    List<?> lines = (List<?>) ended.json().get("lines");
    Map<?, ?> cup = (Map<?, ?>) lines.get(0);
    assertThat(cup.keySet().toArray())
        .containsExactly("line", "key", "outcome", "billed", "files", "problem");
    assertThat((List<?>) cup.get("files")).hasSize(2);
    assertThat(((Map<?, ?>) lines.get(1)).get("line")).isEqualTo(3.0);
    assertThat(bodies())
        .anyMatch(body -> body.contains("\"n\":2") && body.contains("\"seed\":42,\"a\":[1.0]"))
        .anyMatch(body -> body.contains("a.png\",\"https://example.com/b.png"));
  }

  @Test
  void standardInputWillDo() {
    cli.input("\uFEFFprompt\nA cup\n");

    Cli.Ended ended = cli.run(Cli.args("batch", OPTIONS, "-", "--max-submits", "1"));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.lines().get(1)).startsWith("2 ").contains("SUCCEEDED");
  }

  @Test
  void everyLineIsCheckedBeforeTheFirstIsSent() throws IOException {
    file("prompt,n,colour\nA cup,,\nA jug,many,\n,,\nA bowl,,red\nA pot,9,\n");

    Cli.Ended ended = batch("--max-submits", "9");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .contains("line 3: Invalid value for option '--n'", "line 4: Missing required option")
        .contains("line 5: Unknown option: '--colour=red'", "line 6: the request breaks")
        .doesNotContain("line 2:");
    assertThat(cli.uniall.requests()).isEmpty();
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void aFileThatIsNeitherIsRefused() throws IOException {
    file("prompt\n\"A cup\n");
    assertThat(batch("--max-submits", "1").err())
        .contains("lines.csv is no CSV: a quote is not closed");
    file("{\"prompt\":\n");
    assertThat(batch("--max-submits", "1").err()).contains("line 1 is no JSON object");
    file("prompt\n");
    assertThat(batch("--max-submits", "1").err()).contains("no line with a request");
    assertThat(batch().err()).contains("Missing required option: '--max-submits=N'");
  }

  @Test
  void timesThatContradictEachOtherAreFoundBeforeTheFirstIsSent() throws IOException {
    file("prompt\nA cup\n");

    assertThat(batch("--max-submits", "1", "--poll-max", "0.01").err())
        .contains("--poll-min is above --poll-max");
    assertThat(cli.uniall.requests()).isEmpty();
  }

  @Test
  void theCeilingHoldsOverRunsAndNoLineIsSubmittedTwice() throws IOException {
    file("prompt\nA cup\nA jug\nA bowl\nA cup\n");

    Cli.Ended first = batch("--max-submits", "2");
    Cli.Ended same = batch("--max-submits", "2");
    int submitsBefore = cli.uniall.submits();
    Cli.Ended more = batch("--max-submits", "10");
    Cli.Ended done = batch("--max-submits", "10");

    assertThat(first.exitCode()).isEqualTo(1);
    assertThat(first.out()).contains("NOT_SENT", "--max-submits is reached");
    assertThat(same.exitCode()).isEqualTo(1);
    assertThat(submitsBefore).isEqualTo(2);
    assertThat(more.exitCode()).as(more.err()).isZero();
    assertThat(more.err()).contains("going on: 4 lines: 2 not sent, 2 succeeded");
    assertThat(done.exitCode()).isZero();
    assertThat(done.lines()).isEqualTo(more.lines());
    assertThat(directory.resolve("out/index.html")).content().contains("4 images of 4 requests");
    assertThat(cli.uniall.submits()).as("A cup stands there twice").isEqualTo(4);
  }

  @Test
  void whatFailedOrIsUnknownIsSubmittedAgainOnlyIfAskedFor() throws IOException {
    file("prompt\nA cup\nA jug\n");
    cli.uniall.failTasks("task_failed", "broken");
    cli.uniall.next(FakeCall.SUBMIT, Fault.cutAfterRead());

    Cli.Ended first = batch("--max-submits", "9", "--at-once", "1");
    cli.uniall.succeedTasks();
    Cli.Ended same = batch("--max-submits", "9");
    Cli.Ended capped = batch("--max-submits", "3", "--billed-again", "--at-once", "1");
    Cli.Ended again = batch("--max-submits", "9", "--billed-again");

    assertThat(first.exitCode()).isEqualTo(6);
    assertThat(first.lines().get(1)).matches("2 +- +UNKNOWN +perhaps .*");
    assertThat(first.lines().get(2)).matches("3 +uniall:task_\\w+ +FAILED +perhaps +broken");
    assertThat(same.exitCode()).isEqualTo(6);
    assertThat(same.out()).contains("UNKNOWN", "FAILED");
    assertThat(capped.exitCode()).as("two of three were used").isEqualTo(1);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(cli.uniall.submits()).isEqualTo(4);
  }

  @Test
  void aRefusedKeyStopsTheRestAndCostsNothing() throws IOException {
    file("prompt\nA cup\nA jug\nA bowl\n");
    cli.environment.put("UNIALL_API_KEY", "sk-wrong");
    Cli.Ended refused = batch("--max-submits", "3", "--at-once", "1");
    cli.environment.putAll(cli.uniall.environment());
    Cli.Ended ended = batch("--max-submits", "3");

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.lines().get(1)).matches("2 +- +REFUSED +no .*");
    assertThat(refused.lines().get(2)).matches("3 +- +NOT_SENT +no +not sent, because of: .*");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(cli.uniall.tasks()).isEqualTo(3);
  }

  @Test
  void noMoreThanAskedForAreUnderWay() throws Exception {
    file("prompt\nA\nB\nC\nD\n");
    cli.uniall.always(FakeCall.QUERY, Fault.status(503));
    CompletableFuture<Cli.Ended> ended =
        CompletableFuture.supplyAsync(() -> batch("--max-submits", "4", "--at-once", "2"));
    assertThat(cli.uniall.await(FakeCall.QUERY, 6, SOON)).isTrue();
    int underWay = cli.uniall.submits();
    cli.uniall.always(FakeCall.QUERY, null);

    assertThat(ended.get().exitCode()).as(ended.get().err()).isZero();
    assertThat(underWay).isEqualTo(2);
  }

  @Test
  void ctrlCStopsAndTheSameCommandGoesOn() throws Exception {
    file("prompt\nA cup\nA jug\nA bowl\n");
    cli.uniall.always(FakeCall.QUERY, Fault.status(503));
    Cli.Started started = cli.started();
    String[] args = Cli.args("batch", OPTIONS, "lines.csv", "--max-submits", "3", "--at-once", "2");
    CompletableFuture<Cli.Ended> ended = CompletableFuture.supplyAsync(() -> started.run(args));
    assertThat(cli.uniall.await(FakeCall.QUERY, 3, SOON)).isTrue();
    Cli.Ended beside = cli.run(args);
    started.ctrlC.press();
    cli.uniall.always(FakeCall.QUERY, null);
    Cli.Ended history = cli.run("history");

    Cli.Ended second = cli.run(args);

    assertThat(beside.exitCode()).isEqualTo(2);
    assertThat(beside.err()).contains("another batch runs in ");
    assertThat(ended.get().exitCode()).isEqualTo(130);
    assertThat(ended.get().lines().get(1)).matches("2 +uniall:task_\\w+ +OPEN +yes .*");
    assertThat(ended.get().lines().get(3)).matches("4 +- +NOT_SENT +no +stopped");
    assertThat(ended.get().err()).contains("the same command goes on");
    assertThat(history.out().lines().filter(line -> line.contains(" OPEN "))).hasSize(2);
    assertThat(history.out()).contains("batch out");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(cli.uniall.submits()).isEqualTo(3);
  }

  @Test
  void onATerminalThereIsOneBarForAll() throws IOException {
    file("prompt\nA cup\nA jug\n");

    Cli.Ended ended =
        cli.onTerminal().run(Cli.args("batch", OPTIONS, "lines.csv", "--max-submits", "2"));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("\r", "0 under way [=====", "] 2/2  0:");
    assertThat(ended.err()).doesNotContain("2/2  line");
  }

  @Test
  void promptsAreNotKeptIfTheHistorySaysSo() throws IOException {
    file("prompt\nA cup\n");

    Cli.Ended ended = batch("--max-submits", "1", "--history", "none");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(directory.resolve("out/.imagetask/history.jsonl"))
        .content()
        .contains("SUCCEEDED")
        .doesNotContain("A cup");
    assertThat(cli.home).doesNotExist();
    assertThat(batch("--max-submits", "1", "--history", "none").exitCode()).isZero();
    assertThat(cli.uniall.submits()).isEqualTo(1);
  }

  private void file(String text) throws IOException {
    Files.writeString(directory.resolve("lines.csv"), text);
  }

  private Cli.Ended batch(String... more) {
    String[] args = Cli.args("batch", OPTIONS, more);
    String[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = "lines.csv";
    return cli.run(all);
  }

  private List<String> bodies() {
    return cli.uniall.requests().stream()
        .filter(request -> request.call() == FakeCall.SUBMIT)
        .map(FakeRequest::bodyText)
        .toList();
  }
}
