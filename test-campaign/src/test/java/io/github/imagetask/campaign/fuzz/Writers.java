package io.github.imagetask.campaign.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.spi.Fields;
import io.github.imagetask.testing.fake.FakeRequest;
import io.github.imagetask.testing.fake.Parsers;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.RequestBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** What is written of any value comes back from a parser that someone else wrote. */
final class Writers {
  private static final int DEPTH = 8;

  private Writers() {}

  static void json(byte[] input) throws IOException {
    Map<String, @Nullable Object> values = object(ByteBuffer.wrap(input), 0);
    String written = utf8(new Fields().addExtras(values).json());
    assertThat(plain(Parsers.json(written))).isEqualTo(plain(values));
  }

  static void form(byte[] input) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(input);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    List<String> expected = new ArrayList<>();
    while (in.hasRemaining()) {
      String name = name(in);
      String value = string(in);
      if (!values.containsKey(name)) expected.add(escaped(name) + "=" + wire(value));
      values.putIfAbsent(name, value);
    }
    if (values.isEmpty()) return;
    RequestBody body = new Fields().addExtras(values).multipart().build();
    Buffer bytes = new Buffer();
    body.writeTo(bytes);
    assertThat(body.contentLength()).isEqualTo(bytes.size());
    List<String> parts = new ArrayList<>();
    for (FakeRequest.Part each :
        Parsers.form(String.valueOf(body.contentType()), bytes.readByteArray())) {
      parts.add(each.name() + "=" + each.bodyText());
    }
    assertThat(parts).isEqualTo(expected);
  }

  /** Names as HTML forms write them; the fake takes back a quote, and a backslash as an escape. */
  private static String escaped(String name) {
    return wire(name).replace("\n", "%0A").replace("\r", "%0D").replace("%22", "\"");
  }

  private static Map<String, @Nullable Object> object(ByteBuffer in, int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    Set<String> names = new HashSet<>(); // two halves of characters are one name on the wire
    for (int fields = number(in) % 6; fields > 0; fields--) {
      String name = string(in);
      Object value = value(in, depth + 1);
      if (names.add(wire(name))) object.put(name, value);
    }
    return object;
  }

  private static @Nullable Object value(ByteBuffer in, int depth) {
    return switch (number(in) % (depth < DEPTH ? 9 : 7)) {
      case 0 -> null;
      case 1 -> number(in) % 2 == 0;
      case 2 -> (long) number(in) * number(in) * (number(in) - 100);
      case 3 -> BigDecimal.valueOf(number(in) * 31L + number(in), number(in) - 128);
      case 4 -> {
        double number = Double.longBitsToDouble(in.remaining() < 8 ? number(in) : in.getLong());
        yield Double.isFinite(number) ? number : 0.5;
      }
      case 7 -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int items = number(in) % 6; items > 0; items--) list.add(value(in, depth + 1));
        yield list;
      }
      case 8 -> object(in, depth);
      default -> string(in);
    };
  }

  private static int number(ByteBuffer in) {
    return in.hasRemaining() ? in.get() & 0xff : 0;
  }

  /** As text, or in every fourth case as bare UTF-16, halves of characters included. */
  private static String string(ByteBuffer in) {
    int choice = number(in);
    byte[] bytes = new byte[Math.min(in.remaining(), choice >> 2)];
    in.get(bytes);
    boolean bare = (choice & 3) == 3;
    if (!bare) return new String(bytes, StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      out.append((char) ((bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff)));
    }
    return out.toString();
  }

  private static String name(ByteBuffer in) {
    return string(in).replace("\\", "/");
  }

  /** As it goes over the wire, where half a character becomes a question mark. */
  private static String wire(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** A value with all numbers alike. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((name, each) -> plain.put(wire(String.valueOf(name)), plain(each)));
      return plain;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      for (Object each : list) plain.add(plain(each));
      return plain;
    }
    if (value instanceof Number) return new BigDecimal(value.toString()).stripTrailingZeros();
    return value instanceof String text ? wire(text) : value;
  }

  private static String utf8(RequestBody body) throws IOException {
    Buffer out = new Buffer();
    body.writeTo(out);
    return out.readUtf8();
  }
}
