package io.github.imagetask.meitu;

import static io.github.imagetask.meitu.Fixtures.cells;
import static io.github.imagetask.meitu.Fixtures.documented;
import static io.github.imagetask.meitu.Fixtures.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ModelInfo;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each table, both ways and in order, against the document's own. */
final class MeituRulesTest {
  private static final String FIELDS = "documented/request-fields.md";

  @Test
  void modelsAreThoseOfTheDocument() {
    List<String> documented =
        documented("models.txt")
            .lines()
            .map(line -> line.replaceFirst("^nano2?:\\s+", ""))
            .toList();

    List<String> ours = MeituRules.models().stream().map(ModelInfo::id).toList();

    assertThat(ours).hasSize(2).isEqualTo(documented);
    assertThat(row(FIELDS, "model").get(3))
        .isEqualTo("nano: " + documented.get(0) + " nano2: " + documented.get(1));
  }

  @Test
  void everyModelHasAConstant() throws Exception {
    List<String> constants = constants(MeituModel.class);

    List<String> ours = MeituRules.models().stream().map(ModelInfo::id).toList();

    assertThat(constants).isEqualTo(ours);
  }

  @Test
  void modelsHaveNoAliases() {
    List<ModelInfo> models = MeituModel.models();

    assertThat(models).allSatisfy(model -> assertThat(model.aliases()).isEmpty());
  }

  @Test
  void ratiosOfEachModelAreThoseOfTheDocument() {
    List<String> documented = List.of(row(FIELDS, "aspect_ratio").get(3).split(" "));

    List<ModelInfo> models = MeituRules.models();

    assertThat(documented).hasSize(10);
    assertThat(models)
        .allSatisfy(
            model -> assertThat(model.options().get(MeituWire.ASPECT_RATIO)).isEqualTo(documented));
  }

  @Test
  void resolutionsAreThoseOfTheDocumentAndOfNano2Alone() throws Exception {
    String cell = row(FIELDS, "resolution").get(3);
    List<String> documented = words("[124]K", cell);

    List<String> nano = option(0, MeituWire.RESOLUTION);
    List<String> nano2 = option(1, MeituWire.RESOLUTION);

    assertThat(cell).isEqualTo("只有nano2才可以传这个参数 1K 2K 4K"); // "only nano2 may be given it"
    assertThat(nano2).isEqualTo(documented).isEqualTo(constants(MeituResolution.class));
    assertThat(nano2).isEqualTo(words("[124]K", documented("resolutions.txt")));
    assertThat(nano).isEmpty();
  }

  @Test
  void outputFormatsAreThoseOfTheDocument() throws Exception {
    String cell = row(FIELDS, "output_format").get(3); // "… values: jpeg, png ,webp 默认png"
    List<String> documented =
        words("\\w+", cell.replaceFirst("^possible enum values:", "").replaceFirst("默认.*", ""));

    List<String> nano = option(0, MeituWire.OUTPUT_FORMAT);
    List<String> nano2 = option(1, MeituWire.OUTPUT_FORMAT);

    assertThat(cell).isEqualTo("possible enum values: jpeg, png ,webp 默认png"); // "default png"
    assertThat(nano).isEqualTo(documented).isEqualTo(constants(MeituOutputFormat.class));
    assertThat(nano2).isEqualTo(documented);
  }

  @Test
  void temperatureIsThatOfTheDocument() {
    String documented = row(FIELDS, "temperature").get(3); // "0-1, default 1"

    List<String> ours = option(0, MeituWire.TEMPERATURE);

    assertThat(documented).isEqualTo(ours.get(0) + " 默认1");
    assertThat(option(1, MeituWire.TEMPERATURE)).isEqualTo(ours);
  }

  @Test
  void numberOfImagesIsThatOfTheDocumentAndItsNote() {
    String documented = row(FIELDS, "media_info_list").get(4);

    List<String> ours = option(0, ModelInfo.REFERENCE_IMAGES);

    assertThat(documented).isEqualTo("最小数量: 1 最大数量: " + MeituRules.MAX_IMAGES + " item 类型: object");
    assertThat(documented("text-to-image.txt")).startsWith("如果不传图片默认文生图"); // none: text-to-image
    assertThat(ours).containsExactly("0-3").isEqualTo(option(1, ModelInfo.REFERENCE_IMAGES));
  }

  @Test
  void optionsThatAreShownAreFieldsOfTheDocument() {
    List<String> documented = cells(FIELDS).stream().map(each -> each.get(0)).toList();

    List<ModelInfo> models = MeituRules.models();

    assertThat(models)
        .allSatisfy(
            model ->
                assertThat(model.options())
                    .containsOnlyKeys(
                        "references",
                        "aspect_ratio",
                        "temperature",
                        "resolution",
                        "is_translate",
                        "output_format"));
    assertThat(documented)
        .containsAll(
            models.get(0).options().keySet().stream()
                .map(name -> name.equals("references") ? "media_info_list" : name)
                .toList());
  }

  private static List<String> option(int model, String name) {
    return MeituRules.models().get(model).options().get(name);
  }

  private static List<String> words(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
  }

  private static List<String> constants(Class<?> type) throws IllegalAccessException {
    List<String> constants = new ArrayList<>();
    for (Field field : type.getFields()) {
      if (field.getType() == type) constants.add(field.get(null).toString());
    }
    return constants;
  }
}
