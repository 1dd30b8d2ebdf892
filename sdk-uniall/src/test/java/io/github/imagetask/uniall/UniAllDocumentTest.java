package io.github.imagetask.uniall;

import static io.github.imagetask.uniall.Fixtures.answer;
import static io.github.imagetask.uniall.Fixtures.cells;
import static io.github.imagetask.uniall.Fixtures.row;
import static io.github.imagetask.uniall.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.Violation;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Settings;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables of the two pages that are no table of ours: names both ways, and what they say. */
final class UniAllDocumentTest {
  private static final String PARAMETERS = "parameters.md";
  private static final String NANO = "nano-constraints.md";
  private static final String GPT = "gpt-image-2-constraints.md";
  private static final String COMPARISON = "comparison.md";
  private static final String PAGE_PARAMETERS = "nano-page-parameters.md";

  @Test
  void fieldsOfTheWireAreThoseOfEachTable() {
    assertThat(with(names(PARAMETERS), "response_format")).isEqualTo(ours());
    assertThat(with(names(GPT), "model", "prompt", "image", "images")).isEqualTo(ours());
    assertThat(with(names(PAGE_PARAMETERS), "size", "quality")).isEqualTo(ours());

    Set<String> nano = names(NANO);
    assertThat(nano.remove("图片输入字段")).isTrue(); // "the fields of input images"
    assertThat(with(nano, "image", "images")).isEqualTo(ours());
    assertThat(new LinkedHashSet<>(words(row(NANO, "图片输入字段").get(1))))
        .containsExactly("image", "images");
    for (String cell : row(COMPARISON, "图生图").subList(1, 3)) { // "image-to-image"
      assertThat(words(cell)).containsExactly("image", "images");
    }
  }

  @Test
  void whatIsRequiredIsRequired() {
    List<String> documented = required(PARAMETERS);

    InvalidRequestException refused =
        catchThrowableOfType(
            InvalidRequestException.class, () -> UniAllImageRequest.builder().build());

    assertThat(refused.violations())
        .extracting(Violation::field)
        .isEqualTo(documented)
        .isEqualTo(required(PAGE_PARAMETERS));
    assertThat(row(NANO, "prompt").get(1)).isEqualTo("必填"); // "required"
    assertThat(row(GPT, "size").get(1)).startsWith("必填");
  }

  @Test
  void taskTypesAreThoseOfEachTable() {
    List<String> ours = UniAllRules.TASK_TYPES.stream().map(Object::toString).toList();

    assertThat(words(row(PARAMETERS, "task_type").get(3))).isEqualTo(ours);
    assertThat(words(row(NANO, "task_type").get(1))).isEqualTo(ours);
    assertThat(words(row(GPT, "task_type").get(1))).isEqualTo(ours);
    assertThat(row(PAGE_PARAMETERS, "task_type").get(3)).startsWith(String.join(" 或 ", ours));
  }

  @Test
  void ratiosThatAreCalledCommonAreAmongTheTen() {
    List<String> ours = UniAllRules.RATIOS.stream().map(Object::toString).toList();
    List<String> common = words(row(NANO, "aspect_ratio").get(1));
    String page = row(PAGE_PARAMETERS, "aspect_ratio").get(3);

    assertThat(common).containsExactly("1:1", "16:9", "9:16", "4:3", "3:4");
    assertThat(ours).containsAll(common);
    assertThat(common).allSatisfy(ratio -> assertThat(page).contains(ratio));
    assertThat(row(GPT, "aspect_ratio").get(1)).startsWith("不支持"); // "not supported"
    assertThat(words(row(PARAMETERS, "aspect_ratio").get(3)))
        .containsExactly("NanoBanana", "NanoBananaPro-*", "NanoBanana2-*", "gpt-image-2");
  }

  @Test
  void outputFormatsAreThoseOfEachTable() {
    List<String> nano =
        List.of(
            "NanoBanana", "png", "jpeg", "webp", "NanoBananaPro-*", "NanoBanana2-*", "png", "jpeg");

    assertThat(words(row(NANO, "output_format").get(1))).isEqualTo(nano);
    assertThat(words(row(COMPARISON, "输出格式控制").get(1))).isEqualTo(nano);
    assertThat(words(row(COMPARISON, "输出格式控制").get(2))).isEqualTo(option(9, "output_format"));
    assertThat(option(0, "output_format")).containsExactly("png", "jpeg", "webp");
    assertThat(option(1, "output_format")).containsExactly("png", "jpeg");
    assertThat(option(5, "output_format")).containsExactly("png", "jpeg");
  }

