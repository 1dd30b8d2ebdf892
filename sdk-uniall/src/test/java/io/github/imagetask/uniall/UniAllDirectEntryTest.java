package io.github.imagetask.uniall;

import static io.github.imagetask.uniall.Fixtures.assumed;
import static io.github.imagetask.uniall.Fixtures.compact;
import static io.github.imagetask.uniall.Fixtures.documented;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/** What {@link UniAllDirectEntry} writes. */
final class UniAllDirectEntryTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2};
  private static final ReferenceImage URL = ReferenceImage.url("https://example.com/input.png");

  private final UniAllDirectEntry entry =
      new UniAllDirectEntry(HttpUrl.get("https://gateway.example/relay/"));

  @Test
  void everyFieldOfAGenerationIsWritten() throws IOException {
    UniAllImageRequest request =
        sphere()
            .size(ImageSize.of(1024, 768))
            .quality(UniAllQuality.LOW)
            .outputFormat(UniAllOutputFormat.WEBP)
            .outputCompression(80)
            .background(UniAllBackground.OPAQUE)
            .moderation(UniAllModeration.LOW)
            .n(2)
            .user("order-7")
            .responseFormat(UniAllResponseFormat.B64_JSON)
            .build();

    String json = Bodies.json(entry.submit(request));

    assertThat(json).isEqualTo(compact(assumed("direct-generation-request.json")));
  }

  @Test
  void imagesComeByAddressUnlessTheRequestSaysOtherwise() throws IOException {
    String json = Bodies.json(entry.submit(sphere().size(ImageSize.of(1024, 768)).build()));

    assertThat(json)
        .isEqualTo(
            "{\"model\":\"gpt-image-2\",\"prompt\":\"A small blue glass sphere\","
                + "\"size\":\"1024x768\",\"response_format\":\"url\"}");
  }

  @Test
  void autoIsTheSizeOfTheAutoModel() throws IOException {
    UniAllImageRequest request = sphere().model(UniAllModel.GPT_IMAGE_2_AUTO).autoSize().build();

    assertThat(Bodies.json(entry.submit(request)))
        .isEqualTo(
            "{\"model\":\"gpt-image-2-auto\",\"prompt\":\"A small blue glass sphere\","
                + "\"size\":\"auto\",\"response_format\":\"url\"}");
  }

  @Test
  void imagesByUrlGoIntoAGeneration() throws IOException {
    UniAllImageRequest.Builder request = sphere().size(ImageSize.of(1024, 1024)).addImage(URL);

    Submission one = entry.submit(request.build());
    Submission several =
        entry.submit(request.addImage(ReferenceImage.url("https://example.com/b.png")).build());

    assertThat(Bodies.json(one)).contains(",\"image\":\"https://example.com/input.png\",\"size\"");
    assertThat(Bodies.json(several))
        .contains(
            ",\"images\":[\"https://example.com/input.png\",\"https://example.com/b.png\"],\"size\"")
        .doesNotContain("\"image\"");
    assertThat(several.request().url()).isEqualTo(one.request().url());
  }

  @Test
  void fileGoesIntoAnEditWithItsFields() throws IOException {
    UniAllImageRequest request =
        sphere()
            .size(ImageSize.of(1024, 1024))
            .quality(UniAllQuality.HIGH)
            .outputFormat(UniAllOutputFormat.JPEG)
            .outputCompression(0)
            .background(UniAllBackground.AUTO)
            .n(3)
            .user("order-7")
            .extra("seed", 7)
            .addImage(ReferenceImage.bytes(PNG))
            .mask(ReferenceImage.bytes(PNG))
            .build();

    List<String> parts = Bodies.parts(entry.submit(request));

    assertThat(parts)
        .containsExactly(
            "model=gpt-image-2",
            "prompt=A small blue glass sphere",
            "size=1024x1024",
            "quality=high",
            "output_format=jpeg",
            "output_compression=0",
            "background=auto",
            "n=3",
            "user=order-7",
            "response_format=url",
            "seed=7",
            "image; filename=\"image.png\" image/png " + hex(PNG),
            "mask; filename=\"image.png\" image/png " + hex(PNG));
  }

  @Test
  void severalFilesGoIntoPartsWithBrackets() throws IOException {
    UniAllImageRequest request =
        sphere()
            .size(ImageSize.of(1024, 1024))
            .addImage(ReferenceImage.bytes(PNG))
            .addImage(ReferenceImage.bytes(JPEG))
            .build();

    List<String> parts = Bodies.parts(entry.submit(request));

    assertThat(parts)
        .containsExactly(
            "model=gpt-image-2",
            "prompt=A small blue glass sphere",
            "size=1024x1024",
            "response_format=url",
            "image[]; filename=\"image.png\" image/png " + hex(PNG),
            "image[]; filename=\"image.jpg\" image/jpeg " + hex(JPEG));
  }

  @Test
  void nanoGoesOutWithItsRatioIfLenient() throws IOException {
    UniAllImageRequest request =
        sphere()
            .model(UniAllModel.NANO_BANANA_2_1K)
            .aspectRatio(AspectRatio.of(16, 9))
            .lenient()
            .extra("style", "x")
            .build();

    assertThat(Bodies.json(entry.submit(request)))
        .isEqualTo(
            "{\"model\":\"NanoBanana2-1K\",\"prompt\":\"A small blue glass sphere\","
                + "\"aspect_ratio\":\"16:9\",\"response_format\":\"url\",\"style\":\"x\"}");
  }

  @Test
  void callsGoWhereThePageSaysWithoutTheKey() throws IOException {
    UniAllImageRequest.Builder request = sphere().size(ImageSize.of(1024, 1024));

    Submission generation = entry.submit(request.build());
    Submission edit = entry.submit(request.addImage(ReferenceImage.bytes(PNG)).build());

    List<String> called = new ArrayList<>();
    for (Submission each : List.of(generation, edit)) {
      String path = each.request().url().encodedPath().replaceFirst("^/relay", "");
      called.add(each.request().method() + " " + path);
      assertThat(each.request().headers().names()).isEmpty();
    }
    assertThat(called).isEqualTo(documented("nano-page-direct.txt").lines().toList());
  }

  private static UniAllImageRequest.Builder sphere() {
    return UniAllImageRequest.builder()
        .model(UniAllModel.GPT_IMAGE_2)
        .prompt("A small blue glass sphere");
  }

  private static String hex(byte[] bytes) {
    return ByteString.of(bytes).hex();
  }
}
