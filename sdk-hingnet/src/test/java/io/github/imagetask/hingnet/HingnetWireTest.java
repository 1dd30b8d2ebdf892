package io.github.imagetask.hingnet;

import static io.github.imagetask.hingnet.Fixtures.curl;
import static io.github.imagetask.hingnet.Fixtures.documented;
import static io.github.imagetask.hingnet.Fixtures.items;
import static io.github.imagetask.hingnet.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.TaskKey;
import io.github.imagetask.spi.Settings;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartReader;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link HingnetWire} writes, and where the key belongs. */
@Timeout(30)
final class HingnetWireTest {
  private static final String ID = "image_01KCRVET35FAVZME1CEEED9VBS";
  private static final TaskKey KEY = TaskKey.of("hingnet", "generations", ID);
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
  private static final String PNG_HEX = new Buffer().write(PNG).readByteString().hex();

  @TempDir private Path folder;
  private final MockWebServer gateway = new MockWebServer();
  private final HingnetWire wire = wire("https://gateway.example/relay");

  @BeforeEach
  void start() throws IOException {
    gateway.start();
  }

  @AfterEach
  void stop() throws IOException {
    gateway.shutdown();
  }

  // ---- the document's calls, as they reach a server

  @Test
  void generationIsSentAsDocumented() throws Exception {
    HingnetImageRequest request =
        HingnetImageRequest.builder()
            .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
            .prompt("A futuristic cityscape at sunset with flying cars")
            .n(1)
            .size(ImageSize.of(1024, 1024))
            .build();

    RecordedRequest sent = submitted(request);

    assertCalled(sent, curl("generation.txt"));
    assertThat(sent.getBody().readUtf8()).isEqualTo(curl("generation.txt").json());
  }

  @Test
  void generationIsQueriedAsDocumented() throws Exception {
    RecordedRequest sent = queried(TaskKey.parse("hingnet:generations/" + ID));

    assertCalled(sent, curl("generation-query.txt"));
    assertThat(sent.getBodySize()).isZero();
  }

  @Test
  void editOfAFileIsSentAsDocumented() throws Exception {
    Path file = Files.write(folder.resolve("photo"), PNG);
    HingnetImageRequest request =
        HingnetImageRequest.builder()
            .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
            .prompt("将这张图片转换为油画风格")
            .addImage(ReferenceImage.file(file))
            .build();

    RecordedRequest sent = submitted(request);

    List<String> documented = new ArrayList<>(curl("edit-upload.txt").parts());
    assertThat(documented.remove(documented.size() - 1)).isEqualTo("image=@/path/to/image.png");
    documented.add("image; filename=\"image.png\" image/png " + PNG_HEX);
    assertCalled(sent, curl("edit-upload.txt"));
    assertThat(parts(sent)).isEqualTo(documented);
  }

  @Test
  void editOfUrlsIsSentAsDocumented() throws Exception {
    HingnetImageRequest request =
        HingnetImageRequest.builder()
            .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
            .prompt("将这张图转换为油画风格（URL 参考图）")
            .addImage(ReferenceImage.url("https://example.com/base.png"))
            .addImage(ReferenceImage.url("https://example.com/style-ref.png"))
            .build();

    RecordedRequest sent = submitted(request);

    assertCalled(sent, curl("edit-urls.txt"));
    assertThat(parts(sent)).hasSize(5).isEqualTo(curl("edit-urls.txt").parts());
  }

  @Test
  void editIsQueriedAsDocumented() throws Exception {
    RecordedRequest sent = queried(TaskKey.parse("hingnet:edits/{id}".replace("{id}", ID)));

    assertCalled(sent, curl("edit-query.txt"));
    assertThat(sent.getBodySize()).isZero();
  }

  @Test
  void partsAreWrittenAsCurlWritesThem() throws Exception {
    HingnetImageRequest request =
        gemini().addImage(ReferenceImage.url("https://example.com/base.png")).build();

    String body = submitted(request).getBody().readUtf8();

    assertThat(body)
        .contains("Content-Disposition: form-data; name=\"image_urls[]\"\r\n")
        .doesNotContain("Content-Type:");
  }

