package io.github.imagetask.uniall;

import static io.github.imagetask.uniall.Fixtures.cells;
import static io.github.imagetask.uniall.Fixtures.row;
import static io.github.imagetask.uniall.Fixtures.rows;
import static io.github.imagetask.uniall.Fixtures.words;
import static io.github.imagetask.uniall.UniAllSize.Orientation.LANDSCAPE;
import static io.github.imagetask.uniall.UniAllSize.Orientation.PORTRAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ModelInfo;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each table, both ways and in order, against the document's own. */
final class UniAllRulesTest {
  @Test
  void modelsAreThoseOfTheDocument() {
    List<String> documented = cells("models.md").stream().map(row -> word(row.get(0))).toList();

    List<String> ours = taken("submit");

    assertThat(ours).hasSize(10).isEqualTo(documented);
    assertThat(taken("direct"))
        .containsExactly("gpt-image-2", "gpt-image-2-auto", "gpt-image-2-origin");
  }

  @Test
  void everyModelHasAConstant() throws Exception {
    List<String> constants = constants(UniAllModel.class);

    List<String> ours = UniAllRules.models().stream().map(ModelInfo::id).toList();

    assertThat(constants).isEqualTo(ours);
  }

  @Test
  void everyModelOfTheGeminiEntryHasAConstant() throws Exception {
    List<ModelInfo> models = UniAllGeminiModel.models();

    assertThat(constants(UniAllGeminiModel.class))
        .isEqualTo(models.stream().map(ModelInfo::id).toList());
    assertThat(models)
        .extracting(model -> model.options().get("imageSize").get(0))
        .containsExactly("1K", "1K", "2K", "4K", "512", "1K", "2K", "4K");
    assertThat(models)
        .allSatisfy(
            model -> {
              assertThat(model.options().get(ModelInfo.ENTRIES)).containsExactly("gemini");
              assertThat(model.options().get("aspectRatio")).hasSize(10);
              assertThat(model.options().get("outputFormat")).containsExactly("jpeg", "png");
              assertThat(model.options().get("responseModalities"))
                  .containsExactly("TEXT", "IMAGE");
            });
  }

  @Test
  void modelsOfThePageOnDirectCallsTakeWhatGptImage2Does() {
    ModelInfo auto = UniAllRules.models().get(10);
    ModelInfo origin = UniAllRules.models().get(11);

    assertThat(auto.options().get("size")).containsExactly("auto");
    assertThat(origin.options().get("size")).isEqualTo(gpt().options().get("size"));
    for (ModelInfo model : List.of(auto, origin)) {
      for (String same : List.of("aspect_ratio", "quality", "n", "output_format")) {
        assertThat(model.options().get(same)).as(same).isEqualTo(gpt().options().get(same));
      }
      assertThat(model.options().get("task_type")).isEmpty();
    }
  }

  @Test
  void modelsHaveNoAliases() {
    List<ModelInfo> models = UniAllRules.models();

    assertThat(models).allSatisfy(model -> assertThat(model.aliases()).isEmpty());
  }

  @Test
  void outputFormatsOfEachNanoModelAreThoseOfItsFamily() {
    int checked = 0;

    for (ModelInfo model : nano()) {
      for (List<String> row : cells("nano-capabilities.md")) {
        if (!isOf(word(row.get(0)), model.id())) continue;
        assertThat(model.options().get(UniAllWire.OUTPUT_FORMAT))
            .as(model.id())
            .isEqualTo(words(row.get(2)));
        checked++;
      }
    }

    assertThat(checked).isEqualTo(9);
  }

  @Test
  void outputFormatsOfGptImage2AreThoseOfTheDocument() throws Exception {
    List<String> documented =
        cells("gpt-image-2-output-formats.md").stream().map(row -> word(row.get(0))).toList();

    List<String> ours = gpt().options().get(UniAllWire.OUTPUT_FORMAT);

    assertThat(ours).isEqualTo(documented).isEqualTo(constants(UniAllOutputFormat.class));
  }

  @Test
  void qualitiesOfGptImage2AreThoseOfTheDocument() throws Exception {
    List<String> documented =
        cells("gpt-image-2-qualities.md").stream().map(row -> word(row.get(0))).toList();

    List<String> ours = gpt().options().get(UniAllWire.QUALITY);

    assertThat(ours).isEqualTo(documented).isEqualTo(constants(UniAllQuality.class));
  }

  @Test
  void ratiosOfEachNanoModelAreThoseOfTheComparison() {
    List<String> words = words(row("comparison.md", "比例控制").get(1));
    List<String> documented = words.subList(1, words.size()); // the first one is the field's name

    List<ModelInfo> models = nano();

    assertThat(documented).hasSize(10);
    assertThat(models)
        .allSatisfy(
            model ->
                assertThat(model.options().get(UniAllWire.ASPECT_RATIO)).isEqualTo(documented));
  }

  @Test
  void gptImage2HasNoAspectRatio() {
    List<String> ratios = gpt().options().get(UniAllWire.ASPECT_RATIO);

    assertThat(ratios).isEmpty();
  }

  @Test
  void numberOfImagesOfGptImage2IsThatOfTheComparison() {
    List<String> words = words(row("comparison.md", "n").get(2));

    List<String> ours = gpt().options().get(UniAllWire.N);

    assertThat(words).containsExactly("1", "1-8"); // the default, the range
    assertThat(ours).containsExactly("1-8");
  }

