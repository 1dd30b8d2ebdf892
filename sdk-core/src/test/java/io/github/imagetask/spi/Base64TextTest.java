package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import okio.Buffer;
import okio.BufferedSource;
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
        "QUJ D, 414243",
        "` \\n\\tQUJD\\t `, 414243",
        "`data:image/png;base64,QUJD`, 414243",
        "`data:image\\/png;base64,QUJD`, 414243",
        "`DATA:IMAGE/PNG;BASE64,QUJD`, 414243",
        "`data:;base64,QUJD`, 414243",
        "`data:image/png;name=a.png;base64, QUJD`, 414243",
        "``, ``"
      })
  void bothAlphabetsPaddingAndEscapesAreRead(String base64, String hex) throws Exception {
    assertThat(new Buffer().write(decode(base64)).readByteString().hex()).isEqualTo(hex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "QU*D",
        "QQ==QQ==",
        "QQ=Q",
        "data:image/png,QUJD",
        "data:text/html;charset=utf-8,QUJD",
        "data:",
        "http://x.test/QUJD",
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

  @Test
  void moreBytesThanAllowedAreNotDecoded() throws Exception {
    assertThat(decode("QUJD", 3)).asString().isEqualTo("ABC");
    assertThatThrownBy(() -> decode("QUJDQQ", 3)).isInstanceOf(Base64Text.TooLongException.class);
  }

  @Test
  void textOfAnAnswerIsDecodedIfItIsBase64() {
    assertThat(Base64Text.decode("QUJD")).asString().isEqualTo("ABC");
    assertThat(Base64Text.decode(" data:image/png;base64,QUJD\n")).asString().isEqualTo("ABC");
    assertThat(Base64Text.decode("no such channel!")).isNull();
    assertThat(Base64Text.decode("QU\"JD")).isNull();
    assertThat(Base64Text.decode("")).isEmpty();
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

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "` `, ``", // a blank counts for nothing
        "\\n, ``",
        "\\/, /",
        "\\u0041, A",
        "-, +",
        "_, /",
        "_\\/-+\\r\\n, //++"
      })
  void whatTheJdkDoesNotKnowMayComeAtAnyTime(String written, String meant) throws Exception {
    String text = text(20_002); // one more or less is still base64
    for (int at : new int[] {1, 4_095, 8_190, 8_191, 8_192, 8_193, 16_383, 16_384, 19_999}) {
      byte[] plain = Base64.getDecoder().decode(inserted(text, at, meant));

      byte[] bytes = decode(inserted(text, at, written));

      assertThat(bytes).as("at %s", at).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_188, 8_192, 8_196, 16_384, 16_388})
  void paddingEndsItWhereverABlockEnds(int length) throws Exception {
    String padded = text(length - 4) + "QQ==";

    assertThat(decode(padded)).isEqualTo(Base64.getDecoder().decode(padded));
    assertThat(decode(padded + "\\n= ")).isEqualTo(Base64.getDecoder().decode(padded));
    for (String more : new String[] {"QUJD", "?", "=A", " A"}) {
      assertThatThrownBy(() -> decode(padded + more))
          .isInstanceOf(JsonDataException.class)
          .hasMessage("not base64 at path $.b64[1]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "\\u00", "\\b", "你", "\u00e9"})
  void whatIsNoBase64IsRefusedAnywhere(String odd) {
    for (int at : new int[] {0, 1, 8_191, 8_192, 8_193, 20_000}) {
      assertThatThrownBy(() -> decode(inserted(text(20_000), at, odd)))
          .as("at %s", at)
          .isInstanceOf(JsonDataException.class)
          .hasMessage("not base64 at path $.b64[1]");
    }
  }

  private static String text(int length) {
    StringBuilder text = new StringBuilder(length);
    Random random = new Random(length);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < length; i++) text.append(alphabet.charAt(random.nextInt(64)));
    return text.toString();
  }

  private static String inserted(String text, int at, String more) {
    return text.substring(0, at) + more + text.substring(at);
  }

  private static byte[] decode(String base64) throws IOException {
    return decode(base64, Long.MAX_VALUE);
  }

  private static byte[] decode(String base64, long max) throws IOException {
    JsonReader reader =
        JsonReader.of(new Buffer().writeUtf8("{\"b64\":[0,\"" + base64 + "\",\"after\"]}"));
    reader.beginObject();
    assertThat(reader.nextName()).isEqualTo("b64");
    reader.beginArray();
    reader.skipValue();
    Buffer bytes = new Buffer();
    try (BufferedSource source = reader.nextSource()) {
      long count = Base64Text.decode(source, "$.b64[1]", bytes, max);
      assertThat(count).isEqualTo(bytes.size());
    }
    assertThat(reader.nextString()).isEqualTo("after");
    reader.endArray();
    reader.endObject();
    return bytes.readByteArray();
  }
}
