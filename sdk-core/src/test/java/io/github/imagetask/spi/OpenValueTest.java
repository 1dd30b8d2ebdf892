package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.spi.TestRequest.Model;
import io.github.imagetask.spi.TestRequest.Quality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenValueTest {
  @Test
  void aWordIsKeptAsWritten() {
    Model model = new Model("GPT image-2 你");

    assertThat(model.id()).isEqualTo("GPT image-2 你");
    assertThat(model).hasToString("GPT image-2 你");
  }

  @Test
  void wordsAreEqualByClassAndText() {
    Model model = new Model("png");

    assertThat(model).isEqualTo(new Model("png")).hasSameHashCodeAs(new Model("png"));
    assertThat(model).isNotEqualTo(new Model("PNG")).isNotEqualTo(null);
    assertThat((Object) model).isNotEqualTo(new Quality("png")).isNotEqualTo("png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", " m", "m ", "m\t"})
  void blanksAroundItAreRefused(String id) {
    assertThatThrownBy(() -> new Model(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Model must not be blank or have blanks around it");
  }

  @Test
  void nullIsRefusedByName() {
    assertThatThrownBy(() -> new Model(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("id == null");
  }
}
