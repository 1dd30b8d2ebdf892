package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ModelInfoTest {
  @Test
  void itShowsTheTableInItsOrder() {
    Map<String, List<String>> options = new LinkedHashMap<>();
    options.put("quality", Arrays.asList("low", "high"));
    options.put("n", Collections.singletonList("1-8"));
    options.put("background", Collections.emptyList());

    ModelInfo info = ModelInfo.of("gpt-image-2", Arrays.asList("gpt2", "image2"), options);

    assertThat(info.id()).isEqualTo("gpt-image-2");
    assertThat(info.aliases()).containsExactly("gpt2", "image2");
    assertThat(info.options().keySet()).containsExactly("quality", "n", "background");
    assertThat(info)
        .hasToString("gpt-image-2 [gpt2, image2] {quality=[low, high], n=[1-8], background=[]}");
    assertThat(ModelInfo.of("m", Collections.emptyList(), Collections.emptyMap()))
        .hasToString("m {}");
  }

  @Test
  void valuesAreShownByTheirTexts() {
    ModelInfo info = ModelInfo.of("m", List.of(), Map.of("ratio", List.of(AspectRatio.of(16, 9))));

    assertThat(info.options().get("ratio")).containsExactly("16:9");
  }

  @Test
  void itEqualsOneThatSaysTheSame() {
    ModelInfo info = info("m", "alias", "high");

    assertThat(info)
        .isEqualTo(info("m", "alias", "high"))
        .hasSameHashCodeAs(info("m", "alias", "high"))
        .isNotEqualTo(info("m2", "alias", "high"))
        .isNotEqualTo(info("m", "other", "high"))
        .isNotEqualTo(info("m", "alias", "low"))
        .isNotEqualTo("m");
  }

  @Test
  void itIsACopyThatCannotBeChanged() {
    List<String> values = new ArrayList<>(List.of("low"));
    Map<String, List<String>> options = new LinkedHashMap<>();
    options.put("quality", values);
    ModelInfo info = ModelInfo.of("m", values, options);

    values.add("high");
    options.clear();

    assertThat(info.aliases()).containsExactly("low");
    assertThat(info.options().get("quality")).containsExactly("low");
    assertThatThrownBy(() -> info.options().get("quality").clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> info.options().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> info.aliases().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static ModelInfo info(String id, String alias, String quality) {
    return ModelInfo.of(id, List.of(alias), Map.of("quality", List.of(quality)));
  }
}
