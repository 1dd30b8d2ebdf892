package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GeminiNamesTest {
  // spotless:off
  @ParameterizedTest
  @CsvSource({
    "gemini-3-pro-image,                gemini-3-pro-image",
    "gemini-3-pro-image-preview,        gemini-3-pro-image",
    "gemini-3-pro-image-preview-4k,     gemini-3-pro-image",
    "gemini-3-pro-image-4K,             gemini-3-pro-image",
    "gemini-3-pro-image-2k-preview,     gemini-3-pro-image",
    "gemini-3.1-flash-image-preview,    gemini-3.1-flash-image",
    "gemini-3.1-flash-image-512,        gemini-3.1-flash-image",
    "gemini-3.1-flash-image-0.5k,       gemini-3.1-flash-image",
    "gemini-2.5-flash-image-1k,         gemini-2.5-flash-image",
    "gemini-2.5-flash-image-preview-1k, gemini-2.5-flash-image",
  })
  // spotless:on
  void variantsOfAModelComeDownToOneName(String id, String base) {
    assertThat(GeminiNames.base(id)).isEqualTo(base);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-image-2",
        "gpt-image-2-4k",
        "gemini-3-pro-preview",
        "gemini-3-pro-image-",
        "gemini-3-pro-image-turbo",
        "gemini-3-pro-image-preview-05-20",
        "my-gemini-3-pro-image-preview",
        "imagen-4k",
        "*"
      })
  void otherNamesStayAsTheyAre(String id) {
    assertThat(GeminiNames.base(id)).isEqualTo(id);
  }
}
