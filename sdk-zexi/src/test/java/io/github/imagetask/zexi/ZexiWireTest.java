package io.github.imagetask.zexi;

import static io.github.imagetask.zexi.Fixtures.cells;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.ImageSize;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.TaskKey;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link ZexiWire} writes, and where the key belongs. */
final class ZexiWireTest {
  private static final TaskKey KEY = TaskKey.of("zexi", "aiimg_xxx");

  private final ZexiWire wire = wire("https://gateway.example/relay");

  @ParameterizedTest
  @EnumSource
  void sampleIsWrittenAsDocumented(Samples sample) throws IOException {
    ZexiWire zexi = wire(ZexiClient.BASE_URL);

    Request request = zexi.submit(sample.request()).request();

    assertThat(request.method()).isEqualTo(sample.curl().method());
    assertThat(request.url()).hasToString(sample.curl().url());
    assertThat(json(sample.request())).isEqualTo(sample.curl().json());
  }

  @Test
  void endpointsAreThoseOfTheDocument() throws IOException {
    ZexiWire zexi = wire(ZexiClient.BASE_URL);
    List<List<String>> documented = cells("endpoints.md");

    Request submit = zexi.credentials().authorize(zexi.submit(flash().build()).request());
    Request query = zexi.credentials().authorize(zexi.query(KEY));
    Reading done = zexi.readQuery(KEY, Fixtures.answer(200, "{\"status\":\"SUCCESS\"}"));
    HttpUrl image = HttpUrl.get(done.images().get(0).url());

    List<List<String>> ours = new ArrayList<>();
    ours.add(List.of("主站", zexi.address().resolve("/").toString().replaceFirst("/$", "")));
    ours.add(List.of("异步提交", submit.method() + " " + path(submit.url())));
    ours.add(List.of("任务查询", query.method() + " " + path(query.url())));
    ours.add(List.of("结果下载", "GET " + path(image)));
    ours.add(List.of("鉴权", "Authorization: " + submit.header("Authorization")));
    ours.add(List.of("推荐格式", "Content-Type: " + submit.body().contentType()));
    assertThat(query.header("Authorization")).isEqualTo(submit.header("Authorization"));
    assertThat(ours).isEqualTo(documented);
  }

  @ParameterizedTest
  @CsvSource({"1K, 1K", "2K, 2K", "4K, 2K", "512, 512"})
  void resolutionStandsForTheQualityAsInTheSample(String resolution, String quality)
      throws IOException {
    ZexiImageRequest request = flash().resolution(ZexiResolution.of(resolution)).lenient().build();

    String json = json(request);

    assertThat(json)
        .isEqualTo(
            "{\"model\":\"nano-banana-2\",\"prompt\":\"a cube\",\"quality\":\"%s\",\"extra_body\":{\"google\":{\"image_config\":{\"image_size\":\"%s\"}}}}"
                .formatted(quality, resolution));
  }

  @Test
  void qualityThatIsSetIsSentBesideTheResolution() throws IOException {
    ZexiImageRequest request =
        flash().resolution(ZexiResolution.RESOLUTION_4K).quality(ZexiQuality.QUALITY_4K).build();

    String json = json(request);

    assertThat(json)
        .endsWith(
            "\"quality\":\"4K\","
                + "\"extra_body\":{\"google\":{\"image_config\":{\"image_size\":\"4K\"}}}}");
  }

  @Test
  void resolutionWithoutARatioHasNone() throws IOException {
    ZexiImageRequest request = flash().resolution(ZexiResolution.of("8K")).lenient().build();

    String json = json(request);

    assertThat(json)
        .isEqualTo(
            "{\"model\":\"nano-banana-2\",\"prompt\":\"a cube\",\"quality\":\"8K\","
                + "\"extra_body\":{\"google\":{\"image_config\":{\"image_size\":\"8K\"}}}}");
  }

  @Test
  void sizeHoldsPixelsOrAWordOrARatio() throws IOException {
    String pixels = json(gpt().size(ImageSize.of(3840, 2160)).build());
    String word = json(gpt().autoSize().build());
    String ratio = json(flash().aspectRatio(AspectRatio.of(21, 9)).build());

    assertThat(pixels).contains("\"prompt\":\"a cube\",\"size\":\"3840x2160\"}");
    assertThat(word).contains("\"prompt\":\"a cube\",\"size\":\"auto\"}");
    assertThat(ratio).contains("\"prompt\":\"a cube\",\"size\":\"21:9\"}");
  }

  @Test
  void whatIsNotSetIsNotSentAndAnAliasGoesOutAsWritten() throws IOException {
    ZexiImageRequest request = flash().build();

    String json = json(request);

    assertThat(json).isEqualTo("{\"model\":\"nano-banana-2\",\"prompt\":\"a cube\"}");
  }

