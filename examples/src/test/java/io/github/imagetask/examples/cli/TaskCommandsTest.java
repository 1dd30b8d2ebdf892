package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** submit, status and wait. */
final class TaskCommandsTest {
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
  void submitPrintsTheKeyAlone() {
    Cli.Ended ended = cli.run(Cli.args("submit", Cli.SUBMIT));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).matches("uniall:task_[0-9a-f]{32}\\R");
    assertThat(ended.err()).isEmpty();
    assertThat(cli.uniall.queries()).isZero();
  }

  @Test
  void aSubmitThatIsPutOffIsTriedAgainAndSaysSo() {
    cli.uniall.next(FakeCall.SUBMIT, Fault.status(429).withRetryAfter("0"));

    Cli.Ended ended = cli.run(Cli.args("submit", Cli.SUBMIT));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.lines()).hasSize(1);
    assertThat(ended.err()).contains("HTTP 429", "; trying again in 0.0 s");
  }

  @Test
  void statusIsOneLine() {
    String key = submit();

    Cli.Ended first = cli.run("status", key);
    Cli.Ended second = cli.run("status", key);

    assertThat(first.exitCode()).isZero();
    assertThat(first.lines()).containsExactly(key + " RUNNING 50%");
    assertThat(second.lines()).containsExactly(key + " SUCCEEDED 100%");
  }

  @Test
  void statusOfAFailedTaskIsAnAnswerAndSoZero() throws IOException {
    cli.uniall.failTasks("task_failed", "broken");
    cli.uniall.finishAfterQueries(1);
    String key = submit();

    Cli.Ended plain = cli.run("status", key);
    Cli.Ended json = cli.run("status", key, "--json");

    assertThat(plain.exitCode()).isZero();
    assertThat(plain.lines().get(0)).startsWith(key + " FAILED");
    assertThat(plain.err()).contains("broken");
    assertThat(json.json().get("status")).isEqualTo("FAILED");
    assertThat(((Map<?, ?>) json.json().get("error")).get("message")).isEqualTo("broken");
  }

  @Test
  void statusNamesAWordThatItDoesntKnow() {
    String key = submit();
    cli.uniall.next(FakeCall.QUERY, Fault.unknownStatus("paused"));

    Cli.Ended ended = cli.run("status", key);

    assertThat(ended.lines().get(0)).startsWith(key + " UNKNOWN");
    assertThat(ended.err()).contains("the gateway's word is \"paused\"");
  }

  @Test
  void waitTakesATaskUpAgain() throws IOException {
    String key = submit();

    Cli.Ended ended = cli.run("wait", key, "--poll-min", "0.05", "--out", "images");
    Cli.Ended again = cli.run("wait", key, "--poll-min", "0.05", "--json");

    String file = "images/" + key.replace(':', '-') + "-0.png";
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.lines()).containsExactly(key, file);
    assertThat(directory.resolve(file)).isRegularFile();
    assertThat(again.exitCode()).isZero();
    assertThat(again.json().get("key")).isEqualTo(key);
    assertThat((List<?>) again.json().get("images")).hasSize(1);
    assertThat(cli.uniall.submits()).isEqualTo(1);
  }

  @Test
  void imagesThatAreCountedButNotNamedAreTold() throws IOException {
    String key = submit();
    Fault fourButOne = fourButOne(key);

    cli.uniall.next(FakeCall.QUERY, fourButOne);
    Cli.Ended waited = cli.run("wait", key, "--poll-min", "0.05");
    cli.uniall.next(FakeCall.QUERY, fourButOne);
    Cli.Ended json = cli.run("wait", key, "--poll-min", "0.05", "--json");
    cli.uniall.next(FakeCall.QUERY, fourButOne);
    Cli.Ended asked = cli.run("status", key);
    cli.uniall.next(FakeCall.QUERY, fourButOne);
    Cli.Ended askedForJson = cli.run("status", key, "--json");

    String told =
        "the gateway says there are 4 images and names 1: the others may be billed, ask the"
            + " gateway for them";
    assertThat(waited.exitCode()).as(waited.err()).isZero();
    assertThat(waited.lines()).hasSize(2);
    for (Cli.Ended ended : List.of(waited, json, asked, askedForJson)) {
      assertThat(ended.err().lines()).containsOnlyOnce(told);
    }
    for (Cli.Ended ended : List.of(json, askedForJson)) {
      assertThat(ended.json().get("announcedImages")).isEqualTo(4.0);
      assertThat((List<?>) ended.json().get("images")).hasSize(1);
    }
  }

  @Test
  void aCountWhileTheTaskRunsIsNoCauseForWorry() throws IOException {
    String key = submit();
    cli.uniall.next(
        FakeCall.QUERY, query(key, "\"status\":\"processing\",\"metadata\":{\"result_count\":4}"));

    Cli.Ended ended = cli.run("status", key);

    assertThat(ended.lines()).containsExactly(key + " RUNNING");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void waitGoesOnWhileQueriesFailInPassing() {
    String key = submit();
    cli.uniall.next(FakeCall.QUERY, Fault.htmlPage(502));

    Cli.Ended ended = cli.run("wait", key, "--poll-min", "0.05");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("HTTP 502", "; asking again in ");
  }

  @Test
  void aKeyThatIsNoneIsAUsageError() {
    assertUsage(cli.run("wait", "task_abc"), "no task key: \"task_abc\"");
    assertUsage(cli.run("status", "nowhere:task_abc"), "no gateway \"nowhere\"; there is uniall");
    assertUsage(cli.run("status", "uniall:kind/abc"), "kind");
    assertThat(cli.uniall.requests()).isEmpty();
  }

  @Test
  void aTaskThatTheGatewayDoesntKnowIsNoCauseToWait() {
    Cli.Ended ended = cli.run("status", "uniall:task_abc");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("task_not_exist", "doesn't know this task");
    assertThat(ended.err()).doesNotContain("imagetask wait");
  }

  /** An answer that counts four images and names the one that there is. */
  private Fault fourButOne(String key) throws IOException {
    cli.run("status", key);
    List<?> images = (List<?>) cli.run("status", key, "--json").json().get("images");
    String url = (String) ((Map<?, ?>) images.get(0)).get("url");
    return query(
        key,
        "\"status\":\"succeeded\",\"result_url\":\""
            + url
            + "\",\"metadata\":{\"result_count\":4}");
  }

  private static Fault query(String key, String fields) {
    String id = key.substring("uniall:".length());
    return Fault.body("{\"data\":{\"task_id\":\"" + id + "\"," + fields + "}}");
  }

  private String submit() {
    return cli.run(Cli.args("submit", Cli.SUBMIT)).out().trim();
  }

  private static void assertUsage(Cli.Ended ended, String text) {
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains(text);
  }
}
