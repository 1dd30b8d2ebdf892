package io.github.imagetask.hingnet;

import static io.github.imagetask.hingnet.Fixtures.assumed;
import static io.github.imagetask.hingnet.Fixtures.compact;
import static io.github.imagetask.hingnet.Fixtures.documented;
import static io.github.imagetask.hingnet.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.Settings;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.util.List;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link HingnetDirectEntry} writes. */
final class HingnetDirectEntryTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
  private static final String PNG_HEX = new Buffer().write(PNG).readByteString().hex();

  private final HingnetWire wire =
      new HingnetWire(Settings.baseUrl("https://gateway.example/relay"), "test-key-marked");
  private final HingnetDirectEntry entry = new HingnetDirectEntry(wire);

  @Test
  void everyFieldOfAGenerationIsSent() throws IOException {
    HingnetImageRequest request = full().moderation(HingnetModeration.LOW).build();

    String json = json(request);

    assertThat(json).isEqualTo(compact(assumed("direct-request.json")));
  }

  @Test
  void everyFieldOfAnEditIsAPartAndTheFileComesLast() throws IOException {
    HingnetImageRequest request = full().addImage(ReferenceImage.bytes(PNG)).build();

    List<String> parts = parts(request);

    assertThat(parts)
        .containsExactly(
            "model=gpt-image-2",
            "prompt=A futuristic cityscape at sunset with flying cars",
            "n=2",
            "size=1536x1024",
            "quality=high",
            "background=opaque",
            "output_format=jpeg",
            "output_compression=80",
            "user=user-1",
            "response_format=b64_json",
            "image; filename=\"image.png\" image/png " + PNG_HEX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-image-2", "gemini-2.5-flash-image"})
  void editOfUrlsIsAFormForEveryModel(String model) throws IOException {
    HingnetImageRequest request =
        drawn(model)
            .addImage(ReferenceImage.url("https://example.com/base.png"))
            .addImage(ReferenceImage.url("https://example.com/style-ref.png"))
            .build();

    List<String> parts = parts(request);

    assertThat(parts)
        .containsExactly(
            "model=" + model,
            "prompt=a city",
            "response_format=b64_json",
            "image_urls[]=https://example.com/base.png",
            "image_urls[]=https://example.com/style-ref.png");
  }

  @Test
  void whatIsNotSetIsNotSentAndBase64IsAskedFor() throws IOException {
    String json = json(drawn("gemini-2.5-flash-image").build());

    assertThat(json)
        .isEqualTo(
            "{\"model\":\"gemini-2.5-flash-image\",\"prompt\":\"a city\","
                + "\"response_format\":\"b64_json\"}");
  }

  @Test
  void urlIsAskedForOnRequest() throws IOException {
    HingnetImageRequest request =
        drawn("gpt-image-2").responseFormat(HingnetResponseFormat.URL).build();

    assertThat(json(request)).endsWith(",\"response_format\":\"url\"}");
  }

  @Test
  void geminiAndImagenHaveSizeAndRatioAsInTasks() throws IOException {
    HingnetImageRequest request =
        drawn("imagen-4.0")
            .n(4)
            .size(HingnetSize.SIZE_1K)
            .aspectRatio(AspectRatio.of(16, 9))
            .build();

    assertThat(json(request))
        .isEqualTo(
            "{\"model\":\"imagen-4.0\",\"prompt\":\"a city\",\"n\":4,\"size\":\"1K\","
                + "\"aspect_ratio\":\"16:9\",\"response_format\":\"b64_json\"}");
  }

  @Test
  void autoIsASize() throws IOException {
    HingnetImageRequest request = drawn("gpt-image-2").size(HingnetSize.AUTO).build();

    assertThat(json(request)).contains("\"size\":\"auto\"");
  }

  @Test
  void extrasComeLastAndReplaceIfLenient() throws IOException {
    HingnetImageRequest request =
        drawn("gpt-image-2").lenient().extra("quality", "ultra").extra("seed", 7).build();

    assertThat(json(request))
        .isEqualTo(
            "{\"model\":\"gpt-image-2\",\"prompt\":\"a city\",\"response_format\":\"b64_json\","
                + "\"quality\":\"ultra\",\"seed\":7}");
  }

  @Test
  void routesAreThoseOfTheDocumentWithoutTheKey() throws IOException {
    List<String> documented = words(documented("direct.md")).subList(0, 2);
    HingnetImageRequest edit =
        drawn("gpt-image-2").addImage(ReferenceImage.url("https://example.com/a.png")).build();

    List<Submission> ours = List.of(entry.submit(drawn("gpt-image-2").build()), entry.submit(edit));

    assertThat(ours)
        .extracting(Submission::request)
        .allSatisfy(request -> assertThat(request.headers().names()).isEmpty())
        .allSatisfy(request -> assertThat(wire.credentials().owns(request.url())).isTrue())
        .extracting(Request::method, request -> request.url().encodedPath())
        .extracting(call -> call.toList().get(0) + " " + call.toList().get(1))
        .extracting(call -> call.replace(" /relay", " "))
        .isEqualTo(documented);
  }

  private static HingnetImageRequest.Builder full() {
    return HingnetImageRequest.builder()
        .model(HingnetModel.GPT_IMAGE_2)
        .prompt("A futuristic cityscape at sunset with flying cars")
        .n(2)
        .size(ImageSize.of(1536, 1024))
        .quality(HingnetQuality.HIGH)
        .background(HingnetBackground.OPAQUE)
        .outputFormat(HingnetOutputFormat.JPEG)
        .outputCompression(80)
        .user("user-1");
  }

  private static HingnetImageRequest.Builder drawn(String model) {
    return HingnetImageRequest.builder().model(HingnetModel.of(model)).prompt("a city");
  }

  private String json(HingnetImageRequest request) throws IOException {
    RequestBody body = entry.submit(request).request().body();
    assertThat(body.contentType()).hasToString("application/json");
    Buffer out = new Buffer();
    body.writeTo(out);
    return out.readUtf8();
  }

  private List<String> parts(HingnetImageRequest request) throws IOException {
    RequestBody body = entry.submit(request).request().body();
    Buffer out = new Buffer();
    body.writeTo(out);
    return HingnetWireTest.parts(body.contentType(), out);
  }
}
