package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a tree. */
final class JsonNodeTest {
  // spotless:off
  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', nullValues = "-", value = {
    "\"100%\", 100", "50,      50", "\"12.5 %\", 12", "12.9,    12", "\"7\",  7",  "0, 0", "\" 3% \", 3",
    "-1,       -",   "101,     -",  "100.5,    -",    "true,    -",  "{},     -",  "null, -",
    "\"\",     -",   "\"%\",   -",  "\"NaN\",  -",    "1e999,   -",  "[50],   -",  "\"soon\", -",
    "{\"a\":[{}]}, -", "\"-5%\", -", "\"1e2\", 100",  "\"∞\",   -",  "NaN,     -",
  })
  // spotless:on
  void progressIsReadInAnyFormAndNeverFails(String json, Integer percent) throws Exception {
    assertThat(read("{\"p\":" + json + ",\"n\":1}").progress("p")).isEqualTo(percent);
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', nullValues = "-", value = {
    "\"a b\", a b", "\" a \",` a `", "12, 12", "12.50, 12.50", "9999999999999999999, 9999999999999999999",
    "true, true", "null, -", "\"\", -", "\" \\n\", -", "\"\\u4f60\\/\", 你/", "{}, -", "[1], -",
  })
  // spotless:on
  void textIsAStringOrANumberOrABooleanAsWritten(String json, String text) throws Exception {
    assertThat(read("{\"a\":" + json + "}").text("a")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "1700086466, 1.700086466E9",
        "\"12\", 12.0",
        "1e999, -",
        "\"NaN\", -",
        "\"x\", -",
        "[1], -"
      })
  void numberIsFiniteOrAbsent(String json, Double number) throws Exception {
    assertThat(read("{\"a\":" + json + "}").number("a")).isEqualTo(number);
  }

  @Test
  void whatIsMissingOrOfAnotherKindIsAbsent() throws Exception {
    JsonNode body =
        read("{\"text\":\"x\",\"list\":[1,{\"a\":2}],\"object\":{\"a\":3},\"no\":null}");

    assertThat(body.at("missing").at("deeper").at("still").isPresent()).isFalse();
    assertThat(body.at("text").at("a").text()).isNull();
    assertThat(body.at("list").at("a").text()).isNull();
    assertThat(body.at("object").items()).isEmpty();
    assertThat(body.at("text").items()).isEmpty();
    assertThat(body.at("text").object()).isSameAs(JsonNode.ABSENT);
    assertThat(body.at("no").isPresent()).isFalse();
    assertThat(body.at("list").items()).hasSize(2);
    assertThat(body.at("list").items().get(1).text("a")).isEqualTo("2");
    assertThat(body.at("object").object().text("a")).isEqualTo("3");
    assertThat(body.at("text").bytes()).isNull();
  }

  @Test
  void firstTextIsTheFirstThatIsNotBlank() throws Exception {
    JsonNode body = read("{\"a\":\" \",\"b\":{},\"c\":7,\"d\":\"d\"}");

    assertThat(body.firstText("x", "a", "b", "c", "d")).isEqualTo("7");
    assertThat(body.firstText("x", "a", "b")).isNull();
  }

  @Test
  void textsOfAListAreEachOnALineAndOnce() throws Exception {
    JsonNode body =
        read("{\"l\":[{\"a\":\"x\"},{\"a\":\" \"},7,{\"a\":\"y\"},{\"a\":\"x\"}],\"o\":{}}");

    assertThat(body.at("l").texts("a")).isEqualTo("x\ny");
    assertThat(body.at("l").texts("b")).isNull();
    assertThat(body.at("o").texts("a")).isNull();
  }

  @Test
  void stringIsNoNumber() throws Exception {
    JsonNode body = read("{\"a\":\"1\",\"b\":1}");

    assertThat(body.at("a").isString()).isTrue();
    assertThat(body.at("b").isString()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":[1,2.50,true,null,\"x\\\"y\",{\"b\":[]}],\"c\":1e999}",
        "{\"a\":-0,\"你\":\"\\u2028\"}"
      })
  void itsTextIsTheJsonAsItWas(String json) throws Exception {
    assertThat(read(json)).hasToString(json);
  }

  @Test
  void errorIsATextOrAnObjectOrNothing() throws Exception {
    ErrorText text = error("\"no money\"");
    ErrorText object = error("{\"code\":429,\"x\":{},\"message\":\"slow\",\"type\":\"t\"}");
    ErrorText silent = error("{\"code\":null,\"detail\":[1]}");
    ErrorText nested = error("{\"message\":{\"en\":\"slow\"}}");
    ErrorText list = error("[\"a\",\"b\"]");

    assertThat(text.message()).isEqualTo("no money");
    assertThat(text.code()).isNull();
    assertThat(text.type()).isNull();
    assertThat(object.code()).isEqualTo("429");
    assertThat(object.message()).isEqualTo("slow");
    assertThat(object.type()).isEqualTo("t");
    assertThat(silent.message()).isEqualTo("{\"code\":null,\"detail\":[1]}");
    assertThat(silent.code()).isNull();
    assertThat(nested.message()).isEqualTo("{\"en\":\"slow\"}");
    assertThat(list.message()).isEqualTo("[\"a\",\"b\"]");
    for (String none : new String[] {"null", "\"\"", "\" \""}) assertThat(error(none)).isNull();
  }

  private static ErrorText error(String json) throws IOException {
    return ErrorText.of(read("{\"error\":" + json + "}").at("error"));
  }

  private static JsonNode read(String json) throws IOException {
    return Answer.of(200, new Buffer().writeUtf8(json)).json();
  }
}
