package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestScannerTest {
  private static final String REQUESTS =
      String.join(
          "\r\n",
          "POST /a HTTP/1.1",
          "Content-Length: 22",
          "",
          "GET /no HTTP/1.1",
          "",
          "",
          "",
          "POST /b HTTP/1.1",
          "Transfer-Encoding: chunked",
          "",
          "14;x=y",
          "GET /no HTTP/1.1",
          "",
          "",
          "1",
          "\n",
          "0",
          "Trailer: GET /no HTTP/1.1",
          "",
          "GET /c?d HTTP/1.1",
          "",
          "");

  private final List<String> lines = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void requestLinesAreFoundHoweverTheBytesCome(int piece) {
    RequestScanner scanner =
        new RequestScanner((method, target) -> lines.add(method + " " + target));
    byte[] bytes = REQUESTS.getBytes(StandardCharsets.ISO_8859_1);

    for (int at = 0; at < bytes.length; at += piece) {
      int end = Math.min(bytes.length, at + piece);
      assertThat(scanner.feed(java.util.Arrays.copyOfRange(bytes, at, end), end - at)).isTrue();
    }

    assertThat(lines).containsExactly("POST /a", "POST /b", "GET /c?d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRI * HTTP/2.0\r\n\r\nGET /no HTTP/1.1\r\n\r\n",
        "\u0016\u0003\u0001\nGET /no HTTP/1.1\r\n\r\n"
      })
  void otherProtocolsPassInSilence(String text) {
    RequestScanner scanner =
        new RequestScanner((method, target) -> lines.add(method + " " + target));

    assertThat(scanner.feed(text.getBytes(StandardCharsets.ISO_8859_1), text.length())).isTrue();

    assertThat(lines).isEmpty();
  }
}
