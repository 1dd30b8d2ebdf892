package io.github.imagetask.hingnet;

import static io.github.imagetask.hingnet.Fixtures.documented;
import static io.github.imagetask.hingnet.Fixtures.items;
import static io.github.imagetask.hingnet.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.ReferenceImage;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each table, both ways and in order, against the document's own. */
final class HingnetRulesTest {
  @Test
  void modelsAreThoseOfTheDocumentLineByLine() {
    List<String> documented = items("models.md");

    List<String> ours =
        List.of(
            "* Gemini 图像模型：" + listed(editing(true)) + "（含同系列分辨率 SKU）",
            "* Imagen 系列（仅文生图）：" + listed(editing(false)));

    assertThat(ours).isEqualTo(documented);
  }

  @Test
  void modelsKeepTheDocumentsOrder() {
    List<String> documented = words(documented("models.md"));

    List<String> ours = HingnetModel.models().stream().map(ModelInfo::id).toList();

    assertThat(ours.subList(0, 4)).isEqualTo(documented);
    assertThat(ours.subList(4, 5)).containsExactly("gpt-image-2").hasSize(ours.size() - 4);
  }

  @Test
  void everyModelButTheFamilyHasAConstant() throws Exception {
    List<String> constants = constants(HingnetModel.class);

    List<String> ours = HingnetModel.models().stream().map(ModelInfo::id).toList();

    assertThat(constants).isEqualTo(ours.stream().filter(id -> !id.endsWith("*")).toList());
  }

  @Test
  void modelsThatEditAreThoseOfTheNote() {
    String documented = words(documented("edit-models.md")).get(0);
    Pattern edited = Pattern.compile(documented.replace("*", ".*"));

    List<String> ours = HingnetRules.models().stream().map(ModelInfo::id).toList();

    assertThat(HingnetRules.EDITED).isEqualTo(documented);
    assertThat(ours.stream().filter(edited.asMatchPredicate()))
        .containsExactlyElementsOf(editing(true).stream().map(ModelInfo::id).toList());
  }

  @Test
  void rulesFollowTheTable() {
    for (ModelInfo model : HingnetRules.models()) {
      HingnetImageRequest.Builder edit =
          HingnetImageRequest.builder()
              .model(HingnetModel.of(model.id()))
              .prompt("an oil painting")
              .addImage(ReferenceImage.url("https://example.com/base.png"));

      if (edits(model)) {
        assertThatCode(edit::build).as(model.id()).doesNotThrowAnyException();
      } else {
        assertThatCode(edit::build).as(model.id()).isInstanceOf(InvalidRequestException.class);
      }
    }
  }

  @Test
  void modelsHaveNoAliases() {
    List<ModelInfo> models = HingnetRules.models();

    assertThat(models).allSatisfy(model -> assertThat(model.aliases()).isEmpty());
  }

  @Test
  void responseFormatIsThatOfTheDocument() {
    List<String> documented = words(documented("response-format.md"));

    assertThat(documented)
        .containsExactly(
            HingnetWire.RESPONSE_FORMAT,
            HingnetResponseFormat.URL.id(),
            HingnetResponseFormat.B64_JSON.id());
  }

  @Test
  void fieldsThatTheDocumentLeavesOpenAreNotListed() {
    List<ModelInfo> gemini = editing(true);
    List<ModelInfo> imagen = editing(false);

    assertThat(gemini).allSatisfy(model -> assertThat(model.options()).containsOnlyKeys("n"));
    assertThat(imagen)
        .allSatisfy(model -> assertThat(model.options()).containsOnlyKeys("references", "n"));
  }

  private static String listed(List<ModelInfo> models) {
    return models.stream().map(model -> "`" + model.id() + "`").collect(Collectors.joining("、"));
  }

  /** Of the models that have tasks. */
  private static List<ModelInfo> editing(boolean edits) {
    return HingnetRules.models().stream()
        .filter(model -> HingnetRules.hasTasks(HingnetModel.of(model.id())))
        .filter(model -> edits(model) == edits)
        .toList();
  }

  private static boolean edits(ModelInfo model) {
    List<String> images = model.options().get(ModelInfo.REFERENCE_IMAGES);
    return images == null || !images.isEmpty();
  }

  private static List<String> constants(Class<?> type) throws IllegalAccessException {
    List<String> constants = new ArrayList<>();
    for (Field field : type.getFields()) {
      if (field.getType() == type) constants.add(field.get(null).toString());
    }
    return constants;
  }
}
