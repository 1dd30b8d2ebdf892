package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainUrlTest {
  private static final String LETTERS = "azAZ019-_.~/?=&+:@,;!*%%2fF#<> \"\\'`{}|^[]$()é\n";
  private static final String[] BEGINNINGS = {
    "https://cdn.example.com/",
    "http://a.b/c",
    "https://127.0.0.1:8080/",
    "https://",
    "http://x",
    "http://a-"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://cdn.example.com/a/b.png",
        "http://127.0.0.1:8443/a.png",
        "https://bucket.oss-cn-beijing.example.com/a.png",
        "https://bucket.s3.example.com/k?X-Amz-Credential=AK%2F20260101&X-Amz-Signature=0f"
      })
  void knowsWhatImagesUrlsAreLike(String text) {
    assertThat(PlainUrl.is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://cdn.example.com",
        "https://CDN.example.com/a.png",
        "https://user@example.com/a.png",
        "https://example..com/a.png",
        "https://example-.com/a.png",
        "https://xn--zz.example.com/a.png",
        "https://example.com:443/a.png",
        "https://example.com:99999/a.png",
        "https://example.com/../a.png",
        "https://example.com/%2e%2e/a.png",
        "https://example.com/a.png?b=%zz",
        "https://example.com/a.png#b",
        "https://example.com/a b.png",
        "HTTPS://example.com/a.png",
        "ftp://example.com/a.png"
      })
  void leavesAllElseToTheParser(String text) {
    assertThat(PlainUrl.is(text)).isFalse();
  }

  /** Whatever it takes for one, OkHttp takes for the same. */
  @Test
  void agreesWithTheParser() {
    Random random = new Random(7);
    int known = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder(BEGINNINGS[random.nextInt(BEGINNINGS.length)]);
      for (int n = random.nextInt(8); n > 0; n--) {
        text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      if (!PlainUrl.is(text.toString())) continue;
      known++;
      assertThat(HttpUrl.parse(text.toString())).as("%s", text).hasToString(text.toString());
    }
    assertThat(known).isGreaterThan(10_000);
  }
}
