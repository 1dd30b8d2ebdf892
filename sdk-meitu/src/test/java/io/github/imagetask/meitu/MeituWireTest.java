package io.github.imagetask.meitu;

import static io.github.imagetask.meitu.Fixtures.assumed;
import static io.github.imagetask.meitu.Fixtures.cells;
import static io.github.imagetask.meitu.Fixtures.compact;
import static io.github.imagetask.meitu.Fixtures.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonReader;
import io.github.imagetask.AspectRatio;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.TaskKey;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link MeituWire} writes, and where key and secret belong. */
final class MeituWireTest {
  private static final String ID = "11111111-2222-3333-4444-555555555555";
  private static final TaskKey KEY = TaskKey.of("meitu", ID);
  private static final ReferenceImage URL = ReferenceImage.url("https://example.com/in.jpg");
  private static final String LOCATIONS = "assumed/request-locations.md";
  private static final String FIELDS = "documented/request-fields.md";

  private final MeituWire wire = wire("test-key-marked", "test-secret-marked", "test-token-marked");

  @Test
  void requestIsWrittenAsAssumed() throws IOException {
    MeituImageRequest request =
        MeituImageRequest.builder()
            .model(MeituModel.NANO2)
            .prompt("a cube")
            .addImage(URL)
            .aspectRatio(AspectRatio.of(16, 9))
            .resolution(MeituResolution.RESOLUTION_2K)
            .outputFormat(MeituOutputFormat.PNG)
            .traceId("123ABC")
            .build();

    String json = json(request);

    assertThat(json).isEqualTo(compact(assumed("submit-request.json")));
  }

  @Test
  void everyFieldLandsAtItsPlaceAndThereIsNoOther() throws IOException {
    Map<String, String> expected = new LinkedHashMap<>();
    for (List<String> row : cells(LOCATIONS)) expected.put(row.get(0), row.get(2));

    Map<String, String> written = new LinkedHashMap<>();
    flatten("$", JsonReader.of(new Buffer().writeUtf8(json(full()))).readJsonValue(), written);

    assertThat(written).hasSize(19).containsExactlyEntriesOf(expected);
  }

  @Test
  void fieldsAreThoseOfTheDocument() {
    List<String> documented = cells(FIELDS).stream().map(row -> row.get(0)).toList();

    List<String> placed =
        cells(LOCATIONS).stream().map(row -> row.get(0).replaceFirst(".*\\.", "")).toList();

    assertThat(documented).hasSize(21);
    assertThat(placed)
        .containsExactlyInAnyOrderElementsOf(
            documented.stream()
                .filter(name -> !List.of("media_info_list", "parameter").contains(name))
                .toList());
    assertThat(MeituWire.NAMES.all())
        .containsExactlyInAnyOrderElementsOf(
            documented.stream().filter(name -> !name.equals("media_data")).toList());
  }

  @Test
  void typesAreThoseOfTheDocument() throws IOException {
    Map<String, String> documented =
        cells(FIELDS).stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
    String json = json(full());

    assertThat(cells(LOCATIONS))
        .allSatisfy(
            row -> {
              String name = row.get(0).replaceFirst(".*\\.", "");
              String quote = row.get(1).equals("string") ? "\"" : "";
              assertThat(row.get(1)).isEqualTo(documented.get(name));
              assertThat(json).contains("\"" + name + "\":" + quote + row.get(2) + quote);
            });
  }

  @Test
  void requiredFieldsAreThoseOfTheDocumentAndAlwaysSent() throws IOException {
    List<String> required =
        cells(FIELDS).stream()
            .filter(row -> row.get(2).equals("必须") && !row.get(0).equals("media_data"))
            .map(row -> row.get(0))
            .toList();

    String json = json(nano().traceId("123ABC").build());

    assertThat(required)
        .containsExactly(
            "media_info_list",
            "parameter",
            "token",
            "trace_id",
            "app_scene",
            "path_scene",
            "prompt",
            "model");
    assertThat(required).allSatisfy(name -> assertThat(json).contains("\"" + name + "\":"));
  }

