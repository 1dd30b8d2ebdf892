package io.github.imagetask.uniall;

import static io.github.imagetask.uniall.Fixtures.answer;
import static io.github.imagetask.uniall.Fixtures.assumed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link UniAllDirectEntry} reads. */
final class UniAllDirectReaderTest {
  /** The shortest that looks like one. */
  private static final String JPEG = "/9j/4AAQ";

  private final UniAllDirectEntry entry =
      new UniAllDirectEntry(HttpUrl.get("https://gateway.example/relay"));

  @Test
  void answerOfOpenAisHasItsImageInBase64() throws IOException {
    Reading reading = read(200, assumed("direct-answer-openai.json"));

    assertThat(reading.fault()).isNull();
    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(reading.images()).hasSize(1);
    assertThat(reading.images().get(0).bytes()).startsWith(0x89, 'P', 'N', 'G').hasSize(70);
    assertThat(reading.id()).isNull();
    assertThat(reading.text()).isNull();
  }

  @Test
  void entryOfNewApisIsBase64UnlessThatIsBlank() throws IOException {
    Reading reading = read(200, assumed("direct-answer-new-api.json"));

    assertThat(reading.images()).hasSize(2);
    assertThat(reading.images().get(0).url()).isEqualTo("https://example.com/a.png");
    assertThat(reading.images().get(1).bytes()).hasSize(70);
    assertThat(reading.text())
        .isEqualTo("A blue sphere of glass\nA blue sphere of glass, seen from above");
  }

  @Test
  void base64WinsOverAnAddressBesideIt() throws IOException {
    Reading reading =
        read(200, data("{\"url\":\"https://example.com/a.jpg\",\"b64_json\":\"" + JPEG + "\"}"));

    assertThat(reading.images()).hasSize(1);
    assertThat(reading.images().get(0).bytes()).hasSize(6);
  }

