package io.github.imagetask.testing.fake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fakes' own readers of requests, which share nothing with the SDK's writers. */
public final class Parsers {
  private Parsers() {}

  /** A JSON text's value: a map, list, string, Long, BigDecimal, boolean or null. */
  public static @Nullable Object json(String text) {
    return JsonParser.read(text);
  }

  /** A form's parts; none if anything in it is out of place. */
  public static List<FakeRequest.Part> form(@Nullable String contentType, byte[] body) {
    return Multipart.parts(contentType, body);
  }
}
