package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedactorTest {
  private final Redactor texts = new Redactor(Arrays.asList("k3y-one", "a/b+c=", ""));

  @Test
  void secretsAreReplacedWhereverTheyStand() {
    assertThat(texts.message("bad key k3y-one, k3y-one!")).isEqualTo("bad key ██, ██!");
    assertThat(texts.body("{\"key\":\"k3y-one\"}")).isEqualTo("{\"key\":\"██\"}");
    assertThat(texts.failure(new IOException("k3y-one"))).isEqualTo("██");
  }

  @Test
  void secretsAreReplacedInTheWritingOfJsonAndOfUrlsToo() {
    assertThat(texts.body("{\"s\":\"a\\/b+c=\"}")).isEqualTo("{\"s\":\"██\"}");
    assertThat(texts.body("sent api_secret=a%2Fb%2Bc%3D&x=1")).isEqualTo("sent api_secret=██&x=1");
  }

  @Test
  void theQueryOfAnAddressWithoutItsOriginIsLeftOut() {
    assertThat(texts.body("bad GET /img?sig=S3CRET HTTP/1.1")).isEqualTo("bad GET /img?… HTTP/1.1");
    assertThat(texts.body("one/two? yes")).isEqualTo("one/two? yes");
  }

  @Test
  void aSecretThatBeginsAnotherLeavesNothingOfIt() {
    Redactor both = new Redactor(Arrays.asList("abc", "abcdef"));

    assertThat(both.message("abcdef and abc")).isEqualTo("██ and ██");
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', value = {
    "see https://cdn.test/a.png?sig=S3CRET now|            see https://cdn.test/... now",
    "\"http://u:S3CRET@cdn.test:8080/a\"|                  \"http://cdn.test:8080/...\"",
    "HTTPS://CDN.test/S3CRET|                              https://cdn.test/...",
    "<a href='https://cdn.test/?S3CRET'>x</a>|             <a href='https://cdn.test/...'>x</a>",
    "{\"u\":\"https:\\/\\/cdn.test\\/a?sig=S3CRET\"}|      {\"u\":\"https://cdn.test/...\"}",
    "{\"u\":\"https://cdn.test/a?x=1\\u0026sig=S3CRET\"}|  {\"u\":\"https://cdn.test/...\"}",
    "\"{\\\"u\\\":\\\"https://cdn.test/S3CRET\\\"}\"|      \"{\\\"u\\\":\\\"https://cdn.test/...\\\"}\"",
    "https://bad host:x/S3CRET https://:99999/S3CRET|      https://bad/... host:x/S3CRET http…",
  }, delimiter = '|')
  // spotless:on
  void addressesAreReducedToTheirOrigin(String text, String shown) {
    assertThat(texts.body(text)).isEqualTo(shown);
    assertThat(texts.message(text)).isEqualTo(shown);
  }

  @Test
  void anEndlessAddressIsNoTrouble() {
    assertThat(texts.message("https:\\/\\/x.test" + "\\/a".repeat(100_000)))
        .isEqualTo("https://x.test/...");
  }

  @Test
  void textsAreBounded() {
    assertThat(texts.body("x".repeat(5_000))).isEqualTo("x".repeat(2_000) + "…");
    assertThat(texts.message("x".repeat(5_000))).isEqualTo("x".repeat(500) + "…");
    assertThat(texts.message("x".repeat(500))).isEqualTo("x".repeat(500));
  }

  @Test
  void theBoundIsAppliedWhenTheSecretsAreGone() {
    String secret = "x".repeat(498) + "k3y-one";

    assertThat(texts.message(secret)).isEqualTo("x".repeat(498) + "██");
  }

  @Test
  void theBoundCutsNoCharacterInHalf() {
    assertThat(texts.message("x".repeat(499) + "😀😀")).isEqualTo("x".repeat(499) + "…");
  }

  @Test
  void nothingIsNothing() {
    assertThat(texts.body(null)).isNull();
    assertThat(texts.body(" \n")).isNull();
    assertThat(texts.message(null)).isNull();
    assertThat(texts.failure(null)).isEqualTo("no reason known");
    assertThat(texts.failure(new IOException())).isEqualTo("IOException");
    assertThat(texts.failure(new IOException(""))).isEqualTo("IOException");
  }

  @Test
  void anErrorsTextsAreCleaned() {
    TaskError error =
        texts.error(TaskError.of(ErrorKind.QUOTA, "k3y-one", "at https://x.test/S3CRET"));

    assertThat(error.kind()).isEqualTo(ErrorKind.QUOTA);
    assertThat(error.code()).isEqualTo("██");
    assertThat(error.message()).isEqualTo("at https://x.test/...");
  }

  @Test
  void aClientWithoutSecretsCleansAddressesAllTheSame() {
    assertThat(new Redactor(Collections.emptyList()).message("https://x.test/S3CRET $1 \\"))
        .isEqualTo("https://x.test/... $1 \\");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,     0 s", "PT2S,     2 s", "PT2.5S,   2.500 s", "PT0.05S, 0.050 s",
    "PT12.34S, 12.3 s", "PT1M,     1 min", "PT1M30S,  90 s", "PT10M,   10 min"
  })
  void durationsAreWrittenAsPeopleDo(String duration, String text) {
    assertThat(Redactor.seconds(Duration.parse(duration))).isEqualTo(text);
  }
}