  @Test
  void fieldsThatTheDocumentLeavesOpenForNanoAreNotListed() {
    List<ModelInfo> models = nano();

    assertThat(models)
        .allSatisfy(
            model ->
                assertThat(model.options())
                    .containsOnlyKeys(
                        "entries", "task_type", "aspect_ratio", "n", "output_format"));
  }

  @Test
  void sizesAreTheDocumentsTableRowByRow() {
    List<String> documented = rows("gpt-image-2-sizes.md");

    List<String> ours = UniAllSizes.all().stream().map(UniAllRulesTest::asDocumented).toList();

    assertThat(ours).hasSize(48).isEqualTo(documented);
  }

  @Test
  void sizesOfGptImage2AreTheTable() {
    List<String> table = UniAllSizes.all().stream().map(row -> row.size().toString()).toList();

    List<String> ours = gpt().options().get(UniAllWire.SIZE);

    assertThat(ours).isEqualTo(table).doesNotHaveDuplicates();
  }

  @Test
  void tierIsTheRowsLabelAndNotComputed() {
    UniAllSize smaller = UniAllSizes.find(ImageSize.of(2048, 2048)).orElseThrow();
    UniAllSize larger = UniAllSizes.find(ImageSize.of(2560, 2048)).orElseThrow();

    assertThat(smaller.tier()).isEqualTo(UniAllTier.TIER_4K);
    assertThat(larger.tier()).isEqualTo(UniAllTier.TIER_2K);
  }

  @Test
  void sizesAreFoundByRatioAndTier() {
    List<UniAllSize> found = UniAllSizes.find(AspectRatio.of(16, 9), UniAllTier.TIER_2K);

    assertThat(found)
        .extracting(UniAllSize::size)
        .containsExactly(
            ImageSize.of(1920, 1080), ImageSize.of(2048, 1152), ImageSize.of(2560, 1440));
  }

  @Test
  void sizesAreFoundByRatioAloneWithTheApproximateOnes() {
    List<UniAllSize> found = UniAllSizes.find(AspectRatio.of(21, 9));

    assertThat(found)
        .extracting(UniAllSize::toString)
        .containsExactly(
            "2016x864 (21:9, LANDSCAPE, 1K)",
            "2688x1152 (21:9, LANDSCAPE, 2K)",
            "3840x1648 (21:9 approximately, LANDSCAPE, 4K)");
  }

  @Test
  void ratioIsSearchedAsWritten() {
    List<UniAllSize> found = UniAllSizes.find(AspectRatio.of(7, 3));

    assertThat(found).isEmpty();
  }

  @Test
  void sizeOutsideTheTableHasNoRow() {
    Optional<UniAllSize> row = UniAllSizes.find(ImageSize.of(1000, 1000));

    assertThat(row).isEmpty();
  }

  @Test
  void sizesAreEqualIfAllThatTheDocumentSaysOfThemIs() {
    UniAllSize size = size(1024, 768, "4:3", false, LANDSCAPE, "1K");

    assertThat(size)
        .isEqualTo(UniAllSizes.all().get(0))
        .hasSameHashCodeAs(UniAllSizes.all().get(0))
        .isNotEqualTo(size(1024, 760, "4:3", false, LANDSCAPE, "1K"))
        .isNotEqualTo(size(1024, 768, "5:3", false, LANDSCAPE, "1K"))
        .isNotEqualTo(size(1024, 768, "4:3", true, LANDSCAPE, "1K"))
        .isNotEqualTo(size(1024, 768, "4:3", false, PORTRAIT, "1K"))
        .isNotEqualTo(size(1024, 768, "4:3", false, LANDSCAPE, "2K"))
        .isNotEqualTo(size.size());
  }

  private static UniAllSize size(
      int width,
      int height,
      String ratio,
      boolean approximate,
      UniAllSize.Orientation orientation,
      String tier) {
    return new UniAllSize(
        ImageSize.of(width, height),
        AspectRatio.parse(ratio),
        approximate,
        orientation,
        UniAllTier.of(tier));
  }

  private static String asDocumented(UniAllSize row) {
    String ratio = row.ratio() + (row.isApproximate() ? " 近似" : "");
    String orientation =
        switch (row.orientation()) {
          case LANDSCAPE -> "横向";
          case PORTRAIT -> "竖向";
          case SQUARE -> "正方形";
        };
    return "| `%s` | `%s` | %s | `%s` |".formatted(row.size(), ratio, orientation, row.tier());
  }

  private static boolean isOf(String family, String model) {
    return family.endsWith("*")
        ? model.startsWith(family.substring(0, family.length() - 1))
        : model.equals(family);
  }

  private static List<ModelInfo> nano() {
    return UniAllRules.models().stream().filter(model -> model.id().startsWith("Nano")).toList();
  }

  private static List<String> taken(String entry) {
    return UniAllRules.models().stream()
        .filter(model -> model.options().get(ModelInfo.ENTRIES).contains(entry))
        .map(ModelInfo::id)
        .toList();
  }

  private static ModelInfo gpt() {
    return UniAllRules.models().get(9);
  }

  private static String word(String cell) {
    return words(cell).get(0);
  }

  private static List<String> constants(Class<?> type) throws IllegalAccessException {
    List<String> constants = new ArrayList<>();
    for (Field field : type.getFields()) {
      if (field.getType() == type) constants.add(field.get(null).toString());
    }
    return constants;
  }
}
