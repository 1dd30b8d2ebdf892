package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MeituDirectTest {
  private static final String KEYS = MeituDialectTest.KEYS;
  private static final String JSON = MeituDialectTest.json("\"output_format\":\"jpeg\"");

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

  @ParameterizedTest
  @ValueSource(strings = {"gatewa", "gateway"})
  void bothSpellingsAnswerWithTheImage(String spelling) throws Exception {
    HttpResponse<String> answer = post(spelling, "sync/request", KEYS, JSON);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(masked(answer.body()))
        .isEqualTo(
            "{\"error_code\":0,\"error_msg\":\"\",\"msg_id\":\"UUID\",\"media_info_list\":"
                + "[{\"media_data\":\"URL\",\"media_profiles\":{\"media_data_type\":\"url\"}}]}");
    byte[] image =
        new Wire(gateway).download(Wire.find("\"media_data\":\"([^\"]+)\"", answer.body())).body();
    assertThat(Pictures.of(image)).isEqualTo("jpeg 1024x1024");
    assertThat(gateway.directImages()).isEqualTo(1);
    assertThat(gateway.tasks()).isZero();
  }

  @Test
  void imageIsInlineOnCommand() throws Exception {
    gateway.inlineResults(true);

    String body = direct(JSON).body();

    assertThat(body).contains("\"media_data_type\":\"jpg\"");
    assertThat(Pictures.ofBase64(Wire.find("\"media_data\":\"([^\"]+)\"", body)))
        .isEqualTo("jpeg 1024x1024");
  }

  @ParameterizedTest
  @CsvSource({
    "sync/request, '', 200",
    "sync/request, ?api_key=KEY&api_secret=SECRET, 200",
    "sync/request, ?api_key=KEY&api_secret=x, 401",
    "sync/request, ?api_key=KEY, 400",
    "async/submit, '', 200",
    "async/submit, ?api_key=x&api_secret=SECRET, 401"
  })
  void internalHostTakesBothSecretsOrNeither(String path, String keys, int status)
      throws Exception {
    String query = keys.replace("KEY", gateway.apiKey()).replace("SECRET", gateway.apiSecret());

    HttpResponse<String> answer = post("gatewa", path, query, JSON);

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void publicHostStillWantsBothSecrets() throws Exception {
    HttpResponse<String> answer =
        MeituDialectTest.post(
            URI.create(gateway.baseUrl() + "/outsourcing_gateway_submit_async"), JSON);

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void pendingAnswerBecomesATaskThatItsQueryFinds() throws Exception {
    gateway.pendingDirects(true);
    gateway.finishAfterQueries(1);

    String body = direct(JSON).body();
    String id = Wire.find("\"msg_id\":\"([^\"]+)\"", body);

    assertThat(masked(body))
        .isEqualTo("{\"error_code\":29901,\"error_msg\":\"pending\",\"msg_id\":\"UUID\"}");
    assertThat(gateway.tasks()).isEqualTo(1);
    assertThat(gateway.directImages()).isZero();
    String internal = post("gateway", "async/query", "?msg_id=" + id, "{}").body();
    String open =
        MeituDialectTest.post(
                URI.create(gateway.baseUrl() + "/query" + KEYS + "&msg_id=" + id), "{}")
            .body();
    String test =
        MeituDialectTest.post(
                URI.create(gateway.testBaseUrl() + "/query" + KEYS + "&msg_id=" + id), "{}")
            .body();
    assertThat(internal).contains("\"error_code\":0", "media_data");
    assertThat(open).isEqualTo(internal);
    assertThat(test).contains("90025");
  }

  @Test
  void bareIdBecomesATaskToo() throws Exception {
    gateway.bareDirects(true);

    String body = direct(JSON).body();
    String id = Wire.find("\"msg_id\":\"([^\"]+)\"", body);

    assertThat(body).isEqualTo("{\"msg_id\":\"" + id + "\"}");
    assertThat(post("gatewa", "async/query", "?msg_id=" + id, "{}").body()).contains("29901");
    gateway.reset();
    assertThat(direct(JSON).body()).contains("media_info_list");
  }

  @Test
  void answerWithoutImageHasNoIdThatCouldLeadToATask() throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.successWithoutImage());

    assertThat(direct(JSON).body())
        .isEqualTo("{\"error_code\":0,\"error_msg\":\"\",\"media_info_list\":[]}");
  }

  @Test
  void unknownWordIsTheCode() throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.unknownStatus("77777"));

    assertThat(masked(direct(JSON).body()))
        .isEqualTo("{\"error_code\":77777,\"error_msg\":\"\",\"msg_id\":\"UUID\"}");
  }

  @Test
  void blockedPromptIsACode() throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.blockedPrompt("SAFETY"));

    assertThat(direct(JSON).body()).startsWith("{\"error_code\":10025,");
    assertThat(gateway.directImages()).isZero();
  }

  @Test
  void requestIsRefusedAsASubmitIs() throws Exception {
    assertThat(direct(MeituDialectTest.json("\"repost_url\":\"https://a/b\"")).body())
        .isEqualTo(
            "{\"error_code\":21101,"
                + "\"error_msg\":\"parameter.repost_url is not for synchronous requests\"}");
    assertThat(direct(JSON.replace("test-token-meitu", "x")).body()).contains("90002");
    assertThat(direct(JSON.replace("\"go\"", "\"stop\"")).body()).contains("21101");
    assertThat(direct(MeituDialectTest.json("\"aspect_ratio\":\"1:9\"")).body()).contains("21101");
    assertThat(direct("[]").body()).contains("21101");
    assertThat(gateway.directImages() + gateway.tasks()).isZero();
    assertThat(gateway.directs()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gatewa/sync/requests", "gatewayy/sync/request", "gatewa/sync/query"})
  void otherInternalRoutesDoNotExist(String path) throws Exception {
    URI url = URI.create(gateway.internalUrl().replaceFirst("gatewa$", path) + KEYS);

    assertThat(MeituDialectTest.post(url, JSON).statusCode()).isEqualTo(404);
  }

  @Test
  void getDoesNotExist() throws Exception {
    URI url = URI.create(gateway.internalUrl() + "/sync/request" + KEYS);

    assertThat(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(404);
  }

  private static HttpResponse<String> direct(String json) throws Exception {
    return post("gatewa", "sync/request", KEYS, json);
  }

  private static HttpResponse<String> post(String spelling, String path, String query, String json)
      throws Exception {
    String url = gateway.internalUrl().replaceFirst("gatewa$", spelling) + "/" + path + query;
    return MeituDialectTest.post(URI.create(url), json);
  }

  private static String masked(String body) {
    return body.replaceAll("http://127[^\"]+", "URL")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID");
  }
}
