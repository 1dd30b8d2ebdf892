package io.github.imagetask.zexi;

import static io.github.imagetask.zexi.Fixtures.cells;
import static io.github.imagetask.zexi.Fixtures.rows;
import static io.github.imagetask.zexi.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ModelInfo;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each table, both ways and in order, against the document's own. */
final class ZexiRulesTest {
  // Shown for people only; none of our code needs them.
  private static final Map<String, String> TITLES =
      Map.of(
          "gpt-image-2", "GPT Image 2",
          "gemini-3-pro-image-preview", "Nano Banana Pro",
          "gemini-3.1-flash-image-preview", "Nano Banana 2",
          "grok-imagine-image", "Grok Imagine Image",
          "grok-imagine-image-pro", "Grok Imagine Image Pro",
          "grok-imagine-image-lite", "Grok Imagine Image Lite",
          "grok-imagine-image-edit", "Grok Imagine Image Edit");

  @Test
  void modelsAndTheirLimitsAreTheDocumentsTableRowByRow() {
    List<String> documented = rows("models.md");

    List<String> ours = ZexiRules.models().stream().map(ZexiRulesTest::asDocumented).toList();

    assertThat(ours).hasSize(7).isEqualTo(documented);
  }

  @Test
  void limitsSayWhatTheDocumentsFieldHolds() {
    assertThat(ZexiModel.models())
        .extracting(model -> String.join("|", model.options().get(ModelInfo.REFERENCE_IMAGES)))
        .containsExactly(
            "one by URL; the model takes 14",
            "one by URL; the model takes 4",
            "one by URL; the model takes 4",
            "0-1",
            "0-1",
            "",
            "one by URL; the model takes 3");
  }

  @Test
  void aliasesAreTheDocumentsTableRowByRow() {
    List<String> documented = rows("aliases.md");

    List<String> ours = new ArrayList<>();
    ZexiRules.ALIASES.forEach((alias, model) -> ours.add("| " + alias + " | " + model + " |"));

    assertThat(ours).hasSize(8).isEqualTo(documented);
  }

  @Test
  void modelsShowTheirAliases() {
    List<List<String>> documented = cells("aliases.md");

    List<ModelInfo> models = ZexiRules.models();

    assertThat(models)
        .allSatisfy(
            model ->
                assertThat(model.aliases())
                    .isEqualTo(
                        documented.stream()
                            .filter(row -> row.get(1).equals(model.id()))
                            .map(row -> row.get(0))
                            .toList()));
  }

  @Test
  void everyModelAndEveryAliasHasAConstant() throws Exception {
    List<String> constants = constants(ZexiModel.class);

    List<String> documented =
        Stream.concat(
                cells("models.md").stream().map(row -> row.get(1)),
                cells("aliases.md").stream().map(row -> row.get(0)))
            .toList();

    assertThat(constants).hasSize(15).isEqualTo(documented);
  }

  @Test
  void sizesOfEachModelAreThoseOfTheDocument() {
    List<List<String>> documented = cells("sizes.md");

    assertThat(option("gpt-image-2", ZexiWire.SIZE)).isEqualTo(words(documented.get(0).get(1)));
    for (String gemini : words(documented.get(1).get(0))) {
      assertThat(option(gemini, ZexiWire.SIZE))
          .hasSize(10)
          .isEqualTo(words(documented.get(1).get(1)));
    }
  }

  @Test
  void qualitiesOfEachModelAreThoseOfTheDocumentAndHaveConstants() throws Exception {
    List<List<String>> documented = cells("sizes.md");
    List<String> gpt = words(documented.get(0).get(2));
    List<String> gemini = words(documented.get(1).get(2));

    assertThat(option("gpt-image-2", ZexiWire.QUALITY)).isEqualTo(gpt);
    for (String model : words(documented.get(1).get(0))) {
      assertThat(option(model, ZexiWire.QUALITY)).isEqualTo(gemini);
      assertThat(option(model, ZexiWire.RESOLUTION)).isEqualTo(gemini);
    }
    assertThat(constants(ZexiQuality.class))
        .isEqualTo(Stream.concat(gpt.stream(), gemini.stream()).toList());
    assertThat(constants(ZexiResolution.class)).isEqualTo(gemini);
  }

