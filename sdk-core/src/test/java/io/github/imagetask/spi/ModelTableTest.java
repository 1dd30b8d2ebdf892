package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ModelInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ModelTableTest {
  private record Row(String name, int n) {}

  private static final Row FAMILY = new Row("a-*", 2);

  private final ModelTable<Row> table =
      ModelTable.of(Row::name, new Row("b", 1), new Row("a-*", 2), new Row("a-1", 3));

  @Test
  void modelHasItsRow() {
    assertThat(find("b")).isEqualTo(new Row("b", 1));
  }

  @Test
  void modelOfAFamilyHasTheFamilysRowUnlessItHasItsOwn() {
    assertThat(find("a-2")).isEqualTo(new Row("a-*", 2));
    assertThat(find("a-")).isEqualTo(new Row("a-*", 2));
    assertThat(find("a-1")).isEqualTo(new Row("a-1", 3));
  }

  @Test
  void otherModelsHaveNone() {
    assertThat(find("a")).isNull();
    assertThat(find("bb")).isNull();
    assertThat(find("B")).isNull();
  }

  @Test
  void modelThatGoesByAnotherNameHasTheRowOfTheFirstThatIsTheSame() {
    ModelTable<Row> named =
        ModelTable.of(
                Row::name, new Row("m-9", 1), new Row("m-preview", 2), new Row("m", 3), FAMILY)
            .sameBy(id -> id.replace("-preview", "").replace("-2k", ""));

    assertThat(named.find(new TestRequest.Model("m"))).isEqualTo(new Row("m", 3));
    assertThat(named.find(new TestRequest.Model("m-2k"))).isEqualTo(new Row("m-preview", 2));
    assertThat(named.find(new TestRequest.Model("m-9-preview"))).isEqualTo(new Row("m-9", 1));
    assertThat(named.find(new TestRequest.Model("a-2k"))).isEqualTo(FAMILY);
    assertThat(named.find(new TestRequest.Model("M-2k"))).isNull();
  }

  @Test
  void nameIsThereOnce() {
    assertThatThrownBy(() -> ModelTable.of(Row::name, new Row("a", 1), new Row("a", 2)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("twice: a");
  }

  @Test
  void usersSeeItInItsOrder() {
    List<ModelInfo> models =
        table.models(row -> ModelInfo.of(row.name(), List.of(), Map.of("n", List.of(row.n()))));

    assertThat(models)
        .extracting(ModelInfo::toString)
        .containsExactly("b {n=[1]}", "a-* {n=[2]}", "a-1 {n=[3]}");
    assertThatThrownBy(models::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void ratiosAreReadInTheirOrder() {
    List<AspectRatio> ratios = ModelTable.ratios("16:9", "1:1");

    assertThat(ratios).containsExactly(AspectRatio.of(16, 9), AspectRatio.of(1, 1));
    assertThatThrownBy(ratios::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  private Row find(String id) {
    return table.find(new TestRequest.Model(id));
  }
}
