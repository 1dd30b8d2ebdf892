package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  // spotless:off
  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = ' ', value = {
    "a&#47;b&#43;c&#61;", "a&#x2F;b&#x2B;c&#x3D;", "a&#X2f;b&#x2b;c&equals;", "a&sol;b&plus;c&#61",
    "a\\u002Fb\\u002Bc\\u003D", "a\\u002fb\\u002bc\\u003d", "a\\/b\\x2bc=", "a%2Fb%u002Bc=",
    "a%2Fb%2Bc%3D", "a%2fb%2bc%3d", "a%252Fb%252Bc%253D", "a%25252Fb%2Bc=", "a/b%2Bc&#61;",
    "a&amp;#47;b&amp;#43;c=", "a%26%2347%3Bb%2Bc=", "a%5Cu002Fb%255Cu002bc=", "a\\\\u002Fb\\\\u002Bc=",
    "&#97;%2Fb&#37;2Bc%26equals%3B", "%61%2F%62%2B%63%3D", "\\u0061\\/\\u{62}+c=",
  })
  // spotless:on
  void secretsAreReplacedInEveryWritingAndInWritingsWithinOneAnother(String written) {
    assertThat(texts.message("bad key " + written + ", sorry")).isEqualTo("bad key ██, sorry");
    assertThat(texts.body("bad key " + written + ", sorry")).isEqualTo("bad key ██, sorry");
  }

  @Test
  void secretThatLooksLikeAnEscapeIsReplacedToo() {
    Redactor odd = new Redactor(Arrays.asList("a%2Fb&amp;c\\u0041"));

    assertThat(odd.message("<a%2Fb&amp;c\\u0041>")).isEqualTo("<██>");
    assertThat(odd.message("<a%252Fb&amp;amp;c\\\\u0041>")).isEqualTo("<██>");
  }

  @Test
  void textsThatHoldNoSecretStayAsTheyAre() {
    String text = "100% of a&b, %2B &amp; \\u002B a/b+c &#43; \\";

    assertThat(texts.message(text)).isEqualTo(text);
  }

  @Test
  void secretsThatOverlapLeaveNothing() {
    Redactor both = new Redactor(Arrays.asList("abcd", "cdef"));

    assertThat(both.message("-abcdef-")).isEqualTo("-██-");
  }

  @Test
  void halfASecretAtTheEndOfALongTextIsReplacedInAnyWriting() {
    for (String half : new String[] {"k3y-", "k3y%2", "k3y&#4", "k3y\\u00", "%6B3y%252"}) {
      String cut = "<p>".repeat(700) + half;
      Redactor one = new Redactor(Arrays.asList("k3y-one"));

      assertThat(one.body(cut)).doesNotContain("k3y").doesNotContain("3y");
      assertThat(one.message("ends with " + half)).isEqualTo("ends with " + half);
    }
  }

  @Test
  void addressThatIsEscapedAsAWholeIsLeftOut() {
    assertThat(texts.body("see https%3A%2F%2Fcdn.test%2Fa%3Fsig%3DS3CRET now"))
        .isEqualTo("see http… now");
    assertThat(texts.body("see https:&#x2F;&#x2F;cdn.test/a?sig=S3CRET now"))
        .isEqualTo("see http… now");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "%", "%25", "&", "&amp;", "&#", "%5C", "\\u005c", "&#1"})
  void hostileTextsAreNoTrouble(String unit) {
    Redactor one = new Redactor(Arrays.asList("k3y-one"));

    assertThat(one.body(unit.repeat(8_000) + "k3y-one")).isNotNull().hasSizeLessThan(2_002);
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
