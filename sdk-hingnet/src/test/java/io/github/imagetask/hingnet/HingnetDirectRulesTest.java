package io.github.imagetask.hingnet;

import static io.github.imagetask.hingnet.Fixtures.assumed;
import static io.github.imagetask.hingnet.Fixtures.documented;
import static io.github.imagetask.hingnet.Fixtures.table;
import static io.github.imagetask.hingnet.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.Violation;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for direct calls, and what is theirs alone. */
final class HingnetDirectRulesTest {
  private static final String SOURCE = " (Hingnet's synchronous pages, undated)";
  private static final ReferenceImage URL = ReferenceImage.url("https://example.com/base.png");

  /** Sets a field by its name on the wire. */
  private static final Map<
          String, BiFunction<HingnetImageRequest.Builder, String, HingnetImageRequest.Builder>>
      SETTERS =
          Map.of(
              "size", (builder, word) -> builder.size(HingnetSize.of(word)),
              "aspect_ratio", (builder, word) -> builder.aspectRatio(AspectRatio.of(16, 9)),
              "quality", (builder, word) -> builder.quality(HingnetQuality.of(word)),
              "background", (builder, word) -> builder.background(HingnetBackground.of(word)),
              "output_format", (builder, word) -> builder.outputFormat(format(word)),
              "output_compression", (builder, word) -> jpeg(builder).outputCompression(50),
              "moderation", (builder, word) -> builder.moderation(HingnetModeration.of(word)),
              "user", (builder, word) -> builder.user(word),
              "response_format", (builder, word) -> builder.responseFormat(response(word)));

  @Test
  void rulesAreThoseOfTheTable() {
    List<List<String>> table = table(assumed("direct-fields.md"));
    List<String> models = table.get(0).subList(1, 4);

    for (List<String> row : table.subList(1, table.size())) {
      for (int i = 0; i < models.size(); i++) {
        assertCell(words(models.get(i)).get(0), row.get(0), row.get(i + 1));
      }
    }
    assertThat(table.subList(1, table.size()))
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrderElementsOf(SETTERS.keySet());
  }

  private static void assertCell(String model, String field, String cell) {
    List<String> listed = words(cell);
    for (String word : listed) assertThat(broken(model, field, word)).isEmpty();
    List<String> broken = broken(model, field, "of-nobody");
    if (cell.equals("open")) {
      assertThat(broken).as(model + " " + field).isEmpty();
    } else if (cell.equals("none")) {
      assertThat(broken)
          .as(model + " " + field)
          .anyMatch(each -> each.matches(field + ": .*; " + model + " doesn't take this field.*"));
    } else {
      assertThat(broken)
          .as(model + " " + field)
          .singleElement()
          .asString()
          .contains(" takes " + String.join(", ", listed) + " (");
    }
  }

  @Test
  void responseFormatsAreThoseOfTheDocument() {
    List<String> documented = words(documented("direct.md")).subList(2, 4);

    assertThat(HingnetRules.RESPONSE_FORMATS)
        .extracting(word -> "response_format=" + word)
        .isEqualTo(documented);
  }

