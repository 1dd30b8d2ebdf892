package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that stood still while its submit was out: the answer may have come meanwhile. */
@Timeout(60)
final class SubmitSuspendedTest extends OverHttp {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Gate gate = new Gate();
  private CompletableFuture<ImageTask> submit;

  @BeforeEach
  void submit() throws IOException {
    answerBehind(gate, OverHttp::queued);
    submit = client.submitAsync("a cube");
    gate.awaitArrival();
  }

  @AfterEach
  void open() {
    gate.open();
  }

  @Test
  void anAnswerIsTakenThatComesLate() throws Exception {
    timer.suspend(TIMEOUT.plusMinutes(1));
    timer.advance(Duration.ZERO);
    assertThat(submit).isNotDone();

    gate.open();

    assertThat(get(submit).key()).isEqualTo(KEY);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void itIsWaitedForNoLongerThanTheGrace() {
    timer.suspend(TIMEOUT.plusMinutes(1));
    timer.advance(Duration.ZERO);

    timer.advance(GRACE.minusMillis(1));
    assertThat(submit).isNotDone();
    timer.advance(Duration.ofMillis(1));

    assertThat(thrown(submit, SubmitOutcomeUnknownException.class))
        .hasMessageContaining("no whole answer came within 5 min");
  }

  @Test
  void anAlarmThatIsASecondLateIsNoSuspension() {
    timer.suspend(TIMEOUT.plusSeconds(1));
    timer.advance(Duration.ZERO);

    assertThat(thrown(submit, SubmitOutcomeUnknownException.class)).isNotNull();
  }

  @Test
  void theGraceIsGivenOnce() {
    timer.suspend(TIMEOUT.plusMinutes(1));
    timer.advance(Duration.ZERO);

    timer.suspend(Duration.ofMinutes(1));
    timer.advance(Duration.ZERO);

    assertThat(thrown(submit, SubmitOutcomeUnknownException.class)).isNotNull();
  }
}
