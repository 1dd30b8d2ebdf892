package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.AspectRatio;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;

final class FieldsTest {
  @Test
  void numbersKeepTheirDigits() throws Exception {
    Fields fields =
        new Fields()
            .add("int", 1)
            .add("long", 9007199254740993L)
            .add("double", 1.0)
            .add("float", 0.1f)
            .add("big", new BigDecimal("1.10"))
            .add("exponent", new BigDecimal("1E+3"))
            .add("huge", new BigInteger("123456789012345678901234567890"))
            .add("zero", 0)
            .add("no", false);

    assertThat(json(fields))
        .isEqualTo(
            "{\"int\":1,\"long\":9007199254740993,\"double\":1.0,\"float\":0.1,\"big\":1.10,"
                + "\"exponent\":1E+3,\"huge\":123456789012345678901234567890,\"zero\":0,"
                + "\"no\":false}");
  }

  @Test
  void absentAndBlankFieldsAreNotWritten() throws Exception {
    Fields fields = new Fields().add("a", null).add("b", "").add("c", " \n").add("d", " x ");

    assertThat(json(fields)).isEqualTo("{\"d\":\" x \"}");
  }

  @Test
  void extrasComeLastNullOnesTooAndReplace() throws Exception {
    Map<String, Object> extras = new LinkedHashMap<>();
    extras.put("none", null);
    extras.put("blank", "");
    extras.put("n", 2);
    Fields fields = new Fields().add("n", 1).add("m", 1).addExtras(extras);

    assertThat(json(fields)).isEqualTo("{\"n\":2,\"m\":1,\"none\":null,\"blank\":\"\"}");
  }

  @Test
  void valuesNestAndAreWrittenAsTheirText() throws Exception {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", Arrays.asList(1, null, "x", Collections.emptyMap()));
    map.put("c", null);
    Fields fields =
        new Fields()
            .add("f", new Fields().add("ratio", AspectRatio.of(21, 9)).add("a", map))
            .add("\"quoted\"", "line\nbreak 你 \u2028 </script>");

    assertThat(json(fields))
        .isEqualTo(
            "{\"f\":{\"ratio\":\"21:9\",\"a\":{\"b\":[1,null,\"x\",{}],\"c\":null}},"
                + "\"\\\"quoted\\\"\":\"line\\nbreak 你 \\u2028 </script>\"}");
  }

  @Test
  void theBodySaysThatItIsJson() {
    RequestBody body = new Fields().add("a", "你").json();

    assertThat(body.contentType()).hasToString("application/json");
  }

  @Test
  void whatIsNotANumberIsRefused() {
    for (Object odd :
        new Object[] {Double.NaN, Double.POSITIVE_INFINITY, Float.NaN, Float.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> new Fields().add("n", odd).json())
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Fields.copyOf(Arrays.asList(1, odd), 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("JSON has no " + odd);
    }
  }

  @Test
  void copiesAreDeepAndCannotBeChanged() {
    List<Object> list = new ArrayList<>(List.of(1));
    Map<String, Object> map = new HashMap<>();
    map.put("list", list);
    AtomicInteger counter = new AtomicInteger(1);
    map.put("counter", counter);

    Object copy = Fields.copyOf(map, 0);
    list.add(2);
    counter.set(2);
    map.put("other", 3);

    Map<?, ?> copied = (Map<?, ?>) copy;
    assertThat(copied).hasSize(2);
    assertThat(copied.get("list")).isEqualTo(List.of(1));
    assertThat(copied.get("counter")).hasToString("1");
    assertThatThrownBy(() -> ((List<?>) copied.get("list")).remove(0))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(copied::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatJsonCannotHoldIsRefused() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    Number notNumeric =
        new Number() {
          @Override
          public int intValue() {
            return 1;
          }

          @Override
          public long longValue() {
            return 1;
          }

          @Override
          public float floatValue() {
            return 1;
          }

          @Override
          public double doubleValue() {
            return 1;
          }

          @Override
          public String toString() {
            return "1},{";
          }
        };

    refused(endless, "it has more than 32 levels");
    refused(Collections.singletonMap(1, "x"), "a map's keys are strings, not 1");
    refused(Collections.singletonMap(null, "x"), "a map's keys are strings, not null");
    refused(
        'c', "a value is a String, Number, Boolean, null, List or Map, not a java.lang.Character");
    refused(new int[] {1}, "a value is a String, Number, Boolean, null, List or Map, not a [I");
    refused(notNumeric, "JSON has no 1},{");
  }

  @Test
  void aFormRepeatsListsAndWritesTheRestAsText() throws Exception {
    Map<String, Object> extras = new LinkedHashMap<>();
    extras.put("tag", Arrays.asList("a", 2, null));
    extras.put("none", null);
    extras.put("map", Collections.singletonMap("k", Arrays.asList(1, null)));
    MultipartBody form =
        new Fields()
            .add("n", 1)
            .add("prompt", "一个\nline")
            .add("on", true)
            .addExtras(extras)
            .multipart()
            .build();

    assertThat(form.type()).hasToString("multipart/form-data");
    assertThat(parts(form))
        .containsExactly(
            "n=1",
            "prompt=一个\nline",
            "on=true",
            "tag=a",
            "tag=2",
            "tag=",
            "none=",
            "map={\"k\":[1,null]}");
    for (MultipartBody.Part part : form.parts()) {
      assertThat(part.headers().names()).containsExactly("Content-Disposition");
      assertThat(part.body().contentType()).isNull();
    }
  }

  @Test
  void aPartsNameCannotAddHeaders() {
    MultipartBody form = new Fields().add("a\"\r\nX-Evil: 1", "v").multipart().build();

    assertThat(form.part(0).headers().get("Content-Disposition"))
        .isEqualTo("form-data; name=\"a%22%0D%0AX-Evil: 1\"");
  }

  private static void refused(Object value, String message) {
    assertThatThrownBy(() -> Fields.copyOf(value, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static List<String> parts(MultipartBody form) throws IOException {
    List<String> parts = new ArrayList<>();
    for (MultipartBody.Part part : form.parts()) {
      String name = part.headers().get("Content-Disposition");
      parts.add(name.replaceAll(".*name=\"(.*)\"", "$1") + "=" + text(part.body()));
    }
    return parts;
  }

  private static String json(Fields fields) throws IOException {
    return text(fields.json());
  }

  private static String text(RequestBody body) throws IOException {
    Buffer buffer = new Buffer();
    body.writeTo(buffer);
    return buffer.readUtf8();
  }
}
