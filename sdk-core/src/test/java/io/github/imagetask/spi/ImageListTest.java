package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images in every form in which an answer may name them. */
final class ImageListTest {
  private static final HttpUrl GATEWAY = HttpUrl.get("https://gateway.example/relay");
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2};
  private static final String BASE64 = Base64.getEncoder().encodeToString(PNG);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"https://a.example/r\"             | https://a.example/r",
        "\" http://a.example/r\\n\"          | http://a.example/r",
        "\"HTTPS://A.EXAMPLE/a b.png\"       | HTTPS://A.EXAMPLE/a b.png",
        "\"/files/r\"                        | https://gateway.example/files/r",
        "\"//cdn.example/r\"                 | https://cdn.example/r",
        "{\"url\":\"https://a.example/r\"}   | https://a.example/r",
        "{\"b64_json\":\"\",\"url\":\"https://a.example/r\"} | https://a.example/r",
        "{\"image_url\":{\"url\":\"https://a.example/r\"}}   | https://a.example/r",
        "[\"https://a.example/r\"]           | https://a.example/r",
        "[[{\"media_data\":\"https://a.example/r\"}],null,1,{},\"oops\"] | https://a.example/r",
        "\"https://oss.example/b%2Fa.png?Signature=a%2Bb%3D&x=%E5%9B%BE#f\" | https://oss.example/b%2Fa.png?Signature=a%2Bb%3D&x=%E5%9B%BE#f",
      })
  void addressIsReadInEveryPlace(String json, String url) throws Exception {
    assertThat(urls(of(json))).containsExactly(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"%s\"",
        "\"data:image/png;base64,%s\"",
        "{\"b64_json\":\"%s\"}",
        "{\"b64_json\":\"%s\",\"url\":\"https://a.example/r\"}",
        "{\"media_data\":\"\\n%s \"}",
        "{\"url\":\"data:image/png;base64,%s\"}",
        "[{\"image\":\"%s\"}]"
      })
  void contentIsReadInEveryPlace(String json) throws Exception {
    List<Reading.Image> images = of(json.replace("%s", BASE64));

    assertThat(images).hasSize(1);
    assertThat(images.get(0).bytes()).isEqualTo(PNG);
    assertThat(images.get(0).url()).isNull();
  }

  @Test
  void base64ThatBeginsLikeAPathIsContent() throws Exception {
    String base64 = Base64.getEncoder().encodeToString(JPEG);
    assertThat(base64).startsWith("/9j/");

    assertThat(of("\"" + base64 + "\"").get(0).bytes()).isEqualTo(JPEG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"\"",
        "17",
        "true",
        "{}",
        "[]",
        "\"no such channel\"",
        "\"failed\"",
        "\"AAAA\"",
        "\"ftp://a.example/r\"",
        "\"file:///etc/passwd\"",
        "\"https://\"",
        "\"data:image/png,iVBORw0KGgoBAgM=\"",
        "\"data:text/html;base64,PGh0bWw+\"",
        "{\"revised_prompt\":\"https://a.example/r\"}"
      })
  void whatIsNoImageIsLeftOut(String json) throws Exception {
    assertThat(of(json)).isEmpty();
  }

  @Test
  void allAreNamedInOrderAndNoneTwice() throws Exception {
    List<Reading.Image> images =
        of("[\"https://a.example/1\",{\"url\":\"https://a.example/2\"},\"https://a.example/1\"]");

    assertThat(urls(images)).containsExactly("https://a.example/1", "https://a.example/2");
  }

  @Test
  void firstGoesBeforeTheOthersUnlessItIsAmongThem() throws Exception {
    JsonNode list = node("[\"https://a.example/1\",\"https://a.example/2\"]");

    List<Reading.Image> missing =
        ImageList.of(GATEWAY).add(list).addFirst(node("\"https://a.example/0\"")).toList();
    List<Reading.Image> there =
        ImageList.of(GATEWAY).add(list).addFirst(node("\"https://a.example/2\"")).toList();
    List<Reading.Image> none = ImageList.of(GATEWAY).add(list).addFirst(node("\"oops\"")).toList();

    assertThat(urls(missing))
        .containsExactly("https://a.example/0", "https://a.example/1", "https://a.example/2");
    assertThat(urls(there)).containsExactly("https://a.example/1", "https://a.example/2");
    assertThat(urls(none)).containsExactly("https://a.example/1", "https://a.example/2");
  }

  @Test
  void addressesExpireAsTheGatewaySays() throws Exception {
    Instant end = Instant.ofEpochSecond(1700086466);

    List<Reading.Image> images =
        ImageList.of(GATEWAY, end).add(node("\"https://a.example/1\"")).toList();

    assertThat(images.get(0).expiresAt()).isEqualTo(end);
  }

  @Test
  void gatewayMayHaveAWayOfItsOwnWithAddresses() throws Exception {
    List<Reading.Image> images =
        ImageList.of(text -> HttpUrl.parse("https://own.example/" + text))
            .add(node("[\"a\",\"b\"]"))
            .toList();

    assertThat(urls(images)).containsExactly("https://own.example/a", "https://own.example/b");
  }

  private static List<Reading.Image> of(String json) throws IOException {
    return ImageList.of(GATEWAY).add(node(json)).toList();
  }

  private static JsonNode node(String json) throws IOException {
    return Answer.of(200, new Buffer().writeUtf8("{\"x\":" + json + "}")).json().at("x");
  }

  private static List<String> urls(List<Reading.Image> images) {
    return images.stream().map(Reading.Image::url).toList();
  }
}
