package io.github.imagetask.campaign.ends;

import static io.github.imagetask.campaign.Figures.print;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagetask.campaign.BareGateway;
import io.github.imagetask.campaign.ChildJvm;
import io.github.imagetask.campaign.Figures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a JVM lives on after its main has returned without closing the client. */
@Timeout(600)
final class LeavingTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** OkHttp's own threads hold a JVM for a minute. */
  private static final Duration BOUND = Duration.ofSeconds(5);

  @ParameterizedTest
  @CsvSource({"17, waiting", "25, waiting"})
  void aMainThatReturnsEndsItsJvm(int version, String state) throws Exception {
    run(version, state, 1);
  }

  @ParameterizedTest
  @Tag("campaign")
  @CsvSource({"17, idle", "17, waiting", "25, idle", "25, waiting"})
  void aMainThatReturnsEndsItsJvmEachTime(int version, String state) throws Exception {
    run(version, state, 10);
  }

  private static void run(int version, String state, int times) throws Exception {
    Optional<Path> home = Jdks.of(version);
    if (home.isEmpty()) print("ends: exit on JDK %d: skipped, there is none here", version);
    assumeTrue(home.isPresent(), "no JDK " + version + " here: name one in CAMPAIGN_JDKS");
    Figures figures = new Figures();
    for (int i = 0; i < times; i++) figures.add(left(home.get(), state));
    print("ends: exit on JDK %d after main returned, client %s: %s", version, state, figures);
    assertThat(figures.max()).isLessThan(BOUND);
  }

  /** From the last statement of main to the end of its process. */
  private static long left(Path home, String state) throws Exception {
    try (BareGateway gateway = new BareGateway()) {
      gateway.answer(
          (task, query) ->
              task.mark.startsWith("done") ? task.done() : query == 1 ? task.running() : null);
      try (ChildJvm child =
          ChildJvm.start(home, Map.of(), List.of(), Leaving.class, gateway.url(), state)) {
        assertThat(child.line("got ", PATIENCE)).endsWith(state.equals("idle") ? "none" : "waits");
        long returned = Long.parseLong(child.line("returns ", PATIENCE));

        assertThat(child.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        long ended = System.nanoTime();
        assertThat(child.process().exitValue()).isZero();
        return ended - returned;
      }
    }
  }
}
