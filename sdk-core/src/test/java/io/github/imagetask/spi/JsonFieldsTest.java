package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonFieldsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 9, 31, 32, 33, 500})
  void fieldsOfAnyNumberAreFoundAndKeepTheirOrder(int count) {
    JsonFields fields = new JsonFields();
    for (int i = 0; i < count; i++) fields.put("f" + i, JsonNode.digits("-1"));
    for (int i = 0; i < count; i++) fields.put("f" + i, JsonNode.digits("" + i)); // the last counts

    assertThat(fields.size()).isEqualTo(count);
    assertThat(fields.get("f" + count)).isNull();
    for (int i = 0; i < count; i++) {
      assertThat(fields.name(i)).isEqualTo("f" + i);
      assertThat(fields.value(i).text()).isEqualTo("" + i);
      assertThat(fields.get("f" + i)).isSameAs(fields.value(i));
    }
  }
}
