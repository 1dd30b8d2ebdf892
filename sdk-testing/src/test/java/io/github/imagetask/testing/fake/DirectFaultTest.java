package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault, as a direct call meets it. */
final class DirectFaultTest {
  private static final String OPENAI = "/v1/images/generations";
  private static final String GEMINI = "/v1beta/models/gemini-2.5-flash-image:generateContent";
  private static final String OPENAI_JSON =
      "{\"model\":\"gpt-image-2\",\"prompt\":\"p\",\"size\":\"1024x768\",\"n\":2}";
  private static final String GEMINI_JSON = "{\"contents\":[{\"parts\":[{\"text\":\"p\"}]}]}";

  private static FakeGateways gateways;
  private static FakeGateway gateway;
  private static Wire wire;

  @BeforeAll
  static void start() {
    gateways = FakeGateways.start();
    gateway = gateways.uniall();
    wire = new Wire(gateway);
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
  void statusAndPageAndBodyStandBeforeTheGateway() throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.status(429).withRetryAfter("7"));
    gateway.next(FakeCall.DIRECT, Fault.htmlPage(502));
    gateway.next(FakeCall.DIRECT, Fault.body("{\"a\":1}"));

    HttpResponse<String> status = openAi();
    HttpResponse<String> page = openAi();

    assertThat(status.statusCode()).isEqualTo(429);
    assertThat(status.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(page.statusCode()).isEqualTo(502);
    assertThat(page.body()).startsWith("<!DOCTYPE html>");
    assertThat(openAi().body()).isEqualTo("{\"a\":1}");
    assertThat(gateway.directImages()).isZero();
    assertThat(gateway.directs()).isEqualTo(3);
  }