  @Test
  void whatIsNotSetIsNotSentAndNoImageIsAnEmptyList() throws IOException {
    MeituImageRequest request = nano().traceId("123ABC").build();

    String json = json(request);

    assertThat(json)
        .isEqualTo(
            "{\"parameter\":{\"token\":\"test-token-marked\",\"trace_id\":\"123ABC\","
                + "\"app_scene\":\"go\",\"path_scene\":\"imgEdit\",\"prompt\":\"a cube\","
                + "\"model\":\"gemini-2.5-flash-image-preview\"},\"media_info_list\":[]}");
  }

  @Test
  void scenesAreTheConstantsOfTheDocument() throws IOException {
    String json = json(nano().build());

    assertThat(row(FIELDS, "app_scene").get(3)).isEqualTo("本接口写死为go");
    assertThat(row(FIELDS, "path_scene").get(3)).isEqualTo("本接口写死为imgEdit");
    assertThat(json).contains("\"app_scene\":\"go\",\"path_scene\":\"imgEdit\"");
  }

  @Test
  void blankIsNotSentButZeroAndFalseAre() throws IOException {
    MeituImageRequest request =
        nano().temperature(0).translate(false).platform("").gid(" ").lang("").build();

    String json = json(request);

    assertThat(json)
        .contains("\"temperature\":0.0,\"is_translate\":false}")
        .doesNotContain("platform", "gid", "lang");
  }

  @Test
  void severalImagesKeepTheirOrder() throws IOException {
    ReferenceImage other = ReferenceImage.url("https://example.com/other.png?sig=a%2Fb&x=\"");

    String json = json(nano().addImage(other).addImage(URL).build());

    assertThat(json)
        .endsWith(
            ",\"media_info_list\":[{\"media_data\":\"https://example.com/other.png?sig=a%2Fb&x="
                + "\\\"\"},{\"media_data\":\"https://example.com/in.jpg\"}]}");
  }

  @Test
  void uploadGoesInlineIfLenient() throws IOException {
    byte[] content = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

    String json = json(nano().lenient().addImage(ReferenceImage.bytes(content)).build());

    assertThat(json).endsWith(",\"media_info_list\":[{\"media_data\":\"iVBORw0KGgoBAgM=\"}]}");
  }

  @Test
  void extrasGoIntoParameterLastAndReplaceIfLenient() throws IOException {
    MeituImageRequest request =
        nano()
            .lenient()
            .traceId("123ABC")
            .extra("expire_queue_time", 1200)
            .extra("path_scene", "other")
            .extra("note", null)
            .build();

    String json = json(request);

    assertThat(json)
        .isEqualTo(
            "{\"parameter\":{\"token\":\"test-token-marked\",\"trace_id\":\"123ABC\","
                + "\"app_scene\":\"go\",\"path_scene\":\"other\",\"prompt\":\"a cube\","
                + "\"model\":\"gemini-2.5-flash-image-preview\",\"expire_queue_time\":1200,"
                + "\"note\":null},\"media_info_list\":[]}");
  }

  @Test
  void eachSubmitHasATraceIdOfItsOwn() throws IOException {
    MeituImageRequest request = nano().build();

    Submission first = wire.submit(request);
    Submission second = wire.submit(request);

    assertThat(UUID.fromString(first.traceId()).version()).isEqualTo(4);
    assertThat(second.traceId()).isNotEqualTo(first.traceId());
    assertThat(json(first)).contains("\"trace_id\":\"" + first.traceId() + "\"");
    assertThat(json(second)).contains("\"trace_id\":\"" + second.traceId() + "\"");
  }

