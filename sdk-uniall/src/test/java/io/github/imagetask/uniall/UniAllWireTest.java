package io.github.imagetask.uniall;

import static io.github.imagetask.uniall.Fixtures.compact;
import static io.github.imagetask.uniall.Fixtures.documented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.TaskKey;
import io.github.imagetask.spi.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link UniAllWire} writes, and where the key belongs. */
final class UniAllWireTest {
  private static final TaskKey KEY = TaskKey.of("uniall", "task_xxx");
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

  private final UniAllWire wire = wire("https://gateway.example/relay");

  @Test
  void nanoTextToImageIsWrittenAsDocumented() throws IOException {
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.NANO_BANANA_2_0_5K)
            .taskType(UniAllTaskType.TEXT_TO_IMAGE)
            .prompt("A small red cube on a clean white desk, minimal product photo, soft daylight")
            .aspectRatio(AspectRatio.of(1, 1))
            .outputFormat(UniAllOutputFormat.PNG)
            .n(1)
            .build();

    String json = json(request);

    assertThat(json).isEqualTo(compact(documented("nano-text2image-request.json")));
  }

  @Test
  void nanoImageToImageIsWrittenAsDocumented() throws IOException {
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.NANO_BANANA_2_0_5K)
            .taskType(UniAllTaskType.IMAGE_TO_IMAGE)
            .prompt("Turn the reference image into a clean product render")
            .addImage(ReferenceImage.url("https://example.com/input.png"))
            .aspectRatio(AspectRatio.of(16, 9))
            .outputFormat(UniAllOutputFormat.JPEG)
            .n(1)
            .build();

    String json = json(request);

    assertThat(json).isEqualTo(compact(documented("nano-image2image-request.json")));
  }

  @Test
  void gptImage2TextToImageIsWrittenAsDocumented() throws IOException {
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.GPT_IMAGE_2)
            .taskType(UniAllTaskType.TEXT_TO_IMAGE)
            .prompt(
                "A small blue glass sphere on a clean white desk, minimal product photo, soft"
                    + " daylight")
            .size(ImageSize.of(1024, 768))
            .quality(UniAllQuality.LOW)
            .outputFormat(UniAllOutputFormat.WEBP)
            .n(1)
            .build();

    String json = json(request);

    assertThat(json).isEqualTo(compact(documented("gpt-image-2-text2image-request.json")));
  }

  @Test
  void gptImage2ImageToImageIsWrittenAsDocumented() throws IOException {
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.GPT_IMAGE_2)
            .taskType(UniAllTaskType.IMAGE_TO_IMAGE)
            .prompt("Keep the product shape, change the background to a bright studio scene")
            .addImage(ReferenceImage.url("https://example.com/input.png"))
            .size(ImageSize.of(1024, 1024))
            .quality(UniAllQuality.MEDIUM)
            .outputFormat(UniAllOutputFormat.PNG)
            .n(1)
            .build();

    String json = json(request);

    assertThat(json).isEqualTo(compact(documented("gpt-image-2-image2image-request.json")));
  }

  @Test
  void uploadIsWrittenAsTheDocumentedForm() throws IOException {
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.GPT_IMAGE_2)
            .taskType(UniAllTaskType.IMAGE_TO_IMAGE)
            .prompt("Keep the subject, make it a clean studio product photo")
            .addImage(ReferenceImage.bytes(PNG))
            .size(ImageSize.of(1024, 1024))
            .quality(UniAllQuality.MEDIUM)
            .outputFormat(UniAllOutputFormat.PNG)
            .n(1)
            .build();

    List<String> parts = Bodies.parts(wire.submit(request));

    List<String> documented = documentedParts();
    int last = documented.size() - 1;
    assertThat(documented.get(last)).isEqualTo("image=@/path/to/input.png");
    assertThat(parts).hasSize(9).startsWith(documented.subList(0, last).toArray(new String[0]));
    assertThat(parts.get(last))
        .isEqualTo(
            "image; filename=\"image.png\" image/png "
                + new Buffer().write(PNG).readByteString().hex());
  }

  @Test
  void sizeMayBeAWord() throws IOException {
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.GPT_IMAGE_2_AUTO)
            .prompt("a cube")
            .autoSize()
            .build();

    String json = json(request);

    assertThat(json)
        .isEqualTo(
            "{\"model\":\"gpt-image-2-auto\",\"prompt\":\"a cube\",\"size\":\"auto\","
                + "\"response_format\":\"url\"}");
  }

  @Test
  void oneUrlGoesIntoImageAndSeveralIntoImages() throws IOException {
    ReferenceImage input = ReferenceImage.url("https://example.com/input.png");
    ReferenceImage a = ReferenceImage.url("https://example.com/a.png");
    ReferenceImage b = ReferenceImage.url("https://example.com/b.png");

    String one = json(nano().addImage(input).build());
    String several = json(nano().addImage(a).addImage(b).build());

    assertThat(one).contains("," + inner(documented("image-one.json")) + ",");
    assertThat(several).contains("," + inner(documented("image-several.json")) + ",");
    assertThat(several).doesNotContain("\"image\"");
  }

  @Test
  void whatIsNotSetIsNotSent() throws IOException {
    UniAllImageRequest request = nano().build();

    String json = json(request);

    assertThat(json)
        .isEqualTo(
            "{\"model\":\"NanoBanana2-1K\",\"prompt\":\"a cube\",\"response_format\":\"url\"}");
  }

  @Test
  void extrasComeLastAndReplaceIfLenient() throws IOException {
    UniAllImageRequest request =
        nano()
            .lenient()
            .n(3)
            .extra("seed", 7)
            .extra("n", 4)
            .extra("style", Map.of("weight", 0.5))
            .extra("note", null)
            .build();

    String json = json(request);

    assertThat(json)
        .isEqualTo(
            "{\"model\":\"NanoBanana2-1K\",\"prompt\":\"a cube\",\"n\":4,"
                + "\"response_format\":\"url\",\"seed\":7,\"style\":{\"weight\":0.5},"
                + "\"note\":null}");
  }

  @Test
  void submitGoesBelowTheBasesOwnPathWithoutTheKey() throws IOException {
    Request request = wire.submit(nano().build()).request();

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.url()).hasToString("https://gateway.example/relay/v1/images/tasks");
    assertThat(request.headers().names()).isEmpty();
  }

  @Test
  void queryNamesTheTaskAsOneSegmentOfThePath() {
    Request request = wire.query(TaskKey.of("uniall", "a/../b?c#d%2e é"));

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.url().encodedPath())
        .isEqualTo("/relay/v1/images/tasks/a%2F..%2Fb%3Fc%23d%252e%20%C3%A9");
    assertThat(request.headers().names()).isEmpty();
  }

  @Test
  void keyOfAKindIsNoneOfUniAlls() {
    TaskKey key = TaskKey.of("uniall", "edits", "task_xxx");

    assertThatThrownBy(() -> wire.query(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("UniAll has one kind of task, none called edits");
  }

  @Test
  void keyGoesIntoTheHeader() {
    Request request = wire.credentials().authorize(wire.query(KEY));

    assertThat(request.header("Authorization")).isEqualTo("Bearer sk-marked");
    assertThat(wire.credentials().secrets()).containsExactly("sk-marked");
  }

  @ParameterizedTest
  @CsvSource({
    "https://gateway.example/relay/v1/images/tasks,                true",
    "https://gateway.example/relay/v1/images/tasks/x/content?i=0,  true",
    "https://gateway.example:443/relay/v1/x,                       true",
    "https://gateway.example/relay/v1,                             true",
    "https://gateway.example/relay/v1beta/models/x,                true",
    "https://gateway.example/relay/v1beta2/x,                      false",
    "https://gateway.example/relay/v10/x,                          false",
    "https://gateway.example/relay/v1/../files/x.png,              false",
    "https://gateway.example/relay/v1/%2e%2e/files/x.png,          false",
    "https://gateway.example/files/x.png,                          false",
    "https://gateway.example/v1/images/tasks/x,                    false",
    "https://gateway.example/,                                     false",
    "http://gateway.example/relay/v1/x,                            false",
    "https://gateway.example:8443/relay/v1/x,                      false",
    "https://cdn.gateway.example/relay/v1/x,                       false",
  })
  void keyBelongsToTheApiAlone(String url, boolean owned) {
    assertThat(wire.credentials().owns(HttpUrl.get(url))).isEqualTo(owned);
  }

  @Test
  void baseWithoutPathOwnsItsApi() {
    UniAllWire root = wire("https://gateway.example/");

    assertThat(root.credentials().owns(HttpUrl.get("https://gateway.example/v1/images/tasks/x")))
        .isTrue();
    assertThat(root.credentials().owns(HttpUrl.get("https://gateway.example/x/v1/images")))
        .isFalse();
    assertThat(root.query(KEY).url())
        .hasToString("https://gateway.example/v1/images/tasks/task_xxx");
  }

  @Test
  void policyFollowsTheDocument() {
    PollPolicy policy = wire.pollPolicy();

    assertThat(policy.firstDelay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.floor()).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.start()).isEqualTo(Duration.ofSeconds(4));
    assertThat(policy.ceiling()).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.deadline()).isEqualTo(Duration.ofMinutes(10));
  }

  private static UniAllWire wire(String baseUrl) {
    return new UniAllWire(Settings.baseUrl(baseUrl), "sk-marked");
  }

  private static UniAllImageRequest.Builder nano() {
    return UniAllImageRequest.builder().model(UniAllModel.NANO_BANANA_2_1K).prompt("a cube");
  }

  private String json(UniAllImageRequest request) throws IOException {
    return Bodies.json(wire.submit(request));
  }

  private static String inner(String json) {
    String compact = compact(json);
    return compact.substring(1, compact.length() - 1);
  }

  private static List<String> documentedParts() {
    return Pattern.compile("-F \"([^\"]+)\"")
        .matcher(documented("gpt-image-2-image2image-multipart.txt"))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
