package io.github.imagetask.uniall;

import static io.github.imagetask.uniall.Fixtures.curl;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.TaskKey;
import io.github.imagetask.spi.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okhttp3.Request;
import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call that the two pages show: method, address, headers and body. */
final class UniAllCurlTest {
  private static final String BASE = "https://gateway.example/relay";
  private static final String KEY = "sk-***"; // the document's placeholder

  private final UniAllWire wire = new UniAllWire(Settings.baseUrl(BASE), KEY);

  record Sample(String file, UniAllImageRequest.Builder request) {
    @Override
    public String toString() {
      return file;
    }
  }

  static List<Sample> samples() {
    return List.of(
        new Sample("nano-text2image.txt", cube()),
        new Sample("nano-page-text2image.txt", cube()),
        new Sample(
            "nano-page-image2image.txt",
            nano(UniAllTaskType.IMAGE_TO_IMAGE)
                .prompt("Turn the reference image into a clean product render")
                .addImage(ReferenceImage.url("https://example.com/input.png"))
                .aspectRatio(AspectRatio.of(16, 9))
                .outputFormat(UniAllOutputFormat.JPEG)),
        new Sample(
            "gpt-image-2-text2image.txt",
            nano(UniAllTaskType.TEXT_TO_IMAGE)
                .model(UniAllModel.GPT_IMAGE_2)
                .prompt(
                    "A small blue glass sphere on a clean white desk, minimal product photo, soft"
                        + " daylight")
                .size(ImageSize.of(1024, 768))
                .quality(UniAllQuality.LOW)
                .outputFormat(UniAllOutputFormat.WEBP)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void submitIsSentAsDocumented(Sample sample) throws IOException {
    Request sent = wire.credentials().authorize(wire.submit(sample.request().build()).request());

    Fixtures.Curl documented = curl(sample.file());
    assertCalled(sent, documented);
    assertThat(documented.headers())
        .isEqualTo(
            Map.of(
                "Authorization", sent.header("Authorization"),
                "Content-Type", sent.body().contentType().toString()));
    Buffer body = new Buffer();
    sent.body().writeTo(body);
    assertThat(body.readUtf8()).isEqualTo(documented.json());
  }

  @ParameterizedTest
  @ValueSource(strings = {"query.txt", "nano-page-query.txt"})
  void queryIsSentAsDocumented(String file) {
    Request sent = wire.credentials().authorize(wire.query(TaskKey.of("uniall", "task_xxx")));

    Fixtures.Curl documented = curl(file);
    assertCalled(sent, documented);
    assertThat(documented.headers())
        .isEqualTo(Map.of("Authorization", sent.header("Authorization")));
    assertThat(sent.body()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = "gpt-image-2-image2image-multipart.txt") // its parts: UniAllWireTest
  void uploadIsSentWhereDocumented(String file) throws IOException {
    UniAllImageRequest request =
        nano(UniAllTaskType.IMAGE_TO_IMAGE)
            .prompt("Keep the subject, make it a clean studio product photo")
            .addImage(ReferenceImage.bytes(new byte[] {1}))
            .build();

    Request sent = wire.credentials().authorize(wire.submit(request).request());

    Fixtures.Curl documented = curl(file);
    assertCalled(sent, documented);
    assertThat(documented.headers())
        .isEqualTo(Map.of("Authorization", sent.header("Authorization")));
    assertThat(sent.body().contentType().type()).isEqualTo("multipart");
  }

  private static void assertCalled(Request sent, Fixtures.Curl documented) {
    assertThat(sent.method()).isEqualTo(documented.method());
    assertThat(sent.url()).hasToString(documented.url().replace("{BASE_URL}", BASE));
  }

  private static UniAllImageRequest.Builder cube() {
    return nano(UniAllTaskType.TEXT_TO_IMAGE)
        .prompt("A small red cube on a clean white desk, minimal product photo, soft daylight")
        .aspectRatio(AspectRatio.of(1, 1))
        .outputFormat(UniAllOutputFormat.PNG);
  }

  private static UniAllImageRequest.Builder nano(UniAllTaskType type) {
    return UniAllImageRequest.builder().model(UniAllModel.NANO_BANANA_2_0_5K).taskType(type).n(1);
  }
}
