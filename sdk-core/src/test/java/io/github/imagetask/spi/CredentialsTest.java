package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CredentialsTest {
  private static final String KEY = "test-key-marked";
  private static final HttpUrl BASE = Settings.baseUrl("https://h.example/a/");

  @ParameterizedTest
  @CsvSource({
    "https://h.example/a/v1/images/edits/x,     true",
    "https://h.example/a/v1/images/edits/x?y,   true",
    "https://h.example/a/v1/images/edits/,      true",
    "https://h.example/a/v1/images/edits,       true",
    "https://h.example/a/v1/images/edits?y,     true",
    "https://H.example:443/a/v1/images/edits/x, true",
    "https://h.example/a/v1/images/editsx,      false",
    "https://h.example/a/v1/images/editsx/y,    false",
    "https://h.example/a/v1/images/%65dits/x,   false",
    "https://h.example/a/v1/images/edits/../x,  false",
    "https://h.example/a/v1/images/edits/%2e%2e/x, false",
    "https://h.example/a/v1/images,             false",
    "https://h.example/v1/images/edits/x,       false",
    "https://h.example/b/a/v1/images/edits/x,   false",
    "http://h.example/a/v1/images/edits/x,      false",
    "https://h.example:444/a/v1/images/edits/x, false",
    "https://x.h.example/a/v1/images/edits/x,   false"
  })
  void keyBelongsToItsPathAndWhatIsBelow(String url, boolean owned) {
    Credentials credentials = Credentials.bearer(KEY, BASE, "v1/images/edits");

    assertThat(credentials.owns(HttpUrl.get(url))).isEqualTo(owned);
  }

  @Test
  void aBaseWithoutPathHasWhatIsBelowItToo() {
    Credentials credentials = Credentials.bearer(KEY, Settings.baseUrl("https://h.example"), "v1");

    assertThat(credentials.owns(HttpUrl.get("https://h.example/v1/x"))).isTrue();
    assertThat(credentials.owns(HttpUrl.get("https://h.example/a/v1/x"))).isFalse();
    assertThat(credentials.owns(HttpUrl.get("https://h.example/"))).isFalse();
  }

  @Test
  void severalPathsAreAsGoodAsOne() {
    Credentials credentials = Credentials.bearer(KEY, BASE, "v1/one", "v1/two");

    assertThat(credentials.owns(HttpUrl.get("https://h.example/a/v1/one/x"))).isTrue();
    assertThat(credentials.owns(HttpUrl.get("https://h.example/a/v1/two/x"))).isTrue();
    assertThat(credentials.owns(HttpUrl.get("https://h.example/a/v1/three/x"))).isFalse();
  }

  @Test
  void noPathIsNoPlaceForAKey() {
    assertThatThrownBy(() -> Credentials.bearer(KEY, BASE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key belongs to a path at least");
  }

  @Test
  void bearerGoesIntoTheAuthorization() {
    Credentials credentials = Credentials.bearer(KEY, BASE, "v1");

    Request request =
        credentials.authorize(new Request.Builder().url("https://h.example/a/v1/x?y").build());

    assertThat(request.url()).hasToString("https://h.example/a/v1/x?y");
    assertThat(request.headers("Authorization")).containsExactly("Bearer " + KEY);
    assertThat(credentials.secrets()).containsExactly(KEY);
  }

  @Test
  void keyGoesIntoAHeaderOfItsOwn() {
    Credentials credentials = Credentials.header("X-Key", KEY, BASE, "v1");

    Request request =
        credentials.authorize(
            new Request.Builder().url("https://h.example/a/v1/x").header("X-Key", "other").build());

    assertThat(request.headers("X-Key")).containsExactly(KEY);
    assertThat(request.header("Authorization")).isNull();
    assertThat(credentials.secrets()).containsExactly(KEY);
  }

  @Test
  void textShowsNoKey() {
    assertThat(Credentials.bearer(KEY, BASE, "v1").toString()).doesNotContain(KEY);
  }
}
