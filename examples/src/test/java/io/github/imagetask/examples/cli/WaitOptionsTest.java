package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.PollPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WaitOptionsTest {
  private static final PollPolicy ADVISED =
      PollPolicy.builder().delays(Duration.ofSeconds(2), Duration.ofSeconds(5)).build();

  private final WaitOptions options = new WaitOptions();

  @Test
  void whatIsntGivenStaysAsTheGatewayAdvises() {
    assertThat(options.policy(ADVISED)).isEqualTo(ADVISED);
  }

  @Test
  void timeoutIsTheDeadlineAndNothingElse() {
    options.timeout = Duration.ofMillis(2500);

    assertThat(options.policy(ADVISED))
        .isEqualTo(ADVISED.newBuilder().deadline(Duration.ofMillis(2500)).build());
  }

  @Test
  void pollMinAlsoLowersTheFirstDelay() {
    options.pollMin = Duration.ofMillis(100);

    PollPolicy policy = options.policy(ADVISED);

    assertThat(policy.firstDelay()).isEqualTo(Duration.ofMillis(100));
    assertThat(policy.floor()).isEqualTo(Duration.ofMillis(100));
    assertThat(policy.start()).isEqualTo(Duration.ofMillis(100));
    assertThat(policy.ceiling()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void pollMinAboveTheCeilingLiftsIt() {
    options.pollMin = Duration.ofSeconds(8);

    PollPolicy policy = options.policy(ADVISED);

    assertThat(policy.firstDelay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.floor()).isEqualTo(Duration.ofSeconds(8));
    assertThat(policy.ceiling()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void pollMaxBelowTheFloorLowersIt() {
    options.pollMax = Duration.ofSeconds(1);

    PollPolicy policy = options.policy(ADVISED);

    assertThat(policy.firstDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.floor()).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.ceiling()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void secondsMayBeDecimal() {
    assertThat(new WaitOptions.Seconds().convert("2.5")).isEqualTo(Duration.ofMillis(2500));
  }
}
