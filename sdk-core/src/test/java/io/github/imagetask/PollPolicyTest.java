package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PollPolicyTest {
  private final PollPolicy.Builder builder = PollPolicy.builder();

  @Test
  void theDefaultsAreTwoToTenSecondsAndTenMinutes() {
    PollPolicy policy = PollPolicy.ofDefaults();

    assertThat(policy.firstDelay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.floor()).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.ceiling()).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.growth()).isEqualTo(1.5);
    assertThat(policy.jitter()).isEqualTo(0.2);
    assertThat(policy.deadline()).isEqualTo(Duration.ofMinutes(10));
    assertThat(policy)
        .hasToString(
            "PollPolicy{first PT2S, PT2S to PT10S, growth 1.5, jitter 0.2, deadline PT10M}");
  }

  @Test
  void aBuilderStartsFromTheDefaultsOrFromAPolicy() {
    PollPolicy changed =
        builder
            .firstDelay(Duration.ZERO)
            .delays(Duration.ofMillis(1), Duration.ofDays(366))
            .growth(10)
            .jitter(1)
            .deadline(Duration.ofDays(366))
            .build();

    assertThat(PollPolicy.builder().build())
        .isEqualTo(PollPolicy.ofDefaults())
        .hasSameHashCodeAs(PollPolicy.ofDefaults())
        .isNotEqualTo(changed);
    assertThat(changed.newBuilder().build()).isEqualTo(changed).hasSameHashCodeAs(changed);
    assertThat(changed.newBuilder().growth(2).build()).isNotEqualTo(changed);
  }

  @Test
  void delaysOutsideOfOneMillisecondToAYearAreRefused() {
    Duration tooShort = Duration.ofNanos(999_999);
    Duration tooLong = Duration.ofDays(366).plusNanos(1);
    Duration second = Duration.ofSeconds(1);

    refused(
        () -> builder.delays(tooShort, second), "floor is 1 ms to 366 days, not PT0.000999999S");
    refused(() -> builder.delays(second, tooLong), "ceiling is 1 ms to 366 days, not " + tooLong);
    refused(
        () -> builder.firstDelay(second.negated()), "firstDelay is 1 ms to 366 days, not PT-1S");
    refused(() -> builder.deadline(Duration.ZERO), "deadline is 1 ms to 366 days, not PT0S");
    refused(() -> builder.deadline(tooLong), "deadline is 1 ms to 366 days, not " + tooLong);
  }

  @Test
  void aFloorAboveTheCeilingIsRefused() {
    refused(
        () -> builder.delays(Duration.ofSeconds(3), Duration.ofSeconds(2)),
        "floor PT3S is above ceiling PT2S");
  }

  @Test
  void growthAndJitterHaveTheirBounds() {
    refused(() -> builder.growth(0.99), "growth is 1 to 10, not 0.99");
    refused(() -> builder.growth(10.1), "growth is 1 to 10, not 10.1");
    refused(() -> builder.growth(Double.NaN), "growth is 1 to 10, not NaN");
    refused(() -> builder.jitter(-0.1), "jitter is 0 to 1, not -0.1");
    refused(() -> builder.jitter(1.1), "jitter is 0 to 1, not 1.1");
    refused(() -> builder.jitter(Double.NaN), "jitter is 0 to 1, not NaN");
  }

  @Test
  void nullIsNamed() {
    assertThatThrownBy(() -> builder.delays(null, Duration.ofSeconds(1)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("floor == null");
    assertThatThrownBy(() -> builder.deadline(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("deadline == null");
  }

  private static void refused(Runnable build, String message) {
    assertThatThrownBy(build::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
