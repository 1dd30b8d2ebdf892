package io.github.imagetask.meitu;

import static io.github.imagetask.meitu.Fixtures.answer;
import static io.github.imagetask.meitu.Fixtures.assumed;
import static io.github.imagetask.meitu.Fixtures.cells;
import static io.github.imagetask.meitu.Fixtures.words;
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
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link MeituDirectReader} reads. */
final class MeituDirectReaderTest {
  private static final String ID = "11111111-2222-3333-4444-555555555555";
  private static final String BASE64 =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJ"
          + "RU5ErkJggg==";
  private static final byte[] PNG = Base64.getDecoder().decode(BASE64);
  private static final String LIST =
      "\"media_info_list\":[{\"media_data\":\"https://example.com/out.png\"}]";

  private final MeituDirectReader reader =
      new MeituDirectReader(HttpUrl.get("http://internal.example/sync/request"));

  @Test
  void imageComesByUrl() throws IOException {
    Reading reading = read(200, assumed("direct-succeeded.json"));

    assertThat(reading.fault()).isNull();
    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(reading.images())
        .extracting(Reading.Image::url)
        .containsExactly("https://example.com/out.png");
  }

  @Test
  void imageComesInBase64() throws IOException {
    Reading reading = read(200, assumed("direct-succeeded-inline.json"));

    assertThat(reading.images()).hasSize(1);
    assertThat(reading.images().get(0).bytes()).isEqualTo(PNG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{" + LIST + "}",
        "{\"error_code\":\"0\",\"data\":{" + LIST + "}}",
        "{\"code\":200," + LIST + ",\"msg_id\":\"m\"}",
        "{\"error_code\":77777," + LIST + "}", // nobody knows this code, and there is the image
        "{\"error_code\":29901,\"msg_id\":\"m\"," + LIST + "}",
      })
  void imageCountsWhateverStandsBesideIt(String json) throws IOException {
    Reading reading = read(200, json);

    assertThat(reading.fault()).isNull();
    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(reading.images()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error_code\":29901,\"error_msg\":\"pending\",\"msg_id\":\"" + ID + "\"}",
        "{\"msg_id\":\"" + ID + "\"}",
        "{\"error_code\":0,\"msg_id\":\"" + ID + "\",\"media_info_list\":[]}",
        "{\"error_code\":0,\"data\":{\"msg_id\":\"" + ID + "\"}}",
      })
  void callBecomesATask(String json) throws IOException {
    Reading reading = read(200, json);

    assertThat(reading.fault()).isNull();
    assertThat(reading.id()).isEqualTo(ID);
    assertThat(reading.status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(reading.images()).isEmpty();
  }

  @Test
  void pendingAnswerOfTheFixtureIsATask() throws IOException {
    Reading reading = read(200, assumed("direct-pending.json"));

    assertThat(reading.id()).isEqualTo(ID);
    assertThat(reading.status()).isEqualTo(TaskStatus.RUNNING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error_code\":0,\"error_msg\":\"nothing\",\"media_info_list\":[]}",
        "{\"error_code\":0,\"error_msg\":\"nothing\"}",
        "{\"error_msg\":\"nothing\",\"media_info_list\":[{\"media_data\":\"no image\"}]}",
      })
  void answerWithoutImageAndIdSaysSo(String json) throws IOException {
    Reading reading = read(200, json);

    assertThat(reading.fault()).isNull();
    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(reading.images()).isEmpty();
    assertThat(reading.error()).isEqualTo(TaskError.of(ErrorKind.UNKNOWN, null, "nothing"));
  }

  @Test
  void codesHaveTheKindsOfTheTable() throws IOException {
    for (List<String> row : cells("assumed/error-codes.md")) {
      for (String code : words(row.get(1))) {
        Fault fault = read(200, "{\"error_code\":" + code + ",\"error_msg\":\"words\"}").fault();

        assertThat(fault).as(code).isNotNull();
        assertThat(fault.error().kind()).as(code).hasToString(row.get(0));
        assertThat(fault.error().code()).isEqualTo(code);
        assertThat(fault.error().message()).isEqualTo("words");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // code, processed: whether an image may have been made; the id beside it
    "90002, NO,     ",
    "80001, NO,     ",
    "20008, NO,     ",
    "10025, NO,     ",
    "90024, NO,     ",
    "401,   UNSAID, m",
    "20001, MAYBE,  m",
    "30001, MAYBE,  m",
    "29904, MAYBE,  m",
    "500,   MAYBE,  m",
    "77777, MAYBE,  m",
  })
  void refusalCountsWhateverIdStandsBesideItAndWhatMayBeAnImagesEndIsUnknown(
      String code, Fault.Processed processed, String id) throws IOException {
    Reading reading = read(200, "{\"error_code\":" + code + ",\"msg_id\":\"m\"}");

    assertThat(reading.fault()).isNotNull();
    assertThat(reading.fault().processed()).isEqualTo(processed);
    assertThat(reading.id()).isEqualTo(id);
  }

  @Test
  void entitlementThatIsUsedUpIsOfTheCall() throws IOException {
    Reading reading = read(200, "{\"error_code\":415,\"error_msg\":\"no right package found\"}");

    assertThat(reading.error().kind()).isEqualTo(ErrorKind.QUOTA);
    assertThat(reading.fault().processed()).isEqualTo(Fault.Processed.UNSAID);
  }

  @Test
  void refusalIsOneEvenIfItRepeatsAnImage() throws IOException {
    Reading reading = read(200, "{\"error_code\":20008," + LIST + "}");

    assertThat(reading.fault()).isNotNull();
    assertThat(reading.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"code\":90002,\"message\":\"GATEWAY_AUTHORIZED_ERROR\"} | AUTHENTICATION",
        "415 | {\"message\":\"no right package found\"}                  | QUOTA",
        "433 | {\"message\":\"too long\"}                                | INVALID_REQUEST",
        "500 | {\"message\":\"it failed\",\"msg_id\":\"m\"}              | UNAVAILABLE",
        "400 | {\"message\":\"no\"," + LIST + "}                         | INVALID_REQUEST",
      })
  void errorOfHttpIsTheCalls(int status, String json, ErrorKind kind) throws IOException {
    Reading reading = read(status, json);

    assertThat(reading.fault()).isNotNull();
    assertThat(reading.error().kind()).isEqualTo(kind);
    assertThat(reading.images()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {}                       | nothing at path $.media_info_list",
        "200 | {\"error_msg\":\"x\"}    | nothing at path $.media_info_list",
        "200 | {\"error_code\":29901}   | nothing at path $.msg_id",
        "502 | {}                       | no error of the gateway's own at path $.error_code",
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