  @Test
  void processedStatusIsBilled() throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.status(504).processed());

    assertThat(openAi().statusCode()).isEqualTo(504);
    assertThat(gateway.directImages()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {OPENAI, GEMINI})
  void refusalIsAnErrorObjectInBothStyles(String route) throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.refusal(500, "invalid_request", "no"));

    HttpResponse<String> answer = wire.post(route, "{}");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .startsWith("{\"error\":{\"message\":\"no (request id: ")
        .endsWith("\"type\":\"new_api_error\",\"param\":\"\",\"code\":\"invalid_request\"}}");
  }

  @Test
  void cutBeforeTheRequestIsReadBillsNothing() throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.cutBeforeRead());

    assertThatThrownBy(() -> Wire.raw(gateway.baseUrl(), whole()))
        .isInstanceOf(SocketException.class);
    assertThat(gateway.directs()).isEqualTo(1);
    assertThat(gateway.directImages()).isZero();
  }

  @Test
  void cutAfterTheRequestIsReadIsBilledAndLost() throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.cutAfterRead());

    assertThat(Wire.raw(gateway.baseUrl(), whole())).isEmpty();
    assertThat(gateway.directImages()).isEqualTo(2);
  }

  @Test
  void cutInsideTheImageIsBilledAndLost() throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.cutAtByte(3000));

    String got = text(Wire.raw(gateway.baseUrl(), whole()));

    assertThat(got).hasSize(3000).contains("\"b64_json\":\"iVBOR");
    assertThat(gateway.directImages()).isEqualTo(2);
  }

  @Test
  void slowAnswersComeWhole() throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.slowHeaders(Duration.ofMillis(20)));
    gateway.next(FakeCall.DIRECT, Fault.slowBody(Duration.ofMillis(2)));
    long start = System.nanoTime();

    String first = openAi().body();

    assertThat(System.nanoTime() - start).isGreaterThan(20_000_000);
    assertThat(openAi().body().length()).isEqualTo(first.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {OPENAI, GEMINI})
  void endlessAnswerIsBase64WithoutEnd(String route) throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.endlessBody());
    String json = route.equals(OPENAI) ? OPENAI_JSON : GEMINI_JSON;

    try (Socket socket = Wire.open(gateway.baseUrl())) {
      socket.getOutputStream().write(post(route, json).getBytes(StandardCharsets.UTF_8));
      String start = text(socket.getInputStream().readNBytes(2_000_000));
      assertThat(start).containsPattern("\"(b64_json|data)\":\"iVBOR[A-Za-z0-9+/]{500}");
      assertThat(start.substring(1_900_000)).doesNotContain("\"");
    }
  }

  @Test
  void damagedAnswersAreBilled() throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.wrongLength());
    gateway.next(FakeCall.DIRECT, Fault.truncatedJson());
    gateway.next(FakeCall.DIRECT, Fault.emptyBody());

    assertThatThrownBy(DirectFaultTest::openAi).isInstanceOf(IOException.class);
    assertThat(openAi().body()).startsWith("{\"created\":").doesNotEndWith("}");
    assertThat(openAi().body()).isEmpty();
    assertThat(gateway.directImages()).isEqualTo(6);
  }

  @Test
  void successWithoutImageIsBilled() throws Exception {
    gateway.always(FakeCall.DIRECT, Fault.successWithoutImage());

    assertThat(openAi().body()).contains("\"data\":[],");
    assertThat(gemini().body()).contains("\"parts\":[]},\"finishReason\":\"STOP\"");
    assertThat(gateway.directImages()).isEqualTo(3);
  }

  @Test
  void textStandsInPlaceOfTheImage() throws Exception {
    gateway.always(FakeCall.DIRECT, Fault.textWithoutImage("I can't draw that."));

    assertThat(openAi().body()).contains("\"data\":[],");
    assertThat(gemini().body())
        .contains("\"parts\":[{\"text\":\"I can't draw that.\"}]},\"finishReason\":\"STOP\"");
  }

  @Test
  void unknownWordIsTheFinishReason() throws Exception {
    gateway.always(FakeCall.DIRECT, Fault.unknownStatus("NO_IMAGE"));

    assertThat(gemini().body()).contains("\"parts\":[]},\"finishReason\":\"NO_IMAGE\"");
    assertThat(openAi().body()).contains("\"data\":[],");
  }

  @Test
  void blockedPromptIsReadAndNotBilled() throws Exception {
    gateway.always(FakeCall.DIRECT, Fault.blockedPrompt("SAFETY"));
    gateways.hingnet().next(FakeCall.DIRECT, Fault.blockedPrompt("SAFETY"));

    HttpResponse<String> gemini = gemini();
    HttpResponse<String> openAi = openAi();
    HttpResponse<String> hingnet =
        new Wire(gateways.hingnet()).post(OPENAI, "{\"model\":\"gpt-image-2\",\"prompt\":\"p\"}");

    assertThat(gemini.statusCode()).isEqualTo(200);
    assertThat(gemini.body())
        .startsWith("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":{");
    assertThat(openAi.statusCode()).isEqualTo(400);
    assertThat(openAi.body()).contains("the prompt was blocked", "\"code\":\"prompt_blocked\"");
    assertThat(hingnet.statusCode()).isEqualTo(400);
    assertThat(hingnet.body()).contains("\"code\":\"moderation_blocked\"");
    assertThat(wire.post(GEMINI, "{}").statusCode()).isEqualTo(400);
    assertThat(gateway.directImages() + gateways.hingnet().directImages()).isZero();
  }

  @Test
  void redirectLeadsToAnOriginThatHasNoSuchRoute() throws Exception {
    gateway.next(FakeCall.DIRECT, Fault.redirectToOtherOrigin(308));

    HttpResponse<String> answer = openAi();
    URI location = URI.create(answer.headers().firstValue("Location").orElseThrow());
    HttpResponse<String> followed =
        wire.send(
            HttpRequest.newBuilder(location)
                .header("Authorization", "Bearer " + gateway.apiKey())
                .POST(HttpRequest.BodyPublishers.ofString(OPENAI_JSON)));

    assertThat(answer.statusCode()).isEqualTo(308);
    assertThat(location.getPath()).isEqualTo("/uniall" + OPENAI);
    assertThat(followed.statusCode()).isEqualTo(404);
    assertThat(gateway.directs()).isEqualTo(2);
    assertThat(gateway.directImages()).isZero();
    assertThat(gateway.credentialsAtOtherOrigins()).isEqualTo(1);
  }

  @Test
  void fewerImagesComeOnCommand() throws Exception {
    gateway.giveAtMost(1);

    assertThat(openAi().body().split("b64_json", -1)).hasSize(2);
    assertThat(gateway.directImages()).isEqualTo(1);
  }

  @Test
  void sameRequestGivesTheSameImages() throws Exception {
    String pattern = "\"b64_json\":\"([^\"]+)\",\"revised_prompt\":\"In this picture: p\"},";
    String first = Wire.find(pattern, openAi().body());

    assertThat(Wire.find(pattern, openAi().body())).isEqualTo(first);
    assertThat(Base64.getDecoder().decode(first)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void faultsThatSuitOtherCallsAreRefused() {
    assertThatThrownBy(() -> gateway.next(FakeCall.DIRECT, Fault.unknownTask()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown_task can't befall a DIRECT");
    assertThatThrownBy(() -> gateway.next(FakeCall.SUBMIT, Fault.blockedPrompt("SAFETY")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("blocked can't befall a SUBMIT");
    assertThatThrownBy(() -> gateway.always(FakeCall.QUERY, Fault.textWithoutImage("no")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no_image can't befall a QUERY");
  }

  private static HttpResponse<String> openAi() throws Exception {
    return wire.post(OPENAI, OPENAI_JSON);
  }

  private static HttpResponse<String> gemini() throws Exception {
    return wire.post(GEMINI, GEMINI_JSON);
  }

  private static String whole() {
    return post(OPENAI, OPENAI_JSON);
  }

  private static String post(String route, String json) {
    String type = "Content-Type: application/json";
    return wire.head("POST /uniall" + route, type, "Content-Length: " + json.length()) + json;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