  @Test
  void extrasComeLastAndReplaceIfLenient() throws IOException {
    ZexiImageRequest request =
        flash()
            .lenient()
            .n(3)
            .extra("seed", 7)
            .extra("n", 4)
            .extra("extra_body", Map.of("weight", 0.5))
            .extra("note", null)
            .build();

    String json = json(request);

    assertThat(json)
        .isEqualTo(
            "{\"model\":\"nano-banana-2\",\"prompt\":\"a cube\",\"n\":4,\"seed\":7,"
                + "\"extra_body\":{\"weight\":0.5},\"note\":null}");
  }

  @Test
  void severalImagesGoOutInAFieldThatTheCallerNames() throws IOException {
    ZexiImageRequest request =
        flash()
            .addImage(ReferenceImage.url("https://example.com/0.png"))
            .extra("image_urls", List.of("https://example.com/1.png", "https://example.com/2.png"))
            .build();

    String json = json(request);

    assertThat(json)
        .endsWith(
            "\"image_url\":\"https://example.com/0.png\","
                + "\"image_urls\":[\"https://example.com/1.png\",\"https://example.com/2.png\"]}");
  }

  @Test
  void submitGoesBelowTheBasesOwnPathWithoutTheKey() {
    Request request = wire.submit(flash().build()).request();

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.url())
        .hasToString("https://gateway.example/relay/v1/images/generations/async");
    assertThat(request.headers().names()).isEmpty();
  }

  @Test
  void queryNamesTheTaskAsOneSegmentOfThePath() {
    Request request = wire.query(TaskKey.of("zexi", "a/../b?c#d%2e é"));

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.url().encodedPath())
        .isEqualTo("/relay/v1/images/tasks/a%2F..%2Fb%3Fc%23d%252e%20%C3%A9");
    assertThat(request.headers().names()).isEmpty();
  }

  @Test
  void keyOfAKindIsNoneOfZexis() {
    TaskKey key = TaskKey.of("zexi", "edits", "aiimg_xxx");

    assertThatThrownBy(() -> wire.query(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Zexi has one kind of task, none called edits");
  }

  @Test
  void keyGoesIntoTheHeader() {
    Request request = wire.credentials().authorize(wire.query(KEY));

    assertThat(request.header("Authorization")).isEqualTo("Bearer YOUR_API_KEY");
    assertThat(wire.credentials().secrets()).containsExactly("YOUR_API_KEY");
  }

  @ParameterizedTest
  @CsvSource({
    "https://gateway.example/relay/v1/images/tasks,                true",
    "https://gateway.example/relay/v1/images/tasks/x/content?i=0,  true",
    "https://gateway.example:443/relay/v1/x,                       true",
    "https://gateway.example/relay/v1,                             true",
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

  @ParameterizedTest
  @CsvSource({
    "https://www.zexitongxue.com/v1/images/tasks/x/content?index=0, true",
    "https://zexitongxue.com/v1/images/tasks/x/content?index=0,     false",
    "http://www.zexitongxue.com/v1/images/tasks/x/content?index=0,  false",
    "https://www.zexitongxue.com.example/v1/images/tasks/x/content, false",
    "https://www.zexitongxue.com/files/x.png,                       false",
  })
  void hostWithoutWwwIsAnother(String url, boolean owned) {
    ZexiWire zexi = wire(ZexiClient.BASE_URL);

    assertThat(zexi.credentials().owns(HttpUrl.get(url))).isEqualTo(owned);
  }

  @Test
  void policyIsTheDefaultBecauseTheDocumentHasNone() {
    assertThat(wire.pollPolicy()).isEqualTo(PollPolicy.ofDefaults());
  }

  @Test
  void statusThatZexiUsesItsOwnWayHasItsKind() {
    assertThat(wire.kindOf(424)).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(wire.kindOf(401)).isEqualTo(ErrorKind.AUTHENTICATION);
    assertThat(wire.kindOf(418)).isEqualTo(ErrorKind.UNKNOWN);
  }

  private static ZexiWire wire(String baseUrl) {
    return new ZexiWire(Settings.baseUrl(baseUrl), "YOUR_API_KEY");
  }

  private static ZexiImageRequest.Builder gpt() {
    return ZexiImageRequest.builder().model(ZexiModel.GPT_IMAGE_2).prompt("a cube");
  }

  private static ZexiImageRequest.Builder flash() {
    return ZexiImageRequest.builder().model(ZexiModel.NANO_BANANA_2).prompt("a cube");
  }

  private static String path(HttpUrl url) {
    String path = url.encodedPath().replace("aiimg_xxx", "{task_id}");
    return url.encodedQuery() == null ? path : path + "?" + url.encodedQuery();
  }

  private String json(ZexiImageRequest request) throws IOException {
    RequestBody body = wire.submit(request).request().body();
    assertThat(body.contentType()).hasToString("application/json");
    Buffer out = new Buffer();
    body.writeTo(out);
    return out.readUtf8();
  }
}
