package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageSizeTest {
  @Test
  void isWrittenAsItIsParsed() {
    ImageSize size = ImageSize.parse("1024x768");

    assertThat(size.width()).isEqualTo(1024);
    assertThat(size.height()).isEqualTo(768);
    assertThat(size).hasToString("1024x768");
    assertThat(size).isEqualTo(ImageSize.of(1024, 768)).hasSameHashCodeAs(ImageSize.of(1024, 768));
    assertThat(size).isNotEqualTo(ImageSize.of(768, 1024)).isNotEqualTo("1024x768");
  }

  @Test
  void theSidesMayBeOneToSixDigits() {
    assertThat(ImageSize.of(1, 999_999)).hasToString("1x999999");
    assertThatThrownBy(() -> ImageSize.of(1_000_000, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a size is written like 1024x768, each side in 1..999999 pixels, not \"1000000x1\"");
    assertThatThrownBy(() -> ImageSize.of(-1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("not \"-1x5\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "auto",
        "1K",
        "1024",
        "1024X768",
        "1024*768",
        "01x2",
        "0x1",
        " 1x1",
        "1x1\n",
        "1x"
      })
  void otherFormsAreRefused(String text) {
    assertThatThrownBy(() -> ImageSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a size is written like 1024x768, each side in 1..999999 pixels, not \"" + text + "\"");
  }

  @Test
  void nullIsNamed() {
    assertThatThrownBy(() -> ImageSize.parse(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("text == null");
  }
}
