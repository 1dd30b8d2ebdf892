package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TaskDurationsTest {
  private final TaskDurations durations =
      TaskDurations.parse("gpt-image-2=20,10.5,30,40,50\nnano+%E9%A6%99%3D=7.25\n");

  @Test
  void textBringsThemBack() {
    assertThat(durations.models()).containsExactly("gpt-image-2", "nano 香=");
    assertThat(durations)
        .hasToString("gpt-image-2=20.000,10.500,30.000,40.000,50.000\nnano+%E9%A6%99%3D=7.250\n");
    assertThat(TaskDurations.parse(durations.toString())).hasToString(durations.toString());
  }

  @Test
  void noTextIsNoDurations() {
    assertThat(TaskDurations.parse("").models()).isEmpty();
    assertThat(TaskDurations.parse(" \r\n").models()).isEmpty();
    assertThat(TaskDurations.none()).hasToString("");
  }

  @Test
  void countMedianAndP90AreThoseOfAModel() {
    assertThat(durations.count("gpt-image-2")).isEqualTo(5);
    assertThat(durations.median("gpt-image-2")).isEqualTo(Duration.ofSeconds(30));
    assertThat(durations.p90("gpt-image-2")).isEqualTo(Duration.ofSeconds(46));
    assertThat(durations.median("nano 香=")).isEqualTo(Duration.ofMillis(7_250));
  }

  @Test
  void ofAnUnknownModelNothingIsKnown() {
    assertThat(durations.count("other")).isZero();
    assertThat(durations.median("other")).isNull();
    assertThat(durations.p90("other")).isNull();
    assertThat(durations.left("other", Duration.ZERO)).isNull();
  }

  @Test
  void whatIsLeftIsTheMedianOfThoseThatTookLonger() {
    assertThat(left(0)).isEqualTo(Duration.ofSeconds(30));
    assertThat(left(25)).isEqualTo(Duration.ofSeconds(15)); // 30, 40, 50
    assertThat(left(40)).isEqualTo(Duration.ofSeconds(10));
    assertThat(left(50)).isNull();
  }

  @Test
  void anythingElseIsRefused() {
    refused("gpt-image-2");
    refused("=20");
    refused("gpt-image-2=");
    refused("gpt-image-2=20,,21");
    refused("gpt-image-2=0");
    refused("gpt-image-2=-1");
    refused("gpt-image-2=NaN");
    refused("gpt-image-2=1e9");
    refused("%zz=20");
    assertThatThrownBy(() -> TaskDurations.parse("x".repeat(99)))
        .hasMessage(
            "no durations: \"" + "x".repeat(40) + "…\" (they look like gpt-image-2=21.4,19.8)");
  }

  private Duration left(long age) {
    return durations.left("gpt-image-2", Duration.ofSeconds(age));
  }

  private static void refused(String text) {
    assertThatThrownBy(() -> TaskDurations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no durations: \"" + text + "\" (they look like gpt-image-2=21.4,19.8)");
  }
}
