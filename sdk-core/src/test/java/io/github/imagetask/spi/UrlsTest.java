package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

final class UrlsTest {
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
