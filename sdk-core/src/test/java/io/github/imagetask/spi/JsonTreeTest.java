package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import okio.Buffer;
import okio.Source;
import okio.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of an answer is read, what is skipped, and what is too much. */
final class JsonTreeTest {
  private static final String LONG = "x".repeat(JsonTree.MAX_TEXT + 1);

  // As other clients read.

  @Test
  void byteOrderMarkIsSkipped() throws Exception {
    assertThat(read("\ufeff{\"a\":1}").text("a")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "nan"})
  void numberThatJsonDoesNotHaveDoesNoHarm(String number) throws Exception {
    assertThat(read("{\"seed\":" + number + ",\"a\":1}").text("a")).isEqualTo("1");
  }

  @Test
  void lastOfANameThatStandsTwiceCounts() throws Exception {
    assertThat(read("{\"a\":1,\"a\":{\"b\":1},\"a\":3}").text("a")).isEqualTo("3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]       | it is no object, but a list at path $",
        "\"x\"    | it is no object, but a text at path $",
        "7        | it is no object, but a number at path $",
        "true     | it is no object, but true or false at path $",
        "null     | it is no object, but null at path $",
      })
  void documentIsAnObject(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isExactlyInstanceOf(JsonDataException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~                       | it is empty",
        "~  ~                     | it is empty",
        "{\"a\":1                 | it stops short at path $.a",
        "{\"a\":                  | it stops short at path $.a",
        "{\"a\":[1,{\"b\":\"x     | it stops short at path $.a[1].b",
        "<html>busy</html>        | it is malformed at path $",
        "busy                     | it is malformed at path $",
        "{\"a\":1}x               | it is malformed at path $",
        "{\"a\":1}{}              | it is malformed at path $",
        "{\"a\":1} <html>         | it is malformed at path $",
        "{\"a\":\"\\u00zz\"}      | it is malformed at path $.a",
        "{\"a\":1]                | it is malformed at path $.a",
      })
  void whatIsNoJsonIsNamedInOurOwnWords(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isExactlyInstanceOf(JsonEncodingException.class)
        .hasMessage(message);
  }

  @Test
  void whiteSpaceAfterTheDocumentIsFine() throws Exception {
    assertThat(read("{\"a\":1}\r\n \t").text("a")).isEqualTo("1");
  }

  @Test
  void networksOwnFailureStaysWhatItIs() {
    Source broken =
        new Source() {
          @Override
          public long read(Buffer sink, long byteCount) throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public Timeout timeout() {
            return Timeout.NONE;
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> Answer.of(200, broken).json())
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("connection reset");
  }

  // What is kept, and what is skipped.

  @Test
  void textsUpToTheBoundAreKeptAndLongerOnesSkipped() throws Exception {
    String kept = "y".repeat(JsonTree.MAX_TEXT - 2); // with its quotes

    JsonNode body =
        read("{\"long\":\"" + LONG + "\",\"kept\":\"" + kept + "\",\"list\":[\"" + LONG + "\",1]}");

    assertThat(body.at("long").isPresent()).isFalse();
    assertThat(body.text("kept")).isEqualTo(kept);
    assertThat(body.at("list").items()).hasSize(2);
    assertThat(body.at("list").items().get(1).text()).isEqualTo("1");
  }

  @Test
  void textsOfALargeAnswerAreUnescaped() throws Exception {
    JsonNode body = read("{\"long\":\"" + LONG + "\",\"a\\n\":\"\\u4f60\\/\\\"\",\"b\":\"\"}");

    assertThat(body.text("a\n")).isEqualTo("你/\"");
    assertThat(body.at("b").isString()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'queued'", "'qu\\u0065ued'", "queued", "NaN", "'it\\'s'", "'\"'"})
  void largeAnswerIsReadAsASmallOneIs(String value) throws Exception {
    String small = read("{\"a\":" + value + "}").text("a");

    assertThat(small).isNotNull();
    assertThat(read("{\"long\":\"" + LONG + "\",\"a\":" + value + "}").text("a")).isEqualTo(small);
  }

  @Test
  void imageIsDecodedWhereItMayStand() throws Exception {
    byte[] image = new byte[300_000];
    new Random(1).nextBytes(image);
    String base64 = Base64.getEncoder().encodeToString(image);

    JsonNode body =
        read(
            "{\"b64\":\"data:image/png;base64,"
                + base64.replace("/", "\\/")
                + "\",\"list\":[{\"b64\":\""
                + base64
                + "\"}],\"b64s\":\""
                + base64
                + "\",\"after\":1}");

    assertThat(body.at("b64").bytes()).isEqualTo(image);
    assertThat(body.at("list").items().get(0).at("b64").bytes()).isEqualTo(image);
    assertThat(body.at("b64s").isPresent()).isFalse();
    assertThat(body.text("after")).isEqualTo("1");
  }

  @Test
  void largeImagesGoIntoASinkAsTheyCome() throws Exception {
    byte[] image = new byte[300_000];
    new Random(2).nextBytes(image);
    System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, 0, image, 0, 3); // a JPEG
    String base64 = Base64.getEncoder().encodeToString(image);
    List<Buffer> sunk = new ArrayList<>();
    ImageSink sink =
        number -> {
          assertThat(number).isEqualTo(sunk.size());
          sunk.add(new Buffer());
          return sunk.get(number);
        };
    String json = "{\"a\":[{\"b64\":\"" + base64 + "\"},{\"b64\":\"" + base64 + "\"}],\"c\":1}";

    JsonNode body = Answer.of(200, new Buffer().writeUtf8(json), 1 << 20, sink).json(Set.of("b64"));

    assertThat(body.at("a").items().get(1).at("b64").streamed()).isEqualTo(1);
    assertThat(body.at("a").items().get(1).at("b64").bytes()).isNull();
    assertThat(body.text("c")).isEqualTo("1");
    assertThat(sunk).extracting(Buffer::readByteArray).containsExactly(image, image);
  }

