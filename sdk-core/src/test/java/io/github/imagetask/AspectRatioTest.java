package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AspectRatioTest {
  @Test
  void isKeptAsWritten() {
    AspectRatio ratio = AspectRatio.parse("21:9");

    assertThat(ratio.width()).isEqualTo(21);
    assertThat(ratio.height()).isEqualTo(9);
    assertThat(ratio).hasToString("21:9");
    assertThat(ratio).isEqualTo(AspectRatio.of(21, 9)).hasSameHashCodeAs(AspectRatio.of(21, 9));
    assertThat(ratio).isNotEqualTo(AspectRatio.of(7, 3)).isNotEqualTo("21:9");
    assertThat(ratio).isNotEqualTo(AspectRatio.of(21, 10)).isNotEqualTo(ImageSize.of(21, 9));
  }

  @Test
  void thePartsMayBeOneToFourDigits() {
    assertThat(AspectRatio.of(1, 9_999)).hasToString("1:9999");
    assertThatThrownBy(() -> AspectRatio.of(10_000, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an aspect ratio is written like 16:9, each part in 1..9999, not \"10000:1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "auto", "16/9", "16x9", "016:9", "0:1", "16:9 ", "16:9:1", ":9"})
  void otherFormsAreRefused(String text) {
    assertThatThrownBy(() -> AspectRatio.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an aspect ratio is written like 16:9, each part in 1..9999, not \"" + text + "\"");
  }

  @Test
  void nullIsNamed() {
    assertThatThrownBy(() -> AspectRatio.parse(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("text == null");
  }
}