  @Test
  void editWithAnImagenModelIsSentIfLenient() throws Exception {
    HingnetImageRequest request =
        HingnetImageRequest.builder()
            .model(HingnetModel.of("imagen-4.0"))
            .prompt("an oil painting")
            .addImage(ReferenceImage.bytes(PNG))
            .lenient()
            .build();

    RecordedRequest sent = submitted(request);

    assertThat(sent.getRequestLine()).isEqualTo("POST /relay/v1/images/edits/async HTTP/1.1");
    assertThat(parts(sent)).contains("model=imagen-4.0");
  }

  // ---- what the wire builds

  @Test
  void callsAreThoseOfTheDocument() throws IOException {
    List<String> documented = words(documented("endpoints.md"));

    List<Request> ours =
        List.of(
            wire.submit(gemini().build()).request(),
            wire.submit(edit().build()).request(),
            wire.query(TaskKey.of("hingnet", "generations", "{id}")),
            wire.query(TaskKey.of("hingnet", "edits", "{id}")));

    assertThat(ours)
        .extracting(
            request ->
                request.method()
                    + " "
                    + String.join("/", request.url().pathSegments()).replaceFirst("^relay", ""))
        .isEqualTo(documented);
  }

  @Test
  void taskIsOfTheKindThatItsRouteHas() throws IOException {
    Submission generation = wire.submit(gemini().build());
    Submission edit = wire.submit(edit().build());

    assertThat(generation.kind()).isEqualTo("generations");
    assertThat(edit.kind()).isEqualTo("edits");
  }

  @Test
  void whatIsNotSetIsNotSent() throws IOException {
    String json = json(gemini().build());

    assertThat(json)
        .isEqualTo(
            "{\"model\":\"gemini-2.5-flash-image\",\"prompt\":\"a city\","
                + "\"response_format\":\"url\"}");
  }

  @Test
  void whatIsSetIsSentInTheSamplesOrder() throws IOException {
    HingnetImageRequest request =
        gemini()
            .aspectRatio(AspectRatio.of(21, 9))
            .size(HingnetSize.SIZE_4K)
            .n(0)
            .lenient()
            .build();

    String json = json(request);

    assertThat(json)
        .isEqualTo(
            "{\"model\":\"gemini-2.5-flash-image\",\"prompt\":\"a city\",\"n\":0,\"size\":\"4K\","
                + "\"aspect_ratio\":\"21:9\",\"response_format\":\"url\"}");
  }

  @Test
  void editSendsWhatIsSetToo() throws IOException {
    HingnetImageRequest request =
        edit().n(2).size(HingnetSize.SIZE_2K).aspectRatio(AspectRatio.of(4, 5)).build();

    List<String> parts = parts(request);

    assertThat(parts)
        .containsExactly(
            "model=gemini-2.5-flash-image",
            "prompt=a city",
            "n=2",
            "size=2K",
            "aspect_ratio=4:5",
            "response_format=url",
            "image_urls[]=https://example.com/base.png");
  }

