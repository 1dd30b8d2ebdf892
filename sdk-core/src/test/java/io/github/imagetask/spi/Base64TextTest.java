package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Base64TextTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "QUJD, 414243",
        "QUI=, 4142",
        "QUI, 4142",
        "QQ==, 41",
        "QQ, 41",
        "QQ\\u003d\\u003D, 41",
        "QUJD\\nQUJD\\r\\n, 414243414243",
        "+/+/, fbffbf",
        "-_-_, fbffbf",
        "+\\/+\\/, fbffbf",
        "\\u0051UJD, 414243",
        "``, ``"
      })
  void bothAlphabetsPaddingAndEscapesAreRead(String base64, String hex) throws Exception {
    assertThat(new Buffer().write(decode(base64)).readByteString().hex()).isEqualTo(hex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "QUJ D",
        "QU*D",
        "QQ==QQ==",
        "QQ=Q",
        "data:image/png;base64,QUJD",
        "QUJD\\t",
        "QUJD\\\"",
        "\\u4f60QUJ",
        "你QUJ",
        "\\u00zz",
        "\\u-051UJD",
        "\\u00"
      })
  void whatIsNoBase64IsRefusedWithItsPath(String base64) {
    assertThatThrownBy(() -> decode(base64))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("not base64 at path $.b64[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Q", "QUJDQ", "Q==="})
  void aLastCharacterThatStandsAloneIsRefused(String base64) {
    assertThatThrownBy(() -> decode(base64))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("base64 cut short at path $.b64[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "null", "{}", "true"})
  void onlyAStringIsBase64(String json) {
    assertThatThrownBy(() -> value(json))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("expected base64 at path $.b64[1]");
  }

  @Test
  void theReaderStandsBehindTheString() throws Exception {
    byte[] bytes = decode("QUJD");

    assertThat(bytes).asString().isEqualTo("ABC"); // and value() has read on to the end
  }

  @Test
  void tenMegabytesComeOutAsTheyWentIn() throws Exception {
    byte[] image = new byte[10_000_000];
    new Random(7).nextBytes(image);
    String escaped = Base64.getEncoder().encodeToString(image).replace("/", "\\/");

    byte[] bytes = decode(escaped);

    assertThat(bytes).isEqualTo(image);
  }

  @Test
  void escapesMayFallOnAnyPlace() throws Exception {
    for (int length = 8_180; length < 8_200; length++) { // about the size of a chunk
      String text = "QUJD".repeat(length / 4) + "QUJD".substring(0, length % 4);
      byte[] plain = decode(text.length() % 4 == 1 ? text + "A" : text);

      byte[] escaped = decode(text + (text.length() % 4 == 1 ? "\\u0041\\u003d\\n" : "\\u003d\\n"));

      assertThat(escaped).isEqualTo(plain);
    }
  }

  private static byte[] decode(String base64) throws IOException {
    return value("\"" + base64 + "\"");
  }

  private static byte[] value(String json) throws IOException {
    JsonReader reader =
        JsonReader.of(new Buffer().writeUtf8("{\"b64\":[0," + json + ",\"after\"]}"));
    reader.beginObject();
    assertThat(reader.nextName()).isEqualTo("b64");
    reader.beginArray();
    reader.skipValue();
    byte[] bytes = Json.base64(reader);
    assertThat(reader.nextString()).isEqualTo("after");
    reader.endArray();
    reader.endObject();
    return bytes;
  }
}
