package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  @Test
  void everyKindOfValueIsRead() {
    Object value =
        JsonParser.read(" {\"a\":[1,-2.50,true,false,null,\"\\u00e9\\n\\\"\"],\"b\":{}} ");

    assertThat(Json.write(value))
        .isEqualTo("{\"a\":[1,-2.50,true,false,null,\"é\\u000a\\\"\"],\"b\":{}}");
    assertThat(JsonParser.read("1")).isEqualTo(1L);
    assertThat(JsonParser.read("-2.50")).isEqualTo(new BigDecimal("-2.50"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "01",
        "1.",
        "+1",
        "NaN",
        "nul",
        "'a'",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"a",
        "1 2",
        "{\"a\":1,\"a\":2}",
        "[1 2]"
      })
  void whatIsNotJsonIsRefused(String text) {
    assertThatThrownBy(() -> JsonParser.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not JSON: expected ");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> JsonParser.read("[".repeat(10_000)))
        .hasMessage("not JSON: expected fewer levels at offset 65");
  }
}
