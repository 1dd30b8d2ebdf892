package io.github.imagetask.hingnet;

import static io.github.imagetask.hingnet.Fixtures.answer;
import static io.github.imagetask.hingnet.Fixtures.assumed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.util.Base64;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link HingnetDirectReader} reads. */
final class HingnetDirectReaderTest {
  private static final String BASE64 =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJ"
          + "RU5ErkJggg==";
  private static final byte[] PNG = Base64.getDecoder().decode(BASE64);

  private final HingnetDirectReader reader =
      new HingnetDirectReader(HttpUrl.get("https://gateway.example/relay"));

  @Test
  void imageComesInBase64() throws IOException {
    Reading reading = read(200, assumed("direct-b64.json"));

    assertThat(reading.fault()).isNull();
    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(reading.id()).isNull();
    assertThat(reading.text()).isNull();
    assertThat(reading.images()).hasSize(1);
    assertThat(reading.images().get(0).bytes()).isEqualTo(PNG);
  }

  @Test
  void imageComesByUrl() throws IOException {
    Reading reading = read(200, assumed("direct-url.json"));

    assertThat(reading.images()).hasSize(1);
    assertThat(reading.images().get(0).url()).isEqualTo("https://example.com/signed-url.png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://example.com/a.png?X=1%2B | https://example.com/a.png?X=1%2B",
        "/files/a.png                     | https://gateway.example/files/a.png",
      })
  void urlMayBeAPath(String written, String url) throws IOException {
    Reading reading = read(200, "{\"data\":[{\"url\":\"" + written + "\",\"b64_json\":\"\"}]}");

    assertThat(reading.images().get(0).url()).isEqualTo(url);
  }

  @Test
  void urlMayHoldTheImage() throws IOException {
    Reading reading = read(200, "{\"data\":[{\"url\":\"data:image/png;base64," + BASE64 + "\"}]}");

    assertThat(reading.images().get(0).bytes()).isEqualTo(PNG);
  }

  @Test
  void severalImagesKeepTheirOrderAndBase64IsBeforeAUrl() throws IOException {
    Reading reading =
        read(
            201,
            "{\"data\":[{\"url\":\"https://a.example/0.png\"},"
                + "{\"url\":\"https://a.example/1.png\",\"b64_json\":\""
                + BASE64
                + "\"},null,{\"url\":\"https://a.example/2.png\"}]}");

    assertThat(reading.images())
        .extracting(Reading.Image::url)
        .containsExactly("https://a.example/0.png", null, "https://a.example/2.png");
    assertThat(reading.images().get(1).bytes()).isEqualTo(PNG);
  }

  @Test
  void promptsOfTheModelAreTheTextEachOnce() throws IOException {
    Reading reading =
        read(
            200,
            "{\"data\":[{\"url\":\"https://a.example/0\",\"revised_prompt\":\"a red city\"},"
                + "{\"url\":\"https://a.example/1\",\"revised_prompt\":\"a red city\"},"
                + "{\"url\":\"https://a.example/2\",\"revised_prompt\":\"a blue city\"}]}");

    assertThat(reading.text()).isEqualTo("a red city\na blue city");
  }

  @Test
  void imagesCountWhateverStandsBesideThem() throws IOException {
    Reading reading =
        read(
            200,
            "{\"data\":[{\"url\":\"https://a.example/0\"}],\"error\":{\"code\":\"low_balance\"}}");

    assertThat(reading.fault()).isNull();
    assertThat(reading.images()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"created\":1700000000,\"data\":[]}",
        "{\"created\":1700000000,\"data\":null}",
        "{\"data\":[{\"url\":\"\",\"b64_json\":\"\"}]}",
        "{\"data\":[{\"url\":\"the upstream gave up\"}]}",
      })
  void answerWithoutAnImageSaysSo(String json) throws IOException {
    Reading reading = read(200, json);

    assertThat(reading.fault()).isNull();
    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(reading.images()).isEmpty();
    assertThat(reading.id()).isNull();
    assertThat(reading.error()).isEqualTo(TaskError.of(ErrorKind.UNKNOWN, null, null));
  }