  @Test
  void numberOfImagesIsThatOfEachTable() {
    assertThat(words(row(PARAMETERS, "n").get(3))).containsExactly("1", "gpt-image-2", "1-8");
    assertThat(row(PARAMETERS, "n").get(3)).endsWith("NanoBanana 不支持"); // and here they do:
    assertThat(words(row(NANO, "n").get(1))).containsExactly("1");
    assertThat(words(row(COMPARISON, "n").get(1))).containsExactly("1");
    assertThat(words(row(GPT, "n").get(1))).containsExactly("1", "1-8");
    assertThat(option(9, "n")).containsExactly("1-8");
    assertThat(option(0, "n")).containsExactly("1");
  }

  @Test
  void qualityHasTheDefaultThatItsConstantNames() {
    String medium = UniAllQuality.MEDIUM.id();

    assertThat(words(row(GPT, "quality").get(1))).containsExactly(medium);
    assertThat(words(row(COMPARISON, "quality").get(2))).containsExactly(medium);
  }

  @Test
  void responseFormatIsTheOneThatIsRecommended() {
    assertThat(row(NANO, "response_format").get(1))
        .isEqualTo("推荐 `" + UniAllResponseFormat.URL + "`");
    assertThat(row(GPT, "response_format").get(1))
        .isEqualTo("推荐 `" + UniAllResponseFormat.URL + "`");
    assertThat(words(row(COMPARISON, "response_format").get(1)))
        .containsExactly(UniAllResponseFormat.URL.toString());
    assertThat(words(row(COMPARISON, "response_format").get(2)))
        .containsExactly(UniAllResponseFormat.URL.toString());
  }

  @Test
  void familiesOfTheNanoPageAreThoseOfTheModels() {
    List<String> families =
        cells("nano-page-models.md").stream()
            .flatMap(row -> Arrays.stream(row.get(1).split("、")))
            .toList();
    List<String> ours =
        UniAllRules.models().stream()
            .map(ModelInfo::id)
            .filter(id -> id.startsWith("NanoBanana"))
            .toList();

    assertThat(families)
        .containsExactly("NanoBanana", "NanoBananaPro-*", "NanoBanana2-0.5K", "NanoBanana2-1K");
    assertThat(families)
        .allSatisfy(
            family -> assertThat(ours).anyMatch(id -> id.matches(family.replace("*", ".*"))));
    assertThat(ours).allMatch(id -> id.matches("NanoBanana|NanoBananaPro-.*|NanoBanana2-.*"));
  }

  @Test
  void fieldsOfTheAnswerAreRead() throws Exception {
    List<String> documented =
        cells("response-fields.md").stream().map(row -> words(row.get(0)).get(0)).toList();
    UniAllWire wire = new UniAllWire(Settings.baseUrl("https://gateway.example"), "sk-marked");

    Reading done =
        wire.readSubmit(
            answer(
                200,
                "{\"task_id\":\"a\",\"status\":\"succeeded\",\"progress\":\"100%\","
                    + "\"result_url\":\"https://example.com/1.png\","
                    + "\"metadata\":{\"task_type\":\"text2image\",\"result_count\":2,"
                    + "\"result_urls\":[\"https://example.com/1.png\",\"https://example.com/2.png\"]},"
                    + "\"error\":null}"));

    assertThat(documented)
        .containsExactly(
            "task_id",
            "status",
            "progress",
            "result_url",
            "metadata.task_type", // ours to know
            "metadata.result_count", // as many as there are
            "metadata.result_urls",
            "error");
    assertThat(done.id()).isEqualTo("a");
    assertThat(done.rawStatus()).isEqualTo("succeeded");
    assertThat(done.progress()).isEqualTo(100);
    assertThat(done.images()).hasSize(2);
    assertThat(done.error()).isNull();
    assertThat(words(row("response-fields.md", "progress").get(1)))
        .containsExactly("0%", "50%", "100%");
  }

  /** Those of a task: others are direct calls' alone. */
  private static Set<String> ours() {
    Set<String> ours = new LinkedHashSet<>(UniAllWire.NAMES.all());
    ours.removeAll(List.of("mask", "output_compression", "background", "moderation", "user"));
    return ours;
  }

  private static Set<String> names(String file) {
    Set<String> names = new LinkedHashSet<>();
    for (List<String> row : cells(file)) names.add(row.get(0).replace("`", ""));
    return names;
  }

  private static Set<String> with(Set<String> names, String... others) {
    for (String other : others) assertThat(names.add(other)).as(other).isTrue();
    return names;
  }

  private static List<String> required(String file) {
    return cells(file).stream()
        .filter(row -> row.get(2).equals("是")) // "yes"
        .map(row -> row.get(0).replace("`", ""))
        .toList();
  }

  private static List<String> option(int model, String name) {
    return UniAllRules.models().get(model).options().get(name);
  }
}