  @Test
  void longTextWhereAnImageMayStandIsLeftOutIfItIsNone() throws Exception {
    JsonNode body = read("{\"b64\":\"" + "no image, ".repeat(10_000) + "\",\"after\":1}");

    assertThat(body.at("b64").isPresent()).isFalse();
    assertThat(body.text("after")).isEqualTo("1");
  }

  @Test
  void whatLiesDeeperThanAnybodyAsksIsSkipped() throws Exception {
    String deep = "[".repeat(200) + "]".repeat(200);

    assertThat(read("{\"a\":" + deep + ",\"b\":1}").text("b")).isEqualTo("1");
  }

  // What is too much.

  @Test
  void nestingBeyondMoshisBoundIsNamed() {
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(AnswerLimitException.class)
        .hasMessage("the answer is nested deeper than 255 levels");
  }

  @Test
  void tooLargeAnImageIsNamedWithItsSetting() {
    String base64 = "QUJD".repeat(40_000);

    assertThatThrownBy(
            () ->
                Answer.of(200, new Buffer().writeUtf8("{\"b64\":\"" + base64 + "\"}"), 100_000)
                    .json(Set.of("b64")))
        .isInstanceOf(AnswerLimitException.class)
        .hasMessage("the answer's images are larger than 100000 bytes (maxImageBytes)");
  }

  @Test
  void imagesTogetherAreBoundedToo() {
    String image = "{\"b64\":\"" + "QUJD".repeat(33_000) + "\"},"; // 99,000 bytes

    assertThatThrownBy(
            () ->
                Answer.of(
                        200,
                        new Buffer().writeUtf8("{\"list\":[" + image.repeat(9) + "{}]}"),
                        100_000)
                    .json(Set.of("b64")))
        .isInstanceOf(AnswerLimitException.class);
  }

  @Test
  void answerWithoutEndIsNamed() {
    Source endless =
        new Source() {
          private boolean isBegun;

          @Override
          public long read(Buffer sink, long byteCount) {
            String text = isBegun ? "x".repeat(8_000) : "{\"padding\":\"";
            isBegun = true;
            sink.writeUtf8(text);
            return text.length();
          }

          @Override
          public Timeout timeout() {
            return Timeout.NONE;
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> Answer.of(200, endless, 1 << 20).json())
        .isInstanceOf(AnswerLimitException.class)
        .hasMessage("the answer is larger than 16 images (maxImageBytes)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[],", "{},", "1,", "{\"a\":{}},", "\"\","})
  void hostileMegabyteIsNamedAndCostsLittle(String each) {
    String json = "{\"a\":[" + each.repeat((1 << 20) / each.length());
    Answer answer = Answer.of(200, new Buffer().writeUtf8(json));
    long before = allocated();

    assertThatThrownBy(answer::json)
        .isInstanceOf(IOException.class)
        .hasMessageMatching("the answer has more than 100000 values|it stops short.*");

    assertThat(allocated() - before).isLessThan(100L << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"%s\":1}", "{\"a\":[\"%s\"],\"%s\":1}"})
  void nameWithoutEndIsNamed(String json) {
    String endless = "n".repeat(1 << 20);

    assertThatThrownBy(() -> read(json.replace("%s", endless)))
        .isInstanceOf(AnswerLimitException.class)
        .hasMessage("the answer has a name or number longer than 65536 bytes");
  }

  @Test
  void numberWithoutEndIsNamed() {
    assertThatThrownBy(() -> read("{\"a\":" + "1".repeat(1 << 20) + "}"))
        .isInstanceOf(AnswerLimitException.class)
        .hasMessage("the answer has a name or number longer than 65536 bytes");
  }

  // The answer.

  @Test
  void answerIsReadOnceAndItsBeginningKept() throws Exception {
    Answer answer = Answer.of(200, new Buffer().writeUtf8("{\"a\":\"过ab\"}"));

    assertThat(answer.json()).isSameAs(answer.json());
    assertThat(answer.text(100)).isEqualTo("{\"a\":\"过ab\"}");
    assertThat(answer.text(9)).isEqualTo("{\"a\":\"过");
  }

  @Test
  void beginningIsThereWhateverWasReadBefore() {
    Answer unread = Answer.of(500, new Buffer().writeUtf8("<p>" + LONG));
    Answer broken = Answer.of(200, new Buffer().writeUtf8("<p>" + LONG));
    assertThatThrownBy(broken::json).isInstanceOf(IOException.class);

    assertThat(unread.text(2_000)).hasSize(2_000).startsWith("<p>xxx");
    assertThat(broken.text(2_000)).hasSize(2_000).startsWith("<p>xxx");
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static JsonNode read(String json) throws IOException {
    return Answer.of(200, new Buffer().writeUtf8(json)).json(Set.of("b64"));
  }
}