  @Test
  void extrasComeLastAndReplaceIfLenient() throws IOException {
    HingnetImageRequest request =
        gemini()
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
            "{\"model\":\"gemini-2.5-flash-image\",\"prompt\":\"a city\",\"n\":4,"
                + "\"response_format\":\"url\",\"seed\":7,\"style\":{\"weight\":0.5},"
                + "\"note\":null}");
  }

  @Test
  void extrasOfAnEditArePartsBeforeTheFile() throws IOException {
    HingnetImageRequest request =
        gemini()
            .addImage(ReferenceImage.bytes(PNG))
            .extra("mask_urls[]", List.of("https://a.example/1", "https://a.example/2"))
            .build();

    List<String> parts = parts(request);

    assertThat(parts)
        .containsExactly(
            "model=gemini-2.5-flash-image",
            "prompt=a city",
            "response_format=url",
            "mask_urls[]=https://a.example/1",
            "mask_urls[]=https://a.example/2",
            "image; filename=\"image.png\" image/png " + PNG_HEX);
  }

  @Test
  void imagesByExtraAreAnEditsParts() throws IOException {
    HingnetImageRequest request =
        gemini().lenient().extra("image_urls[]", List.of("https://a.example/1")).build();

    Submission submission = wire.submit(request);

    assertThat(submission.kind()).isEqualTo("edits");
    assertThat(parts(request)).contains("image_urls[]=https://a.example/1");
  }

  @Test
  void submitGoesBelowTheBasesOwnPathWithoutTheKey() throws IOException {
    Request request = wire.submit(gemini().build()).request();

    assertThat(request.url())
        .hasToString("https://gateway.example/relay/v1/images/generations/async");
    assertThat(request.headers().names()).isEmpty();
  }

  @Test
  void queryNamesTheTaskAsOneSegmentOfThePath() {
    Request request = wire.query(TaskKey.of("hingnet", "edits", "a/../b?c#d%2e é"));

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.url().encodedPath())
        .isEqualTo("/relay/v1/images/edits/a%2F..%2Fb%3Fc%23d%252e%20%C3%A9");
    assertThat(request.headers().names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hingnet:image_x", "hingnet:videos/image_x", "hingnet:edit/image_x"})
  void keyOfNoKindOrAnotherIsNoneOfHingnets(String key) {
    assertThatThrownBy(() -> wire.query(TaskKey.parse(key)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Hingnet has two kinds of task, generations and edits; the key "
                + key
                + " names neither");
  }

  @Test
  void keyGoesIntoTheHeader() {
    Request request = wire.credentials().authorize(wire.query(KEY));

    assertThat(request.header("Authorization")).isEqualTo("Bearer sk-marked");
    assertThat(wire.credentials().secrets()).containsExactly("sk-marked");
  }

  @ParameterizedTest
  @CsvSource({
    "https://gateway.example/relay/v1/images/generations/async,    true",
    "https://gateway.example/relay/v1/images/edits/x,              true",
    "https://gateway.example:443/relay/v1/images/edits/x?y,        true",
    "https://gateway.example/relay/v1/images/edits,                true",
    "https://gateway.example/relay/v1/images/generations,          true",
    "https://gateway.example/relay/v1/images/editsx/y,             false",
    "https://gateway.example/relay/v1/images/edits/../../files/x,  false",
    "https://gateway.example/relay/v1/files/a.png?X-Amz-Signature=s, false",
    "https://gateway.example/relay/v1/images/a.png?X-Amz-Signature=s, false",
    "https://gateway.example/relay/v1,                             false",
    "https://gateway.example/relay/v10/x,                          false",
    "https://gateway.example/relay/v1/../files/x.png,              false",
    "https://gateway.example/relay/v1/%2e%2e/files/x.png,          false",
    "https://gateway.example/bucket/x.png?X-Amz-Signature=0,       false",
    "https://gateway.example/v1/images/edits/x,                    false",
    "https://gateway.example/,                                     false",
    "http://gateway.example/relay/v1/images/edits/x,               false",
    "https://gateway.example:8443/relay/v1/images/edits/x,         false",
    "https://bucket.gateway.example/relay/v1/images/edits/x,       false",
    "https://example.com/signed-url.png,                           false",
  })
  void keyBelongsToTheApiAlone(String url, boolean owned) {
    assertThat(wire.credentials().owns(HttpUrl.get(url))).isEqualTo(owned);
  }

  @Test
  void baseWithoutPathOwnsItsApi() {
    HingnetWire root = wire("https://gateway.example/");

    assertThat(root.credentials().owns(HttpUrl.get("https://gateway.example/v1/images/edits/x")))
        .isTrue();
    assertThat(root.credentials().owns(HttpUrl.get("https://gateway.example/x/v1/images")))
        .isFalse();
    assertThat(root.query(KEY).url())
        .hasToString("https://gateway.example/v1/images/generations/" + ID);
  }

  @Test
  void policyFollowsTheDocument() {
    PollPolicy policy = wire.pollPolicy();

    assertThat(items("polling.md").get(0)).isEqualTo("* `interval`: 3–10 秒");
    assertThat(policy.firstDelay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.floor()).isEqualTo(Duration.ofSeconds(3));
    assertThat(policy.start()).isEqualTo(Duration.ofSeconds(4));
    assertThat(policy.ceiling()).isEqualTo(Duration.ofSeconds(10));
    assertThat(items("polling.md").get(1)).startsWith("* `timeout`: 5–15 分钟");
    assertThat(policy.deadline()).isEqualTo(Duration.ofMinutes(15));
  }

  private static HingnetWire wire(String baseUrl) {
    return new HingnetWire(Settings.baseUrl(baseUrl), "sk-marked");
  }

  private static HingnetImageRequest.Builder gemini() {
    return HingnetImageRequest.builder()
        .model(HingnetModel.GEMINI_2_5_FLASH_IMAGE)
        .prompt("a city");
  }

  private static HingnetImageRequest.Builder edit() {
    return gemini().addImage(ReferenceImage.url("https://example.com/base.png"));
  }

  private RecordedRequest submitted(HingnetImageRequest request) throws InterruptedException {
    gateway.enqueue(new MockResponse().setBody(documented("submit-pending.json")));
    try (HingnetClient client = client()) {
      client.submit(request);
    }
    return gateway.takeRequest();
  }

  private RecordedRequest queried(TaskKey key) throws InterruptedException {
    gateway.enqueue(new MockResponse().setBody(documented("query-completed.json")));
    try (HingnetClient client = client()) {
      client.task(key).refresh();
    }
    return gateway.takeRequest();
  }

  private HingnetClient client() {
    return HingnetClient.builder()
        .baseUrl(gateway.url("/relay").toString())
        .apiKey("sk-marked")
        .build();
  }

  /** Method, address and headers; {@code $BASE_URL}, {@code $TOKEN} and {@code {id}} are ours. */
  private static void assertCalled(RecordedRequest sent, Fixtures.Curl documented) {
    assertThat(sent.getMethod()).isEqualTo(documented.method());
    assertThat(sent.getPath()).isEqualTo("/relay" + documented.path().replace("{id}", ID));
    documented
        .headers()
        .forEach(
            (name, value) ->
                assertThat(sent.getHeaders().values(name))
                    .containsExactly(value.replace("$TOKEN", "sk-marked")));
  }

  private String json(HingnetImageRequest request) throws IOException {
    RequestBody body = wire.submit(request).request().body();
    assertThat(body.contentType()).hasToString("application/json");
    Buffer out = new Buffer();
    body.writeTo(out);
    return out.readUtf8();
  }

  private List<String> parts(HingnetImageRequest request) throws IOException {
    RequestBody body = wire.submit(request).request().body();
    Buffer out = new Buffer();
    body.writeTo(out);
    return parts(body.contentType(), out);
  }

  private static List<String> parts(RecordedRequest sent) throws IOException {
    return parts(MediaType.get(sent.getHeader("Content-Type")), sent.getBody());
  }

  /** The form's parts: {@code name=text}, or name, file name, media type and hex of a file. */
  static List<String> parts(MediaType type, Buffer body) throws IOException {
    assertThat(type.toString()).startsWith("multipart/form-data; boundary=");
    List<String> parts = new ArrayList<>();
    try (MultipartReader reader = new MultipartReader(body, type.parameter("boundary"))) {
      for (var part = reader.nextPart(); part != null; part = reader.nextPart()) {
        String name =
            part.headers()
                .get("Content-Disposition")
                .replaceFirst("^form-data; name=\"([^\"]+)\"", "$1");
        String fileType = part.headers().get("Content-Type");
        parts.add(
            fileType == null
                ? name + "=" + part.body().readUtf8()
                : name + " " + fileType + " " + part.body().readByteString().hex());
      }
    }
    return parts;
  }
}
