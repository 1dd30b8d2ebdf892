package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends a command after its submit, the key is on standard output. */
final class ExitCodesTest {
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
  void twoIfRulesAreBrokenAndAllOfThemAreNamed() throws IOException {
    Cli.Ended ended =
        cli.run(
            "generate",
            "--gateway",
            "uniall",
            "--model",
            "gpt-image-2",
            "--n",
            "9",
            "--aspect-ratio",
            "1:1",
            "--quality",
            "best",
            "--prompt",
            "A cup",
            "--json");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .contains("the request breaks 4 rules", "\n  size is missing;", "\n  aspect_ratio: 1:1;")
        .contains("\n  quality: best;", "\n  n: 9; gpt-image-2 takes 1 to 8")
        .contains("'imagetask models' lists", "--lenient");
    assertThat(ended.json().get("key")).isNull();
    assertThat(error(ended).get("kind")).isEqualTo("INVALID_REQUEST");
    assertThat(cli.uniall.requests()).isEmpty();
  }

  @Test
  void threeIfTheKeyIsRefusedAtTheSubmit() throws IOException {
    cli.environment.put("UNIALL_API_KEY", "sk-wrong");

    Cli.Ended plain = cli.run(Cli.args("generate", Cli.CUP));
    Cli.Ended json = cli.run(Cli.args("generate", Cli.CUP, "--json"));

    assertThat(plain.exitCode()).isEqualTo(3);
    assertThat(plain.out()).isEmpty();
    assertThat(plain.err()).contains("HTTP 401", "nothing is billed", "Check UNIALL_API_KEY");
    assertThat(json.exitCode()).isEqualTo(3);
    assertThat(error(json).get("kind")).isEqualTo("AUTHENTICATION");
    assertThat(error(json).get("message")).asString().startsWith("无效的令牌");
  }

  @Test
  void threeIfTheKeyIsRefusedAtAQuery() throws IOException {
    cli.uniall.always(FakeCall.QUERY, Fault.refusal(403, "access_denied", "no"));

    Cli.Ended plain = cli.run(Cli.args("generate", Cli.CUP));
    Cli.Ended json = cli.run(Cli.args("generate", Cli.CUP, "--json"));

    assertThat(plain.exitCode()).isEqualTo(3);
    assertThat(plain.lines()).singleElement().asString().startsWith("uniall:task_");
    assertThat(plain.err()).contains("imagetask wait " + plain.lines().get(0));
    assertThat(json.exitCode()).isEqualTo(3);
    assertThat(json.json().get("key")).asString().startsWith("uniall:task_");
    assertThat(error(json).get("kind")).isEqualTo("PERMISSION");
    assertThat(error(json).get("code")).isEqualTo("access_denied");
  }

  @Test
  void fourIfTheTaskFailed() throws IOException {
    cli.uniall.failTasks("prompt_blocked", "not this");

    Cli.Ended plain = cli.run(Cli.args("generate", Cli.CUP));
    Cli.Ended json = cli.run(Cli.args("generate", Cli.CUP, "--json"));

    assertThat(plain.exitCode()).isEqualTo(4);
    assertThat(plain.lines()).singleElement().asString().startsWith("uniall:task_");
    assertThat(plain.err()).contains("not this").doesNotContain("imagetask wait");
    assertThat(json.exitCode()).isEqualTo(4);
    assertThat(json.json().get("status")).isEqualTo("FAILED");
    assertThat(json.json().get("key")).asString().startsWith("uniall:task_");
    assertThat(error(json).get("kind")).isEqualTo("CONTENT_REJECTED");
    assertThat(error(json).get("code")).isEqualTo("prompt_blocked");
    assertThat(error(json).get("message")).isEqualTo("not this");
  }

  @Test
  void fiveIfTheDeadlinePassed() throws IOException {
    cli.uniall.finishAfter(Duration.ofHours(1));

    Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP, "--timeout", "0.2", "--json"));

    assertThat(ended.exitCode()).isEqualTo(5);
    assertThat(ended.json().get("status")).isEqualTo("QUEUED");
    assertThat((Double) ended.json().get("queries")).isPositive();
    assertThat(error(ended).get("kind")).isEqualTo("TIMEOUT");
    assertThat(ended.err())
        .contains("not finished after", "last seen QUEUED (\"queued\")")
        .contains("imagetask wait " + ended.json().get("key"));
  }

  @Test
  void sixIfTheOutcomeOfTheSubmitIsUnknown() throws IOException {
    cli.uniall.always(FakeCall.SUBMIT, Fault.cutAfterRead());

    Cli.Ended plain = cli.run(Cli.args("generate", Cli.CUP));
    Cli.Ended json = cli.run(Cli.args("generate", Cli.CUP, "--json"));

    assertThat(plain.exitCode()).isEqualTo(6);
    assertThat(plain.out()).isEmpty();
    assertThat(plain.err()).contains("The task may exist and be billed; it was not sent again");
    assertThat(json.exitCode()).isEqualTo(6);
    assertThat(json.json().get("key")).isNull();
    assertThat(json.json().get("status")).isEqualTo("UNKNOWN");
    assertThat(error(json).get("kind")).isEqualTo("OUTCOME_UNKNOWN");
    assertThat(cli.uniall.submits()).isEqualTo(2);
  }

  @Test
  void oneIfTheGatewayRefusesForAnotherReason() throws IOException {
    cli.uniall.next(FakeCall.SUBMIT, Fault.refusal(403, "insufficient_user_quota", "no money"));

    Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP, "--json"));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(error(ended).get("kind")).isEqualTo("QUOTA");
    assertThat(ended.err()).contains("no money").doesNotContain("\tat ");
  }

  @Test
  void verboseShowsWhereItComesFrom() {
    cli.uniall.next(FakeCall.SUBMIT, Fault.refusal(400, "invalid_request", "no"));

    Cli.Ended ended = cli.run(Cli.args("submit", Cli.SUBMIT, "--verbose"));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("io.github.imagetask.GatewayException", "\tat ");
  }

  private static Map<?, ?> error(Cli.Ended ended) throws IOException {
    return (Map<?, ?>) ended.json().get("error");
  }
}
