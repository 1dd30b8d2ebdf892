package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlsTest {
  @ParameterizedTest
  @CsvSource({
    "https://h.example/a/v1/images/edits/x,     true",
    "https://h.example/a/v1/images/edits/x?y,   true",
    "https://h.example/a/v1/images/edits/,      true",
    "https://H.example:443/a/v1/images/edits/x, true",
    "https://h.example/a/v1/images/edits,       false",
    "https://h.example/a/v1/images/editsx/y,    false",
    "https://h.example/a/v1/images/%65dits/x,   false",
    "https://h.example/a/v1/images/edits/../x,  false",
    "https://h.example/a/v1/images/edits/%2e%2e/x, false",
    "https://h.example/v1/images/edits/x,       false",
    "http://h.example/a/v1/images/edits/x,      false",
    "https://h.example:444/a/v1/images/edits/x, false",
    "https://x.h.example/a/v1/images/edits/x,   false"
  })
  void whatIsBelowAPathSharesItsOriginAndSegments(String url, boolean isBelow) {
    HttpUrl base = Settings.baseUrl("https://h.example/a/");

    assertThat(Urls.isBelow(HttpUrl.get(url), base, "v1/images/edits")).isEqualTo(isBelow);
  }

  @Test
  void aBaseWithoutPathHasWhatIsBelowItToo() {
    HttpUrl base = Settings.baseUrl("https://h.example");

    assertThat(Urls.isBelow(HttpUrl.get("https://h.example/v1/x"), base, "v1")).isTrue();
    assertThat(Urls.isBelow(HttpUrl.get("https://h.example/a/v1/x"), base, "v1")).isFalse();
  }

  @Test
  void anOriginIsSchemeHostAndPort() {
    HttpUrl url = HttpUrl.get("https://h.example/a");

    assertThat(Urls.sameOrigin(url, HttpUrl.get("https://H.example:443/b?c"))).isTrue();
    assertThat(Urls.sameOrigin(url, HttpUrl.get("http://h.example/a"))).isFalse();
    assertThat(Urls.sameOrigin(url, HttpUrl.get("https://h.example:444/a"))).isFalse();
    assertThat(Urls.sameOrigin(url, HttpUrl.get("https://x.h.example/a"))).isFalse();
    assertThat(Urls.sameOrigin(url, HttpUrl.get("https://h.example./a"))).isFalse();
  }
}