  @Test
  void promptThatWasRevisedAlikeIsTextOnce() throws IOException {
    String image = "{\"url\":\"https://example.com/%s.png\",\"revised_prompt\":\"a ball\"}";

    Reading reading = read(200, data(image.formatted("a") + "," + image.formatted("b")));

    assertThat(reading.images()).hasSize(2);
    assertThat(reading.text()).isEqualTo("a ball");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/a.png?sig=%2F1,  https://example.com/a.png?sig=%2F1",
    "/files/a.png,                        https://gateway.example/files/a.png",
  })
  void urlMayBeAnAddressOrAPath(String url, String expected) throws IOException {
    Reading reading = read(200, data("{\"url\":\"" + url + "\"}"));

    assertThat(reading.images()).extracting(Reading.Image::url).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:image/jpeg;base64," + JPEG, JPEG})
  void urlMayBeTheImageItself(String url) throws IOException {
    Reading reading = read(200, data("{\"url\":\"" + url + "\"}"));

    assertThat(reading.images()).hasSize(1);
    assertThat(reading.images().get(0).bytes()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"created\":1}",
        "{\"created\":1,\"data\":[]}",
        "{\"created\":1,\"data\":null}",
        "{\"created\":1,\"data\":[{\"url\":\"\",\"b64_json\":\"\",\"revised_prompt\":\"\"}]}",
        "{\"created\":1,\"data\":[{\"url\":\"no image\"}]}",
      })
  void successWithoutAnImageIsNoRefusal(String json) throws IOException {
    Reading reading = read(200, json);

    assertThat(reading.fault()).isNull();
    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(reading.images()).isEmpty();
    assertThat(reading.error()).isNull();
  }

  @Test
  void errorUnderASuccessIsNoRefusalUnlessItIsKnownToBeTheGateways() throws IOException {
    Reading unknown = read(200, "{\"error\":{\"code\":\"oops\",\"message\":\"m\"}}");
    Reading own = read(200, "{\"error\":{\"code\":\"insufficient_user_quota\",\"message\":\"m\"}}");
    Reading behind = read(200, "{\"error\":{\"code\":\"do_request_failed\",\"message\":\"m\"}}");

    assertThat(unknown.fault()).isNull();
    assertThat(unknown.error()).isEqualTo(TaskError.of(ErrorKind.UNKNOWN, "oops", "m"));
    assertThat(own.fault().processed()).isEqualTo(Fault.Processed.NO);
    assertThat(own.fault().error().kind()).isEqualTo(ErrorKind.QUOTA);
    assertThat(behind.fault().processed()).isEqualTo(Fault.Processed.MAYBE);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request,           INVALID_REQUEST,  NO",
    "500, invalid_request,           INVALID_REQUEST,  NO",
    "500, convert_request_failed,    INVALID_REQUEST,  NO",
    "413, read_request_body_failed,  INVALID_REQUEST,  NO",
    "403, insufficient_user_quota,   QUOTA,            NO",
    "503, model_not_found,           UNAVAILABLE,      NO",
    "404, model_not_found,           NOT_FOUND,        NO",
    "400, prompt_blocked,            CONTENT_REJECTED, NO",
    "400, sensitive_words_detected,  CONTENT_REJECTED, NO",
    "403, violation_fee.grok.csam,   CONTENT_REJECTED, FEE",
    "400, moderation_blocked,        CONTENT_REJECTED, UNSAID",
    "400, content_policy_violation,  CONTENT_REJECTED, UNSAID",
    "500, do_request_failed,         UNAVAILABLE,      MAYBE",
    "502, bad_response_status_code,  UNAVAILABLE,      MAYBE",
    "500, something_else,            UNAVAILABLE,      UNSAID",
    "429, '',                        RATE_LIMIT,       UNSAID",
    "401, '',                        AUTHENTICATION,   UNSAID",
  })
  void errorHasItsKindAndSaysWhatItMaySayOfTheMoney(
      int status, String code, ErrorKind kind, Fault.Processed processed) throws IOException {
    String error =
        "{\"error\":{\"message\":\"m (request id: 1)\",\"type\":\"new_api_error\",\"param\":\"\","
            + "\"code\":\"%s\"}}";

    Reading reading = read(status, error.formatted(code));

    assertThat(reading.fault()).isNotNull();
    assertThat(reading.fault().error().kind()).isEqualTo(kind);
    assertThat(reading.fault().error().message()).isEqualTo("m (request id: 1)");
    assertThat(reading.fault().processed()).isEqualTo(processed);
  }

  @Test
  void errorThatIsPassedOnFromBehindMayHaveBeenProcessed() throws IOException {
    Reading reading = read(400, assumed("error-upstream.json"));

    assertThat(reading.fault().processed()).isEqualTo(Fault.Processed.MAYBE);
  }

  @Test
  void imageUnderAnErrorsStatusIsNone() {
    assertThatThrownBy(() -> read(500, data("{\"b64_json\":\"" + JPEG + "\"}")))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("no error of the gateway's own at path $.error");
  }

  @Test
  void imageBesideAnErrorIsAnImage() throws IOException {
    Reading reading =
        read(
            200,
            "{\"data\":[{\"b64_json\":\""
                + JPEG
                + "\"}],\"error\":{\"code\":\"invalid_request\"}}");

    assertThat(reading.fault()).isNull();
    assertThat(reading.images()).hasSize(1);
  }

  @Test
  void longImagesAreDecodedAsTheyCome() throws IOException {
    byte[] image = new byte[200_000];
    image[0] = (byte) 0xff;
    image[1] = (byte) 0xd8;
    image[2] = (byte) 0xff;
    String base64 = java.util.Base64.getEncoder().encodeToString(image);

    Reading inBase64 = read(200, data("{\"b64_json\":\"" + base64 + "\"}"));
    Reading inUrl = read(200, data("{\"url\":\"data:image/jpeg;base64," + base64 + "\"}"));

    for (Reading reading : List.of(inBase64, inUrl)) {
      assertThat(reading.images()).hasSize(1);
      assertThat(reading.images().get(0).bytes()).isEqualTo(image);
    }
  }

  private Reading read(int status, String json) throws IOException {
    return entry.read(answer(status, json));
  }

  private static String data(String entries) {
    return "{\"created\":1,\"data\":[" + entries + "]}";
  }
}
