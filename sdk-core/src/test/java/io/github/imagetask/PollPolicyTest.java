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

    assertThat(policy.firstDelay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.floor()).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.start()).isEqualTo(Duration.ofSeconds(4));
    assertThat(policy.ceiling()).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.growth()).isEqualTo(1.03);
    assertThat(policy.jitter()).isEqualTo(0.2);
    assertThat(policy.learned()).isTrue();
    assertThat(policy.deadline()).isEqualTo(Duration.ofMinutes(10));
    assertThat(policy)
        .hasToString(
            "PollPolicy{first PT5S, PT2S to PT10S from PT4S, growth 1.03, jitter 0.2, learned,"
                + " deadline PT10M}");
  }

  @Test
  void aBuilderStartsFromTheDefaultsOrFromAPolicy() {
    PollPolicy changed =
        builder
            .firstDelay(Duration.ZERO)
            .delays(Duration.ofMillis(1), Duration.ofDays(366))
            .growth(10)
            .jitter(1)
            .learned(false)
            .deadline(Duration.ofDays(366))
            .build();

    assertThat(PollPolicy.builder().build())
        .isEqualTo(PollPolicy.ofDefaults())
        .hasSameHashCodeAs(PollPolicy.ofDefaults())
        .isNotEqualTo(changed);
    assertThat(changed.newBuilder().build()).isEqualTo(changed).hasSameHashCodeAs(changed);
    assertThat(changed.newBuilder().growth(2).build()).isNotEqualTo(changed);
    assertThat(changed.newBuilder().learned(true).build()).isNotEqualTo(changed);
    assertThat(changed).asString().doesNotContain("learned");
  }

  @Test
  void delaysGrowFromTheFloorUnlessAStartIsNamed() {
    Duration floor = Duration.ofSeconds(1);
    Duration start = Duration.ofSeconds(3);
    Duration ceiling = Duration.ofSeconds(20);

    PollPolicy plain = builder.delays(floor, ceiling).build();
    PollPolicy started = builder.delays(floor, start, ceiling).build();

    assertThat(plain.start()).isEqualTo(floor);
    assertThat(started.start()).isEqualTo(start);
    assertThat(started).isNotEqualTo(plain);
    assertThat(started.newBuilder().build()).isEqualTo(started);
  }

  @Test
  void theFirstDelayIsTheCeilingIfThatIsShort() {
    Duration second = Duration.ofSeconds(1);
    Duration minute = Duration.ofMinutes(1);

    assertThat(builder.delays(second, second).build().firstDelay()).isEqualTo(second);
    assertThat(builder.delays(second, minute).build().firstDelay())
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(builder.firstDelay(minute).delays(second, second).build().firstDelay())
        .isEqualTo(minute);
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
  void aStartOutsideOfTheBoundsIsRefused() {
    Duration two = Duration.ofSeconds(2);
    Duration five = Duration.ofSeconds(5);

    refused(
        () -> builder.delays(two, Duration.ofSeconds(1), five),
        "start PT1S isn't between floor PT2S and ceiling PT5S");
    refused(
        () -> builder.delays(two, Duration.ofSeconds(6), five),
        "start PT6S isn't between floor PT2S and ceiling PT5S");
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