  @Test
  void rowsOfTheSizesCoverEveryModelOnce() {
    List<String> families =
        cells("sizes.md").stream().flatMap(row -> words(row.get(0)).stream()).toList();

    for (ModelInfo model : ZexiRules.models()) {
      assertThat(families.stream().filter(family -> isOf(family, model.id()))).hasSize(1);
    }
    assertThat(families)
        .allSatisfy(
            family -> assertThat(ZexiRules.models()).anyMatch(model -> isOf(family, model.id())));
  }

  @Test
  void grokModelsTakeTheAdvisedRatiosAndAnyOtherRatio() {
    String documented = cells("sizes.md").get(2).get(1);
    List<String> advised = words(documented.substring(documented.indexOf("如 ") + 2));

    assertThat(advised).containsExactly("1:1", "16:9", "9:16");
    for (ModelInfo model : grok()) {
      for (String ratio : Stream.concat(advised.stream(), Stream.of("19:7")).toList()) {
        AspectRatio parsed = AspectRatio.parse(ratio);
        assertThat(request(model).aspectRatio(parsed).build().aspectRatio()).isEqualTo(parsed);
      }
    }
  }

  @Test
  void grokModelsListTheAdvisedRatiosAndNoQuality() {
    String documented = cells("sizes.md").get(2).get(1);
    List<String> advised = words(documented.substring(documented.indexOf("如 ") + 2));
    List<ModelInfo> models = grok();

    assertThat(models)
        .hasSize(4)
        .allSatisfy(
            model -> {
              assertThat(model.options().get(ZexiWire.SIZE)).isEqualTo(advised);
              assertThat(model.options().get(ZexiWire.QUALITY)).isEmpty();
            });
  }

  @Test
  void resolutionIsForGeminiModelsAlone() {
    List<String> with =
        ZexiRules.models().stream()
            .filter(model -> !model.options().get(ZexiWire.RESOLUTION).isEmpty())
            .map(ModelInfo::id)
            .toList();

    assertThat(with).isEqualTo(words(cells("sizes.md").get(1).get(0)));
  }

  @Test
  void everyModelListsTheBuildersOptions() {
    assertThat(ZexiRules.models())
        .allSatisfy(
            model -> {
              assertThat(model.options().keySet())
                  .containsExactly("references", "size", "quality", "n", ZexiWire.RESOLUTION);
              assertThat(model.options().get("n")).containsExactly("1+");
            });
  }

  @Test
  void resultsAreKeptForTheDocumentsHours() {
    String documented = Fixtures.documented("retention.txt");

    assertThat(documented).contains("保留约 2 小时"); // "kept for about 2 hours"
    assertThat(ZexiClient.RESULT_RETENTION).hasHours(2);
  }

  @Test
  void documentedModelsAreTheTable() {
    assertThat(ZexiModel.models())
        .extracting(ModelInfo::toString)
        .isEqualTo(ZexiRules.models().stream().map(ModelInfo::toString).toList());
  }

  private static String asDocumented(ModelInfo model) {
    List<String> limit = model.options().get(ModelInfo.REFERENCE_IMAGES);
    return "| %s | %s | %s | POST /v1/images/generations/async |"
        .formatted(
            TITLES.get(model.id()),
            model.id(),
            limit.isEmpty() ? "0" : limit.get(0).replaceFirst("^.*?([0-9]+)$", "$1"));
  }

  private static List<ModelInfo> grok() {
    String family = cells("sizes.md").get(2).get(0);
    return ZexiRules.models().stream().filter(model -> isOf(family, model.id())).toList();
  }

  private static List<String> option(String model, String name) {
    return ZexiRules.models().stream()
        .filter(info -> info.id().equals(model))
        .findFirst()
        .orElseThrow()
        .options()
        .get(name);
  }

  private static ZexiImageRequest.Builder request(ModelInfo model) {
    return ZexiImageRequest.builder().model(ZexiModel.of(model.id())).prompt("a cube");
  }

  private static boolean isOf(String family, String model) {
    return family.endsWith("*")
        ? model.startsWith(family.substring(0, family.length() - 1))
        : model.equals(family);
  }

  private static List<String> constants(Class<?> type) throws IllegalAccessException {
    List<String> constants = new ArrayList<>();
    for (Field field : type.getFields()) {
      if (field.getType() == type) constants.add(field.get(null).toString());
    }
    return constants;
  }
}