  @Test
  void textInPlaceOfAnImageIsTheReason() throws IOException {
    Reading reading = read(200, "{\"data\":[{\"revised_prompt\":\"I can't draw that\"}]}");

    assertThat(reading.error())
        .isEqualTo(TaskError.of(ErrorKind.UNKNOWN, null, "I can't draw that"));
  }

  @ParameterizedTest
  @CsvSource({
    // status, code, kind, processed, passes
    "400, moderation_blocked,       CONTENT_REJECTED, UNSAID, false",
    "400, content_policy_violation, CONTENT_REJECTED, UNSAID, false",
    "400, invalid_request,          INVALID_REQUEST,  UNSAID, false",
    "401, invalid_api_key,          AUTHENTICATION,   UNSAID, false",
    "402, no_balance,               QUOTA,            UNSAID, false",
    "429, too_many,                 RATE_LIMIT,       UNSAID, true",
    "500, task_failed,              UNAVAILABLE,      UNSAID, true",
    "400, image_url_not_available,  UNAVAILABLE,      MAYBE,  true",
    "500, image_url_not_available,  UNAVAILABLE,      MAYBE,  true",
    "200, image_url_not_available,  UNAVAILABLE,      MAYBE,  true",
    "503, storage_not_configured,   UNAVAILABLE,      NO,     false",
    "200, storage_not_configured,   UNAVAILABLE,      NO,     false",
    "400, upstream_timeout,         INVALID_REQUEST,  MAYBE,  false",
  })
  void errorIsTheCalls(
      int status, String code, ErrorKind kind, Fault.Processed processed, boolean passes)
      throws IOException {
    Reading reading = read(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"words\"}}");

    Fault fault = reading.fault();
    assertThat(fault).isNotNull();
    assertThat(fault.error().kind()).isEqualTo(kind);
    assertThat(fault.error().code()).isEqualTo(code);
    assertThat(fault.error().message()).startsWith("words");
    assertThat(fault.processed()).isEqualTo(processed);
    assertThat(fault.isRetryable()).isEqualTo(passes);
    assertThat(reading.id()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"content_policy_violation, CONTENT_REJECTED", "task_failed, UNKNOWN"})
  void errorUnderASuccessThatNobodyKnowsIsAnAnswerWithoutAnImage(String code, ErrorKind kind)
      throws IOException {
    Reading reading = read(200, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"words\"}}");

    assertThat(reading.fault()).isNull();
    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(reading.images()).isEmpty();
    assertThat(reading.error()).isEqualTo(TaskError.of(kind, code, "words"));
  }

  @Test
  void withoutAStorageBase64IsTheWay() throws IOException {
    Reading reading =
        read(503, "{\"error\":{\"code\":\"storage_not_configured\",\"message\":\"no storage\"}}");

    assertThat(reading.error().message())
        .isEqualTo(
            "no storage; the gateway has no object storage (S3 or AliOSS) for images by URL;"
                + " responseFormat(B64_JSON), the default, needs none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {}                             | nothing at path $.data",
        "200 | {\"id\":\"image_1\",\"status\":\"pending\"} | nothing at path $.data",
        "500 | {\"created\":1}                | no error of the gateway's own at path $.error",
        "400 | {\"data\":[{\"url\":\"https://a.example/0\"}]} | no error of the gateway's own at path $.error",
      })
  void whatIsNeitherIsRefused(int status, String json, String message) {
    assertThatThrownBy(() -> read(status, json))
        .isInstanceOf(JsonDataException.class)
        .hasMessage(message);
  }

  private Reading read(int status, String json) throws IOException {
    return reader.read(answer(status, json));
  }
}