  @Test
  void givenTraceIdIsSentAndToldAndABlankOneCountsAsNone() throws IOException {
    Submission given = wire.submit(nano().traceId("123ABC").build());
    Submission blank = wire.submit(nano().traceId(" ").build());

    assertThat(given.traceId()).isEqualTo("123ABC");
    assertThat(UUID.fromString(blank.traceId()).version()).isEqualTo(4);
  }

  @Test
  void submitGoesToItsAddressWithoutKeyAndSecret() throws IOException {
    Request request = wire.submit(nano().build()).request();

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.url())
        .hasToString("https://openapi.mtlab.meitu.com/v1/outsourcing_gateway_submit_async");
    assertThat(request.headers().names()).isEmpty();
    assertThat(row("documented/headers.md", "Content-Type").get(1))
        .isEqualTo(request.body().contentType().toString());
  }

  @Test
  void queryIsAPostWithTheIdInTheQueryStringAndAnEmptyObject() throws IOException {
    Request request = wire.query(KEY);

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.url()).hasToString("https://openapi.mtlab.meitu.com/v1/query?msg_id=" + ID);
    assertThat(request.body().contentType()).hasToString("application/json");
    assertThat(json(request.body())).isEqualTo("{}");
    assertThat(request.headers().names()).isEmpty();
  }

  @Test
  void idCannotAddToTheQueryString() {
    Request request = wire.query(TaskKey.of("meitu", "a&api_key=b#c%2e é+"));

    assertThat(request.url().encodedQuery())
        .isEqualTo("msg_id=a%26api_key%3Db%23c%252e%20%C3%A9%2B");
    assertThat(request.url().queryParameter("msg_id")).isEqualTo("a&api_key=b#c%2e é+");
  }

  @Test
  void queryOfTheUsersOwnReplacesOurs() {
    MeituQuery own =
        (url, id) ->
            new Request.Builder()
                .url(url.newBuilder().addQueryParameter("task", id).build())
                .build();
    MeituWire replaced =
        new MeituWire(MeituEnvironment.PRODUCTION, own, "test-key-marked", "s", "t", false);

    Request request = replaced.query(KEY);

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.url()).hasToString("https://openapi.mtlab.meitu.com/v1/query?task=" + ID);
    assertThat(replaced.credentials().owns(request.url())).isTrue();
  }

  @Test
  void keyOfAKindIsNoneOfMeitus() {
    TaskKey key = TaskKey.of("meitu", "edits", "a");

    assertThatThrownBy(() -> wire.query(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Meitu has one kind of task, none called edits");
  }

  @Test
  void keyAndSecretGoIntoTheQueryString() throws IOException {
    Request query = wire.credentials().authorize(wire.query(KEY));
    Request submit = wire.credentials().authorize(wire.submit(nano().build()).request());

    assertThat(query.url())
        .hasToString(
            "https://openapi.mtlab.meitu.com/v1/query?msg_id="
                + ID
                + "&api_key=test-key-marked&api_secret=test-secret-marked");
    assertThat(submit.url())
        .hasToString(
            "https://openapi.mtlab.meitu.com/v1/outsourcing_gateway_submit_async"
                + "?api_key=test-key-marked&api_secret=test-secret-marked");
    assertThat(submit.body()).isNotNull();
    assertThat(submit.headers().names()).isEmpty();
  }

  @Test
  void keyAndSecretAreLeftOutIfNotSet() {
    MeituWire bare = wire(null, null, "test-token-marked");

    Request query = bare.credentials().authorize(bare.query(KEY));

    assertThat(query.url()).hasToString("https://openapi.mtlab.meitu.com/v1/query?msg_id=" + ID);
    assertThat(bare.credentials().secrets()).containsExactly("test-token-marked");
  }

  @Test
  void secretsAreTheThreeAlsoAsAnAddressHasThemLongestFirst() {
    MeituWire odd = wire("test-a", "test-a+/=", "test-t");

    assertThat(wire.credentials().secrets())
        .containsExactlyInAnyOrder("test-key-marked", "test-secret-marked", "test-token-marked");
    assertThat(odd.credentials().secrets())
        .containsExactly("test-a%2B%2F%3D", "test-a+/=", "test-a", "test-t");
  }

  @ParameterizedTest
  @CsvSource({
    "https://openapi.mtlab.meitu.com/v1/query?msg_id=x,                    true",
    "https://openapi.mtlab.meitu.com/v1/outsourcing_gateway_submit_async,  true",
    "https://openapi.mtlab.meitu.com:443/v1/query,                         true",
    "https://openapi.mtlab.meitu.com/v1/queries,                           false",
    "https://openapi.mtlab.meitu.com/v1/query/x,                           false",
    "https://openapi.mtlab.meitu.com/v1/../files/query,                    false",
    "https://openapi.mtlab.meitu.com/test/query,                           false",
    "https://openapi.mtlab.meitu.com/files/x.png,                          false",
    "https://openapi-pre.mtlab.meitu.com/v1/query,                         false",
    "http://openapi.mtlab.meitu.com/v1/query,                              false",
    "https://openapi.mtlab.meitu.com:8443/v1/query,                        false",
  })
  void keyAndSecretBelongToTheTwoAddressesAlone(String url, boolean owned) {
    assertThat(wire.credentials().owns(HttpUrl.get(url))).isEqualTo(owned);
  }

  @ParameterizedTest
  @CsvSource({
    "401, AUTHENTICATION", "403, AUTHENTICATION", "404, NOT_FOUND", "415, UNAVAILABLE",
    "424, INVALID_REQUEST", "433, INVALID_REQUEST", "429, RATE_LIMIT", "503, UNAVAILABLE",
    "599, UNAVAILABLE", "418, UNKNOWN",
  })
  void statusesHaveTheirKinds(int status, ErrorKind kind) {
    assertThat(wire.kindOf(status)).isEqualTo(kind);
  }

  @Test
  void policyFollowsPublicClients() {
    PollPolicy policy = wire.pollPolicy();

    assertThat(policy.firstDelay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.floor()).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.start()).isEqualTo(Duration.ofSeconds(4));
    assertThat(policy.ceiling()).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.deadline()).isEqualTo(Duration.ofMinutes(10));
  }

  private static MeituWire wire(String apiKey, String apiSecret, String token) {
    return new MeituWire(
        MeituEnvironment.PRODUCTION,
        MeituQuery.msgIdInQueryString(),
        apiKey,
        apiSecret,
        token,
        false);
  }

  private static MeituImageRequest.Builder nano() {
    return MeituImageRequest.builder().model(MeituModel.NANO).prompt("a cube");
  }

  /** The examples of the list of locations. */
  private static MeituImageRequest full() {
    return MeituImageRequest.builder()
        .model(MeituModel.NANO2)
        .prompt("a cube")
        .addImage(URL)
        .aspectRatio(AspectRatio.of(16, 9))
        .temperature(0.5)
        .resolution(MeituResolution.RESOLUTION_2K)
        .translate(false)
        .outputFormat(MeituOutputFormat.PNG)
        .platform("ios")
        .gid("123")
        .uid("123")
        .areaCode("CN")
        .lang("zh-Hans")
        .version("10.0.0")
        .callbackUrl("https://example.com/callback")
        .traceId("123ABC")
        .build();
  }

  private String json(MeituImageRequest request) throws IOException {
    return json(wire.submit(request));
  }

  private static String json(Submission submission) throws IOException {
    RequestBody body = submission.request().body();
    assertThat(body.contentType()).hasToString("application/json");
    return json(body);
  }

  private static String json(RequestBody body) throws IOException {
    Buffer out = new Buffer();
    body.writeTo(out);
    return out.readUtf8();
  }

  private static void flatten(String path, Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> object) {
      object.forEach((name, each) -> flatten(path + "." + name, each, into));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) flatten(path + "[" + i + "]", list.get(i), into);
    } else {
      into.put(path, String.valueOf(value));
    }
  }
}
