package com.example.shrunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.Fault;
import io.github.imagetask.testing.junit.FakeGatewaysExtension;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * R8 in full mode makes class files of the program, the SDK and all that it depends on, with no
 * rule but for the program's entry point; they do what they did.
 */
@Timeout(120)
final class ShrunkProgramTest {
  @RegisterExtension static final FakeGatewaysExtension gateways = FakeGatewaysExtension.create();

  @TempDir static Path directory;
  private static Path shrunk;

  @BeforeAll
  static void shrink() throws Exception {
    Path desugared = directory.resolve("desugared.jar");
    List<Path> lambdas = Jars.programs();
    lambdas.addAll(Jars.ours());
    Toolchain.desugar(lambdas, Jars.theirs(), desugared);
    List<Path> all = Jars.theirs(); // with their own rules
    all.add(desugared);
    shrunk = directory.resolve("shrunk.jar");
    Toolchain.r8ToClasses(
        all,
        shrunk,
        "-keep class com.example.shrunk.Program { public static void main(java.lang.String[]); }");
  }

  @Test
  void everyGatewaysTaskIsSubmittedResumedByItsKeyAndSaved() throws Exception {
    assertThat(run("tasks"))
        .containsExactly(
            "uniall: SUCCEEDED, png",
            "hingnet: SUCCEEDED, png",
            "zexi: SUCCEEDED, png",
            "meitu: SUCCEEDED, png");
    assertThat(gateways.gateways().all()).allMatch(gateway -> gateway.submits() == 1);
  }

  @Test
  void everyDirectEntryBringsAnImage() throws Exception {
    assertThat(run("direct"))
        .containsExactly(
            "uniall: an image",
            "uniall, Gemini's style: an image",
            "hingnet: an image",
            "meitu: an image");
  }

  @Test
  void everyKindOfErrorIsTold() throws Exception {
    // spotless:off
    refuse(401, "", "wrong key");
    refuse(403, "access_denied", "not yours");
    refuse(403, "insufficient_user_quota", "used up");
    gateways.uniall().next(FakeCall.SUBMIT, Fault.refusal(429, "", "too many").withRetryAfter("61")); // isn't waited for
    refuse(400, "invalid_request", "wrong size");
    refuse(404, "", "no such model");
    refuse(400, "sensitive_words_detected", "not that");
    refuse(503, "model_not_found", "not now");
    refuse(418, "teapot", "no coffee");
    // spotless:on

    assertThat(run("refusals"))
        .containsExactly(
            "AUTHENTICATION",
            "PERMISSION",
            "QUOTA",
            "RATE_LIMIT",
            "INVALID_REQUEST",
            "NOT_FOUND",
            "CONTENT_REJECTED",
            "UNAVAILABLE",
            "UNKNOWN");
  }

  @Test
  void everyExceptionKeepsItsTypeAndItsKey() throws Exception {
    gateways.allowRepeatedSubmits();
    FakeGateway uniall = gateways.uniall();
    refuse(400, "invalid_request", "wrong size");
    uniall.next(FakeCall.SUBMIT, Fault.cutAfterRead());
    uniall.next(FakeCall.DIRECT, Fault.successWithoutImage());
    for (int i = 0; i < 3; i++) uniall.next(FakeCall.QUERY, Fault.body("{}"));
    gateways.meitu().pendingDirects(true);
    gateways.hingnet().failTasks("unlucky", "it broke");
    gateways.zexi().finishAfterQueries(1_000_000);

    assertThat(run("exceptions"))
        .containsExactly(
            "invalid request",
            "connection",
            "gateway",
            "outcome unknown",
            "no image",
            "task pending, with its key",
            "task failed, with its key",
            "timeout, with its key",
            "wait aborted, with its key",
            "malformed, with its key",
            "download, with its key");
  }

  private static void refuse(int status, String code, String message) {
    gateways.uniall().next(FakeCall.SUBMIT, Fault.refusal(status, code, message));
  }

  private static List<String> run(String step) throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            shrunk.toString(),
            Program.class.getName(),
            step);
    gateways.gateways().all().forEach(gateway -> java.environment().putAll(gateway.environment()));
    File output = directory.resolve(step).toFile();
    Process process = java.redirectErrorStream(true).redirectOutput(output).start();
    try {
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      List<String> lines = Files.readAllLines(output.toPath());
      assertThat(ended && process.exitValue() == 0).as("%s", lines).isTrue();
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }
}
