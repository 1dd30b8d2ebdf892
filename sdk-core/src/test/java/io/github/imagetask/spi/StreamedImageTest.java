package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import okio.Buffer;
import okio.Sink;
import okio.Timeout;
import org.junit.jupiter.api.Test;

/** Images that leave an answer as they come. */
final class StreamedImageTest {
  private final List<Taken> taken = new ArrayList<>();

  @Test
  void largeImagesGoIntoTheSinkAndTheTreeKeepsTheirNumbers() throws Exception {
    byte[] first = image(100_000);
    byte[] second = image(200_001);

    JsonNode tree = read(base64(first), base64(second));

    assertThat(tree.at("b0").streamed()).isZero();
    assertThat(tree.at("b1").streamed()).isEqualTo(1);
    assertThat(tree.at("b0").bytes()).isNull();
    assertThat(taken).extracting(each -> each.bytes.readByteArray()).containsExactly(first, second);
    assertThat(taken).allMatch(each -> each.isClosed);
  }

  @Test
  void smallOneStaysAText() throws Exception {
    JsonNode tree = read(base64(image(100_000)), base64(image(1_000)));

    assertThat(tree.at("b1").isString()).isTrue();
    assertThat(taken).hasSize(1);
  }

  @Test
  void base64OfSomethingElseNeverComesToTheSink() throws Exception {
    JsonNode tree = read("A".repeat(100_000), " ".repeat(100_000), base64(image(100_000)));

    assertThat(tree.at("b0").isPresent()).isFalse();
    assertThat(tree.at("b1").isPresent()).isFalse();
    assertThat(tree.at("b2").streamed()).isZero();
    assertThat(taken).hasSize(1);
  }

  @Test
  void oneThatStopsToBeBase64IsNotClosedAndItsNumberIsTheNextOnes() throws Exception {
    String good = base64(image(100_000));

    JsonNode tree = read(good + "?", good);

    assertThat(tree.at("b0").isPresent()).isFalse();
    assertThat(tree.at("b1").streamed()).isZero();
    assertThat(taken).extracting(each -> each.isClosed).containsExactly(false, true);
    assertThat(taken).extracting(each -> each.number).containsExactly(0, 0);
  }

  @Test
  void sinkThatFailsWithTheLastBytesIsNotClosed() {
    ImageSink full =
        number -> {
          Taken sink = new Taken(number);
          sink.room = 100_000 - 1;
          taken.add(sink);
          return sink;
        };

    assertThatThrownBy(() -> read(full, 1 << 20, base64(image(100_000))))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("full");

    assertThat(taken).extracting(each -> each.isClosed).containsExactly(false);
  }

  @Test
  void oneThatIsTooLargeIsNotClosed() {
    assertThatThrownBy(() -> read(this::next, 99_999, base64(image(100_000))))
        .isExactlyInstanceOf(AnswerLimitException.class)
        .hasMessage("the answer's images are larger than 99999 bytes (maxImageBytes)");

    assertThat(taken).extracting(each -> each.isClosed).containsExactly(false);
  }

  private JsonNode read(String... texts) throws IOException {
    return read(this::next, 1 << 20, texts);
  }

  private static JsonNode read(ImageSink sink, long maxImageBytes, String... texts)
      throws IOException {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < texts.length; i++) {
      json.append(i == 0 ? "{" : ",").append("\"b" + i + "\":\"").append(texts[i]).append('"');
    }
    Buffer body = new Buffer().writeUtf8(json.append("}").toString());
    return Answer.of(200, body, maxImageBytes, sink).json(Set.of("b0", "b1", "b2"));
  }

  private Sink next(int number) {
    Taken sink = new Taken(number);
    taken.add(sink);
    return sink;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] image(int length) {
    byte[] image = new byte[length];
    byte[] magic = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    System.arraycopy(magic, 0, image, 0, magic.length);
    return image;
  }

  /** What one image's sink got. */
  private static final class Taken implements Sink {
    private final int number;
    private final Buffer bytes = new Buffer();
    private long room = Long.MAX_VALUE;
    private boolean isClosed;

    Taken(int number) {
      this.number = number;
    }

    @Override
    public void write(Buffer source, long byteCount) throws IOException {
      if (bytes.size() + byteCount > room) throw new IOException("full");
      bytes.write(source, byteCount);
    }

    @Override
    public void flush() {}

    @Override
    public Timeout timeout() {
      return Timeout.NONE;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