  @Test
  void rulesAreNamedWithTheirSource() {
    assertThat(broken("gpt-image-2", "size", "4K"))
        .containsExactly(
            "size: 4K; gpt-image-2 takes 1024x1024, 1024x1536, 1536x1024, auto" + SOURCE);
    assertThat(broken("gemini-3-pro-image-preview", "quality", "high"))
        .containsExactly(
            "quality: high; gemini-3-pro-image-preview doesn't take this field" + SOURCE);
    assertThat(broken("gpt-image-2", "response_format", "png"))
        .containsExactly(
            "response_format: png; a direct call takes b64_json, url (Hingnet image generation"
                + " (asynchronous), undated, section \"synchronous routes\")");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void compressionIsAPercentage(int compression) {
    List<String> broken = refused(jpeg(gpt()).outputCompression(compression));

    assertThat(broken)
        .containsExactly(
            "output_compression: "
                + compression
                + "; gpt-image-2 takes 0 to 100 (OpenAI's Images API)");
    assertThat(jpeg(gpt()).outputCompression(0).build().outputCompression()).isZero();
    assertThat(jpeg(gpt()).outputCompression(100).build().outputCompression()).isEqualTo(100);
  }

  @Test
  void compressionIsForJpegAlone() {
    String broken =
        "output_compression: 50; gpt-image-2 compresses jpeg alone; set outputFormat(JPEG)";

    assertThat(refused(gpt().outputCompression(50))).containsExactly(broken + SOURCE);
    assertThat(refused(gpt().outputFormat(HingnetOutputFormat.PNG).outputCompression(50)))
        .containsExactly(broken + SOURCE);
  }

  @Test
  void moderationIsForGenerationsAlone() {
    List<String> broken = refused(gpt().moderation(HingnetModeration.LOW).addImage(URL));

    assertThat(broken)
        .containsExactly("moderation: low; an edit doesn't take this field (OpenAI's Images API)");
  }

  @Test
  void gptImage2Edits() {
    assertThat(gpt().addImage(URL).build().taskType()).isEqualTo(HingnetTaskType.EDIT);
  }

  @Test
  void lenientLetsOutWhatTheTablesRefuse() {
    HingnetImageRequest request =
        gpt()
            .lenient()
            .size(HingnetSize.SIZE_4K)
            .aspectRatio(AspectRatio.of(1, 1))
            .outputCompression(101)
            .build();

    assertThat(request.isLenient()).isTrue();
  }

  @Test
  void modelsShowWhatGptImage2Takes() {
    ModelInfo model = HingnetModel.models().get(4);

    assertThat(model)
        .hasToString(
            "gpt-image-2 {n=[1+], size=[1024x1024, 1024x1536, 1536x1024, auto], aspect_ratio=[],"
                + " quality=[low, medium, high, auto], output_format=[png, jpeg]}");
  }

  // ---- what a task can't be asked for

  @ParameterizedTest
  @CsvSource({
    "quality, high",
    "background, opaque",
    "output_format, jpeg",
    "moderation, low",
    "user, me",
  })
  void fieldOfADirectCallIsRefusedInATaskEvenIfLenient(String field, String word) {
    HingnetImageRequest.Builder builder = SETTERS.get(field).apply(unknown(), word);

    assertThat(notATask(builder))
        .isEqualTo(notATask(builder.lenient()))
        .containsExactly(field + ": " + word + "; a task doesn't take this; ask client.direct()");
  }

  @Test
  void allThatATaskCannotTakeIsToldAtOnce() {
    List<String> broken =
        notATask(jpeg(gpt()).outputCompression(50).responseFormat(HingnetResponseFormat.B64_JSON));

    String pages = " (Hingnet image generation (asynchronous), undated, section ";
    assertThat(broken)
        .containsExactly(
            "model: gpt-image-2; a task doesn't take this; ask client.direct()"
                + pages
                + "\"scope\")",
            "response_format: b64_json; a task always brings URLs; ask client.direct()"
                + pages
                + "\"synchronous routes\")",
            "output_format: jpeg; a task doesn't take this; ask client.direct()",
            "output_compression: 50; a task doesn't take this; ask client.direct()");
  }

  @Test
  void taskMayBeAskedForUrlsAndLenientlyForAnyModel() {
    HingnetDirectRules.checkTask(unknown().responseFormat(HingnetResponseFormat.URL).build());
    HingnetDirectRules.checkTask(gpt().lenient().build());
    HingnetDirectRules.checkTask(unknown().user(" ").build()); // blanks are not sent
  }

  private static List<String> broken(String model, String field, String word) {
    HingnetImageRequest.Builder builder =
        HingnetImageRequest.builder().model(HingnetModel.of(model)).prompt("a city");
    try {
      SETTERS.get(field).apply(builder, word).build();
      return List.of();
    } catch (InvalidRequestException e) {
      return texts(e);
    }
  }

  private static List<String> refused(HingnetImageRequest.Builder builder) {
    return texts(catchThrowableOfType(InvalidRequestException.class, builder::build));
  }

  private static List<String> notATask(HingnetImageRequest.Builder builder) {
    HingnetImageRequest request = builder.build();
    return texts(
        catchThrowableOfType(
            InvalidRequestException.class, () -> HingnetDirectRules.checkTask(request)));
  }

  private static List<String> texts(InvalidRequestException e) {
    return e.violations().stream().map(Violation::toString).toList();
  }

  private static HingnetImageRequest.Builder gpt() {
    return HingnetImageRequest.builder().model(HingnetModel.GPT_IMAGE_2).prompt("a city");
  }

  private static HingnetImageRequest.Builder unknown() {
    return HingnetImageRequest.builder().model(HingnetModel.of("gemini-9-image")).prompt("a city");
  }

  private static HingnetImageRequest.Builder jpeg(HingnetImageRequest.Builder builder) {
    return builder.outputFormat(HingnetOutputFormat.JPEG);
  }

  private static HingnetOutputFormat format(String word) {
    return HingnetOutputFormat.of(word);
  }

  private static HingnetResponseFormat response(String word) {
    return HingnetResponseFormat.of(word);
  }
}
