package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import java.io.EOFException;
import java.io.IOException;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  // spotless:off
  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', nullValues = "-", value = {
    "\"100%\", 100", "50,      50", "\"12.5 %\", 12", "12.9,    12", "\"7\",  7",  "0, 0", "\" 3% \", 3",
    "-1,       -",   "101,     -",  "100.5,    -",    "true,    -",  "{},     -",  "null, -",
    "\"\",     -",   "\"%\",   -",  "\"NaN\",  -",    "1e999,   -",  "[50],   -",  "\"soon\", -",
    "{\"a\":[{}]}, -", "\"-5%\", -", "\"1e2\", 100",  "\"∞\",   -",
  })
  // spotless:on
  void progressIsReadInAnyFormAndNeverFails(String json, Integer percent) throws Exception {
    assertThat(read("[" + json + ",\"next\"]", JsonTest::progressThenNext)).isEqualTo(percent);
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', nullValues = "-", value = {
    "\"a b\", a b", "\" a \",` a `", "12, 12", "12.50, 12.50", "9999999999999999999, 9999999999999999999",
    "true, true", "null, -", "\"\", -", "\" \\n\", -", "\"\\u4f60\\/\", 你/",
  })
  // spotless:on
  void textIsAStringOrANumberOrABooleanAsWritten(String json, String text) throws Exception {
    assertThat(read(json, Json::text)).isEqualTo(text);
    assertThat(read(json, Json::anyText)).isEqualTo(text);
    assertThat(read(json, Json::textOrSkip)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": [1]}", "[1, {\"b\":2}]"})
  void whatIsNoTextIsRefusedOrKeptOrSkipped(String json) throws Exception {
    assertThatThrownBy(() -> read(json, Json::text)).isInstanceOf(JsonDataException.class);

    assertThat(read(json, Json::anyText)).isEqualTo(json);
    assertThat(read(json, Json::textOrSkip)).isNull();
  }

  @Test
  void anErrorIsAStringOrAnObject() throws Exception {
    Json.ErrorText string = read("\"no money\"", Json::error);
    Json.ErrorText object =
        read("{\"code\":429,\"x\":{},\"message\":\"slow\",\"type\":\"t\"}", Json::error);

    assertThat(string.message()).isEqualTo("no money");
    assertThat(string.code()).isNull();
    assertThat(string.type()).isNull();
    assertThat(object.code()).isEqualTo("429");
    assertThat(object.message()).isEqualTo("slow");
    assertThat(object.type()).isEqualTo("t");
  }

  @Test
  void anErrorWithoutMessageIsItsOwnMessage() throws Exception {
    Json.ErrorText detail = read("{\"code\":null, \"detail\":[1]}", Json::error);
    Json.ErrorText nested = read("{\"message\":{\"en\":\"slow\"}}", Json::error);
    Json.ErrorText list = read("[\"a\",\"b\"]", Json::error);

    assertThat(detail.message()).isEqualTo("{\"code\":null, \"detail\":[1]}");
    assertThat(detail.code()).isNull();
    assertThat(nested.message()).isEqualTo("{\"en\":\"slow\"}");
    assertThat(list.message()).isEqualTo("[\"a\",\"b\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"  \""})
  void anEmptyErrorIsNone(String json) throws Exception {
    assertThat((Object) read(json, Json::error)).isNull();
  }

  @Test
  void theReaderStandsBehindAnError() throws Exception {
    String json = "[{\"code\":\"x\",\"message\":\"}]\\\"{\"},7]";

    int next =
        read(
            json,
            reader -> {
              reader.beginArray();
              assertThat(Json.error(reader).code()).isEqualTo("x");
              int seven = reader.nextInt();
              reader.endArray();
              return seven;
            });

    assertThat(next).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}x", "{\"a\":1}{}", "{\"a\":1}]", "{\"a\":1} <html>"})
  void whatFollowsTheDocumentIsAnError(String json) {
    assertThatThrownBy(() -> read(json, JsonTest::skip)).isInstanceOf(JsonEncodingException.class);
  }

  @Test
  void whiteSpaceAfterTheDocumentIsFine() throws Exception {
    assertThat(read("{\"a\":1}\r\n \t", JsonTest::skip)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{\"a\":1", "{\"a\":", "[1,2"})
  void aDocumentThatStopsShortIsAnError(String json) {
    assertThatThrownBy(() -> read(json, JsonTest::skip)).isInstanceOf(EOFException.class);
  }

  @Test
  void aReaderThatStopsEarlyIsAnError() {
    assertThatThrownBy(
            () ->
                read(
                    "[12]",
                    reader -> {
                      reader.beginArray();
                      return reader.nextInt();
                    }))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("the document goes on after its end at path $[1]");
  }

  @Test
  void anAnswerIsReadAnyNumberOfTimes() throws Exception {
    Answer answer = Answer.of(200, new Buffer().writeUtf8("\"过ab\""));

    assertThat(answer.json(Json::text)).isEqualTo("过ab");
    assertThat(answer.json(Json::text)).isEqualTo("过ab");
    assertThat(answer.text(100)).isEqualTo("\"过ab\"");
    assertThat(answer.text(5)).isEqualTo("\"过a");
  }

  @Test
  void depthWithoutEndIsAnErrorAndNoStackOverflow() {
    String bomb = "[".repeat(100_000) + "]".repeat(100_000);

    assertThatThrownBy(() -> read(bomb, JsonTest::skip)).isInstanceOf(JsonDataException.class);
    assertThatThrownBy(() -> read("{\"x\":" + bomb + "}", Json::error))
        .isInstanceOf(JsonDataException.class);
    assertThatThrownBy(() -> read(bomb, Json::progress)).isInstanceOf(JsonDataException.class);
  }

  private static Integer progressThenNext(JsonReader reader) throws IOException {
    reader.beginArray();
    Integer progress = Json.progress(reader);
    assertThat(reader.nextString()).isEqualTo("next");
    reader.endArray();
    return progress;
  }

  private static boolean skip(JsonReader reader) throws IOException {
    reader.skipValue();
    return true;
  }

  private static <T> T read(String json, Answer.JsonParser<T> parser) throws IOException {
    return Answer.of(200, new Buffer().writeUtf8(json)).json(parser);
  }
}
