package io.github.imagetask.uniall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.Violation;
import io.github.imagetask.spi.Settings;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tables refuse: each alone, by name, and the same request goes out with lenient(). */
final class UniAllRuleTest {
  private static final String SOURCE = " (UniAll async-image-generation of 2026-04-29, section ";
  private static final ReferenceImage IMAGE = ReferenceImage.url("https://example.com/input.png");

  record Rule(
      String name,
      UniAllModel model,
      UnaryOperator<UniAllImageRequest.Builder> change,
      String refusal,
      String onTheWire) {
    UniAllImageRequest.Builder request() {
      UniAllImageRequest.Builder request =
          UniAllImageRequest.builder().model(model).prompt("a cube");
      if (model.equals(UniAllModel.GPT_IMAGE_2) && !name.equals("no size")) {
        request.size(ImageSize.of(1024, 768));
      }
      return change.apply(request);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Rule> rules() {
    return List.of(
        gpt(
            "no size",
            request -> request,
            "size is missing; gpt-image-2 requires one of UniAllSizes.all()" + SOURCE + "5.4)",
            "\"prompt\":\"a cube\",\"response_format\""),
        gpt(
            "size outside the table",
            request -> request.size(ImageSize.of(1024, 1000)),
            "size: 1024x1000; gpt-image-2 takes "
                + UniAllSizes.all().stream()
                    .map(row -> row.size().toString())
                    .collect(Collectors.joining(", "))
                + SOURCE
                + "5.5)",
            "\"size\":\"1024x1000\""),
        gpt(
            "ratio of gpt-image-2",
            request -> request.aspectRatio(AspectRatio.of(16, 9)),
            "aspect_ratio: 16:9; gpt-image-2 doesn't take this field" + SOURCE + "9)",
            "\"aspect_ratio\":\"16:9\""),
        nano(
            "ratio outside the ten",
            request -> request.aspectRatio(AspectRatio.of(7, 3)),
            "aspect_ratio: 7:3; NanoBanana2-1K takes 1:1, 2:3, 3:2, 3:4, 4:3, 4:5, 5:4, 9:16, 16:9,"
                + " 21:9"
                + SOURCE
                + "9)",
            "\"aspect_ratio\":\"7:3\""),
        gpt(
            "quality outside the three",
            request -> request.quality(UniAllQuality.of("auto")),
            "quality: auto; gpt-image-2 takes low, medium, high" + SOURCE + "5.4)",
            "\"quality\":\"auto\""),
        gpt(
            "nine images",
            request -> request.n(9),
            "n: 9; gpt-image-2 takes 1 to 8" + SOURCE + "5.4)",
            "\"n\":9"),
        nano(
            "two images of a nano model",
            request -> request.n(2),
            "n: 2; NanoBanana2-1K takes 1" + SOURCE + "3)",
            "\"n\":2"),
        nano(
            "webp of a later nano model",
            request -> request.outputFormat(UniAllOutputFormat.WEBP),
            "output_format: webp; NanoBanana2-1K takes png, jpeg" + SOURCE + "9)",
            "\"output_format\":\"webp\""),
        gpt(
            "format outside the three",
            request -> request.outputFormat(UniAllOutputFormat.of("gif")),
            "output_format: gif; gpt-image-2 takes png, jpeg, webp" + SOURCE + "9)",
            "\"output_format\":\"gif\""),
        nano(
            "task type outside the two",
            request -> request.taskType(UniAllTaskType.of("img2img")),
            "task_type: img2img; the gateway takes text2image, image2image" + SOURCE + "3)",
            "\"task_type\":\"img2img\""),
        nano(
            "text to image with an image",
            request -> request.taskType(UniAllTaskType.TEXT_TO_IMAGE).addImage(IMAGE),
            "task_type: text2image; set, it wins over the reference images; leave one of them out"
                + SOURCE
                + "3.1)",
            "\"task_type\":\"text2image\",\"prompt\":\"a cube\",\"image\":\"https://"),
        nano(
            "field of the builder",
            request -> request.extra("response_format", "b64_json"),
            "response_format: set by extra(..); the builder writes this field itself",
            "\"response_format\":\"b64_json\""));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatTheTablesDoNotHaveIsRefusedByName(Rule rule) {
    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, rule.request()::build);

    assertThat(refused.violations())
        .extracting(Violation::toString)
        .containsExactly(rule.refusal());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void lenientLetsOutWhatTheTablesRefuse(Rule rule) throws IOException {
    UniAllImageRequest request = rule.request().lenient().build();

    Buffer json = new Buffer();
    new UniAllWire(Settings.baseUrl("https://gateway.example"), "sk-marked")
        .submit(request)
        .request()
        .body()
        .writeTo(json);

    assertThat(json.readUtf8())
        .startsWith("{\"model\":\"" + rule.model() + "\",")
        .contains(rule.onTheWire());
  }

  private static Rule gpt(
      String name,
      UnaryOperator<UniAllImageRequest.Builder> change,
      String refusal,
      String onTheWire) {
    return new Rule(name, UniAllModel.GPT_IMAGE_2, change, refusal, onTheWire);
  }

  private static Rule nano(
      String name,
      UnaryOperator<UniAllImageRequest.Builder> change,
      String refusal,
      String onTheWire) {
    return new Rule(name, UniAllModel.NANO_BANANA_2_1K, change, refusal, onTheWire);
  }
}
