package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MeituDialectTest {
  static final String KEYS = "?api_key=test-key-meitu&api_secret=test-secret-meitu";
  static final String PARAMETER =
      "\"token\":\"test-token-meitu\",\"trace_id\":\"123ABC\",\"app_scene\":\"go\","
          + "\"path_scene\":\"imgEdit\",\"prompt\":\"p\",\"model\":\"gemini-3-pro-image-preview\"";
  private static final String SUBMIT = "/outsourcing_gateway_submit_async";
  private static final String NO_IMAGES = ",\"media_info_list\":[]";

  /** Every field of the document, with its own mock values where it has some. */
  private static final String FULL =
      """
      {
        "parameter": {
          "token": "test-token-meitu",
          "trace_id": "123ABC",
          "app_scene": "go",
          "path_scene": "imgEdit",
          "prompt": "turn it into a watercolour",
          "model": "gemini-3-pro-image-preview",
          "aspect_ratio": "16:9",
          "temperature": 0.5,
          "resolution": "2K",
          "is_translate": false,
          "output_format": "jpeg",
          "platform": "ios",
          "gid": "123",
          "uid": "123",
          "area_code": "CN",
          "lang": "zh-Hans",
          "version": "10.0.0",
          "repost_url": "https://example.com/callback"
        },
        "media_info_list": [
          {"media_data": "https://example.com/in.jpg"},
          {"media_data": "https://example.com/b.jpg", "media_profiles": {"media_data_type": "url"}}
        ]
      }
      """;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static FakeGateways gateways;
  private static FakeMeitu gateway;

  @BeforeAll
  static void start() {
    gateways = FakeGateways.start();
    gateway = gateways.meitu();
  }

  @AfterAll
  static void close() {
    gateways.close();
  }

  @BeforeEach
  void reset() {
    gateway.reset();
  }

  @Test
  void environmentLeadsHere() {
    assertThat(gateway.environment())
        .isEqualTo(
            Map.of(
                "MEITU_BASE_URL", gateway.baseUrl(),
                "MEITU_DIRECT_URL", gateway.internalUrl() + "/sync/request",
                "MEITU_API_KEY", "test-key-meitu",
                "MEITU_API_SECRET", "test-secret-meitu",
                "MEITU_TOKEN", "test-token-meitu"));
    assertThat(gateway.baseUrl()).matches("http://127\\.0\\.0\\.1:[0-9]+/meitu/v1");
    assertThat(gateway.testBaseUrl()).matches("http://127\\.0\\.0\\.1:[0-9]+/meitu/test");
    assertThat(gateway.secrets())
        .containsExactly(gateway.apiKey(), gateway.apiSecret(), gateway.token());
    assertThat(gateways.gateway("meitu")).isSameAs(gateway);
    assertThat(gateways.all())
        .extracting(FakeGateway::name)
        .containsExactly("uniall", "hingnet", "zexi", "meitu");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FULL,
        "{\"parameter\":{" + PARAMETER + "},\"media_info_list\":[]}",
        "{\"parameter\":{" + PARAMETER + "}}"
      })
  void documentedRequestIsAccepted(String json) throws Exception {
    HttpResponse<String> answer = submit(json);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(masked(answer.body()))
        .isEqualTo("{\"error_code\":0,\"error_msg\":\"\",\"msg_id\":\"UUID\"}");
  }

  @Test
  void queriesReadAsClientsSawThem() throws Exception {
    String id = task(FULL);

    String pending = query(id).body();
    String done = query(id).body();

    assertThat(masked(pending))
        .isEqualTo("{\"error_code\":29901,\"error_msg\":\"pending\",\"msg_id\":\"UUID\"}");
    assertThat(masked(done))
        .isEqualTo(
            "{\"error_code\":0,\"error_msg\":\"\",\"msg_id\":\"UUID\",\"media_info_list\":"
                + "[{\"media_data\":\"RESULT\",\"media_profiles\":{\"media_data_type\":\"url\"}}]}");
    HttpResponse<byte[]> image = download(Wire.find("\"media_data\":\"([^\"]+)\"", done));
    assertThat(image.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(gateway.credentialsAtOtherOrigins()).isZero();
  }

  @Test
  void queryMayHaveNoBody() throws Exception {
    String id = task(FULL);

    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/query" + KEYS + "&msg_id=" + id))
                .POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.body()).contains("29901");
  }

  @Test
  void failedTaskHasItsCodeUnderHttp200() throws Exception {
    gateway.finishAfterQueries(1);
    gateway.failTasks("20008", "UNSUITABLE_IMAGE");

    HttpResponse<String> answer = query(task(FULL));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(masked(answer.body()))
        .isEqualTo("{\"error_code\":20008,\"error_msg\":\"UNSUITABLE_IMAGE\",\"msg_id\":\"UUID\"}");
  }

  @ParameterizedTest
  @CsvSource({"png, png", "jpeg, jpg", "webp, png"})
  void inlineResultsAreBareBase64(String format, String type) throws Exception {
    gateway.finishAfterQueries(1);
    gateway.inlineResults(true);

    String done = query(task(json("\"output_format\":\"" + format + "\""))).body();

    assertThat(done).endsWith("\"media_profiles\":{\"media_data_type\":\"" + type + "\"}}]}");
    byte[] image =
        Base64.getDecoder().decode(Wire.find("\"media_data\":\"([A-Za-z0-9+/=]+)\"", done));
    assertThat(image[0] & 0xff).isEqualTo(type.equals("jpg") ? 0xff : 0x89);
  }

  @Test
  void bothEnvironmentsAreServedAndKnowTheirOwnTasksAlone() throws Exception {
    String body = "{\"parameter\":{" + PARAMETER + "}" + NO_IMAGES + "}";
    URI submit = URI.create(gateway.testBaseUrl() + SUBMIT + KEYS);
    String id = Wire.find("\"msg_id\":\"([^\"]+)\"", post(submit, body).body());

    HttpResponse<String> here =
        post(URI.create(gateway.testBaseUrl() + "/query" + KEYS + "&msg_id=" + id), "{}");
    HttpResponse<String> there = query(id);

    assertThat(here.body()).contains("29901");
    assertThat(there.statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 400",
    "?api_key=test-key-meitu, 400",
    "?api_secret=test-secret-meitu, 400",
    "?api_key=test-key-meitu&api_secret=wrong, 401",
    "?api_key=wrong&api_secret=test-secret-meitu, 401",
    "?api_key=test-key-meitu&api_key=test-key-meitu&api_secret=test-secret-meitu, 401"
  })
  void everyCallWantsBothKeysInTheQueryString(String keys, int status) throws Exception {
    String more = keys.isEmpty() ? "?msg_id=x" : "&msg_id=x";
    HttpResponse<String> submit = post(uri(SUBMIT + keys), FULL);
    HttpResponse<String> query = post(uri("/query" + keys + more), "{}");

    for (HttpResponse<String> answer : java.util.List.of(submit, query)) {
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body())
          .isEqualTo("{\"code\":90002,\"message\":\"GATEWAY_AUTHORIZED_ERROR\"}");
    }
    assertThat(gateway.tasks()).isZero();
  }

  @Test
  void keysMayBePercentEncoded() throws Exception {
    String keys = "?api_key=test%2Dkey-meitu&api_secret=test-secret-meit%75";

    assertThat(post(uri(SUBMIT + keys), FULL).body()).contains("\"error_code\":0");
  }

  @Test
  void tokenIsChecked() throws Exception {
    HttpResponse<String> answer = submit(FULL.replace("test-token-meitu", "wrong"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"error_code\":90002,\"error_msg\":\"parameter.token is wrong\"}");
    assertThat(gateway.tasks()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "trace_id", "app_scene", "path_scene", "prompt", "model"})
  void requiredFieldIsRequired(String name) throws Exception {
    String without = PARAMETER.replaceFirst("\"" + name + "\":\"[^\"]+\",?", "");
    String json = "{\"parameter\":{" + without.replaceFirst(",$", "") + "}" + NO_IMAGES + "}";

    assertRefused(submit(json), "parameter." + name + " is required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"aspect_ratio\":\"7:3\" | aspect_ratio must be one of [1:1, 2:3, 3:2, 3:4, 4:3, 4:5, 5:4,"
            + " 9:16, 16:9, 21:9], not \"7:3\"",
        "\"aspect_ratio\":\"\" | aspect_ratio must be one of [1:1, 2:3, 3:2, 3:4, 4:3, 4:5, 5:4,"
            + " 9:16, 16:9, 21:9], not \"\"",
        "\"resolution\":\"8K\" | resolution must be one of [1K, 2K, 4K], not \"8K\"",
        "\"temperature\":1.01 | temperature must be from 0 to 1, not 1.01",
        "\"temperature\":-1 | temperature must be from 0 to 1, not -1",
        "\"temperature\":\"1\" | temperature must be a number",
        "\"is_translate\":\"true\" | is_translate must be a boolean",
        "\"output_format\":\"jpg\" | output_format must be one of [jpeg, png, webp], not \"jpg\"",
        "\"platform\":1 | platform must be a string",
        "\"lang\":\"\" | lang must not be blank",
        "\"repost_url\":\"/callback\" | repost_url must be a URL, not \"/callback\""
      })
  void parameterRuleRefuses(String field, String message) throws Exception {
    assertRefused(submit(json(field)), "parameter." + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"temperature\":0", "\"temperature\":1", "\"temperature\":1.0"})
  void endsOfTheTemperatureAreAllowed(String field) throws Exception {
    assertThat(submit(json(field)).body()).contains("\"error_code\":0");
  }

  @Test
  void constantsAndModelAreChecked() throws Exception {
    assertRefused(
        submit(FULL.replace("\"go\"", "\"GO\"")),
        "parameter.app_scene must be one of [go], not \"GO\"");
    assertRefused(
        submit(FULL.replace("imgEdit", "txt2img")),
        "parameter.path_scene must be one of [imgEdit], not \"txt2img\"");
    assertRefused(
        submit(FULL.replace("3-pro-image-preview", "4")),
        "parameter.model must be one of [gemini-2.5-flash-image-preview,"
            + " gemini-3-pro-image-preview], not \"gemini-4\"");
    gateway.acceptUnknownModels(true);
    assertThat(submit(FULL.replace("3-pro-image-preview", "4")).body())
        .contains("\"error_code\":0");
  }

  @Test
  void resolutionIsForNano2Alone() throws Exception {
    String nano = FULL.replace("gemini-3-pro-", "gemini-2.5-flash-");

    assertRefused(submit(nano), "parameter.resolution is for gemini-3-pro-image-preview only");
    assertThat(submit(nano.replace("\"resolution\": \"2K\",", "")).body())
        .contains("\"error_code\":0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ",\"media_info_list\":null | media_info_list must be an array",
        ",\"media_info_list\":[\"https://e.com/a\"] | media_info_list[0] must be an object",
        ",\"media_info_list\":[{}] | media_info_list[0].media_data is required",
        ",\"media_info_list\":[{\"media_data\":\"a.png\"}] | media_info_list[0].media_data must be a"
            + " URL, not \"a.png\"",
        ",\"media_info_list\":[],\"prompt\":\"p\" | prompt belongs into parameter",
        ",\"media_info_list\":[],\"aspect_ratio\":\"1:1\" | aspect_ratio belongs into parameter"
      })
  void restOfTheBodyIsChecked(String rest, String message) throws Exception {
    assertRefused(submit("{\"parameter\":{" + PARAMETER + "}" + rest + "}"), message);
  }

  @Test
  void fourImagesAreTooMany() throws Exception {
    String three = image() + "," + image() + "," + image();

    assertRefused(
        submit(
            "{\"parameter\":{"
                + PARAMETER
                + "},\"media_info_list\":["
                + three
                + ","
                + image()
                + "]}"),
        "media_info_list must hold at most 3 images, not 4");
    assertThat(
            submit("{\"parameter\":{" + PARAMETER + "},\"media_info_list\":[" + three + "]}")
                .body())
        .contains("\"error_code\":0");
  }

  @Test
  void parameterHasToBeThereAndHoldNoImages() throws Exception {
    assertRefused(submit("{\"media_info_list\":[]}"), "parameter must be an object");
    assertRefused(
        submit("{\"parameter\":{" + PARAMETER + NO_IMAGES + "}}"),
        "media_info_list belongs beside parameter");
  }

  @Test
  void contentTypeIsRequired() throws Exception {
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(FULL);

    assertRefused(
        send(HttpRequest.newBuilder(uri(SUBMIT + KEYS)).POST(body)),
        "Content-Type must be application/json, not null");
    assertRefused(
        send(HttpRequest.newBuilder(uri("/query" + KEYS + "&msg_id=x")).POST(body)),
        "Content-Type must be application/json, not null");
  }

  @Test
  void queryNamesItsTaskInTheQueryString() throws Exception {
    String id = task(FULL);
    gateway.reset();

    assertRefused(
        post(uri("/query" + KEYS), "{\"msg_id\":\"" + id + "\"}"),
        "msg_id must be in the query string, once");
  }

  @Test
  void unknownTaskAndRouteAreNotFound() throws Exception {
    HttpResponse<String> task = query("nobody");
    HttpResponse<String> get = send(HttpRequest.newBuilder(uri("/query" + KEYS + "&msg_id=x")));
    HttpResponse<String> mock = post(uri("/outsourcing/gatewa/async/submit" + KEYS), FULL);

    assertThat(task.statusCode()).isEqualTo(404);
    assertThat(task.body()).isEqualTo("{\"code\":90025,\"message\":\"msg_id not found\"}");
    assertThat(get.statusCode()).isEqualTo(404);
    assertThat(get.body()).isEqualTo("{\"code\":90025,\"message\":\"no route GET /v1/query\"}");
    assertThat(mock.statusCode()).isEqualTo(404);
  }

  @Test
  void refusalsHaveTwoShapes() throws Exception {
    gateway.next(FakeCall.SUBMIT, Fault.refusal(200, "80001", "no package"));
    gateway.next(FakeCall.SUBMIT, Fault.refusal(415, "415", "no right package found"));

    assertThat(submit(FULL).body())
        .isEqualTo("{\"error_code\":80001,\"error_msg\":\"no package\"}");
    HttpResponse<String> http = submit(FULL);
    assertThat(http.statusCode()).isEqualTo(415);
    assertThat(http.body()).isEqualTo("{\"code\":415,\"message\":\"no right package found\"}");
  }

  @Test
  void statusFaultsSpeakMeitusCodes() throws Exception {
    String id = task(FULL);
    gateway.next(FakeCall.QUERY, Fault.unknownStatus("31999"));
    gateway.next(FakeCall.QUERY, Fault.unknownStatus("paused"));
    gateway.next(FakeCall.QUERY, Fault.successWithoutImage());
    gateway.next(FakeCall.QUERY, Fault.unknownTask());
    gateway.next(FakeCall.SUBMIT, Fault.unknownStatus("31999"));
    gateway.next(FakeCall.SUBMIT, Fault.successWithoutImage());

    assertThat(query(id).body()).startsWith("{\"error_code\":31999,\"error_msg\":\"\",\"msg_id\"");
    assertThat(query(id).body()).startsWith("{\"error_code\":\"paused\",");
    assertThat(masked(query(id).body()))
        .isEqualTo("{\"error_code\":0,\"error_msg\":\"\",\"msg_id\":\"UUID\"}");
    assertThat(query(id).statusCode()).isEqualTo(404);
    assertThat(submit(FULL).body()).startsWith("{\"error_code\":31999,");
    assertThat(masked(submit(FULL).body()))
        .isEqualTo("{\"error_code\":0,\"error_msg\":\"\",\"msg_id\":\"UUID\"}");
  }

  @Test
  void secretsAtOtherOriginsAreCountedEachAsOne() throws Exception {
    gateway.finishAfterQueries(1);
    String url = Wire.find("\"media_data\":\"([^\"]+)\"", query(task(FULL)).body());

    for (String secret : gateway.secrets()) {
      assertThat(download(url + "&s=" + secret).statusCode()).isEqualTo(200);
    }
    gateway.next(FakeCall.SUBMIT, Fault.redirectToOtherOrigin());
    String location = submit(FULL).headers().firstValue("Location").orElseThrow();
    post(URI.create(location), FULL);

    assertThat(gateway.credentialsAtOtherOrigins()).isEqualTo(4);
  }

  static String json(String more) {
    return "{\"parameter\":{" + PARAMETER + "," + more + "}" + NO_IMAGES + "}";
  }

  private static String image() {
    return "{\"media_data\":\"https://example.com/a.png\"}";
  }

  private static URI uri(String rest) {
    return URI.create(gateway.baseUrl() + rest);
  }

  private static HttpResponse<String> submit(String json) throws Exception {
    return post(uri(SUBMIT + KEYS), json);
  }

  private static HttpResponse<String> query(String id) throws Exception {
    return post(uri("/query" + KEYS + "&msg_id=" + id), "{}");
  }

  private static String task(String json) throws Exception {
    return Wire.find("\"msg_id\":\"([^\"]+)\"", submit(json).body());
  }

  static HttpResponse<String> post(URI uri, String json) throws Exception {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<byte[]> download(String url) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void assertRefused(HttpResponse<String> answer, String message) {
    assertThat(answer.body())
        .isEqualTo(Json.write(Json.object("error_code", 21101, "error_msg", message)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(gateway.tasks()).isZero();
  }

  private static String masked(String body) {
    return body.replaceAll("http://127[^\"]+", "RESULT")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID");
  }
}
