package io.github.imagetask;

import static io.github.imagetask.DoneTask.failure;
import static io.github.imagetask.DoneTask.get;
import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that break off though HTTP has nothing to complain of. */
@Timeout(30)
final class CutImageTest {
  private DoneTask task;

  @BeforeEach
  void start() throws Exception {
    task = new DoneTask();
  }

  @AfterEach
  void stop() throws Exception {
    task.close();
  }

  static Stream<byte[]> doubted() {
    return Stream.of(
        TestImages.png(5_000),
        TestImages.jpeg(5_000),
        TestImages.webp(5_000),
        TestImages.avif(5_000),
        TestImages.heic(5_000));
  }

  static Stream<byte[]> all() {
    return Stream.concat(doubted(), Stream.of(TestImages.bmp(5_000), TestImages.gif(5_000)));
  }

  @ParameterizedTest
  @MethodSource("doubted")
  void aContentLengthThatIsTooSmallIsNoticed(byte[] image) throws Exception {
    for (int missing : new int[] {1, 10, 3_000}) {
      again(png(Arrays.copyOf(image, image.length - missing)), image);
    }
  }

  @ParameterizedTest
  @MethodSource("doubted")
  void chunksThatEndTooSoonAreNoticed(byte[] image) throws Exception {
    Buffer cut = new Buffer().write(image, 0, image.length - 10);
    again(new MockResponse().setChunkedBody(cut, 1_000), image);
  }

  @ParameterizedTest
  @MethodSource("doubted")
  void streamsOfHttp2ThatEndTooSoonAreNoticed(byte[] image) throws Exception {
    task.images.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    OkHttpClient http2 =
        new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
    task.gateway.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    task.client(task.builder().okHttpClient(http2));

    again(png(Arrays.copyOf(image, image.length - 10)).removeHeader("Content-Length"), image);
  }

  @ParameterizedTest
  @MethodSource("doubted")
  void whatWasCutBeforeItWasPackedIsNoticed(byte[] image) throws Exception {
    byte[] cut = gzip(Arrays.copyOf(image, image.length - 10));
    again(png(cut).setHeader("Content-Encoding", "gzip"), image);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsCutWherePackingHidesItIsNoticed(byte[] image) throws Exception {
    byte[] packed = gzip(image);
    again(png(Arrays.copyOf(packed, packed.length - 10)), image);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whereNothingTellsTheLengthTheImageDoes(byte[] image) throws Exception {
    again(untilClosed(Arrays.copyOf(image, image.length - 701)), image);
    task.images.enqueue(untilClosed(image));

    assertThat(get(task.image().bytesAsync())).isEqualTo(image);
  }

  @Test
  void whatHttpVouchesForIsNotDoubtedWhereReadersBearIt() throws Exception {
    for (byte[] image : new byte[][] {TestImages.bmp(5_000), TestImages.gif(5_000)}) {
      byte[] shorter = Arrays.copyOf(image, 4_990);
      task.images.enqueue(png(shorter));

      assertThat(get(task.image().bytesAsync())).isEqualTo(shorter);
    }
  }

  @ParameterizedTest
  @MethodSource("doubted")
  void bytesBehindTheEndAreBorne(byte[] image) throws Exception {
    for (int more : new int[] {1, 7, 5_000}) {
      byte[] longer = Arrays.copyOf(image, image.length + more);
      task.images.enqueue(png(longer));
      task.images.enqueue(untilClosed(longer));

      assertThat(get(task.image().bytesAsync())).isEqualTo(longer);
      assertThat(get(task.image().bytesAsync())).isEqualTo(longer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 0-999/2000",
        "bytes 1-1999/2000",
        "bytes 0-1998/2000",
        "bytes 0-1999/*",
        "bytes 0-1999/2001",
        "BYTES 0-0/2000"
      })
  void aPartIsNoImageWhateverItsBytes(String range) throws Exception {
    for (int status : new int[] {206, 200}) {
      again(png(PNG).setResponseCode(status).setHeader("Content-Range", range), PNG);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bytes */2000", "lines 0-1999/2000", "bytes 0-1999", "nonsense"})
  void aPartThatDoesNotSayOfWhatIsNoImage(String range) throws Exception {
    MockResponse part = png(PNG).setResponseCode(206);
    if (!range.isEmpty()) part.setHeader("Content-Range", range);
    again(part, PNG);
  }

  @Test
  void whyAPartIsNoImageIsSaid() throws Exception {
    for (int i = 0; i < 5; i++) {
      task.images.enqueue(
          png(PNG).setResponseCode(206).setHeader("Content-Range", "bytes 0-1999/4000"));
    }
    CompletableFuture<byte[]> future = task.image().bytesAsync();
    for (int i = 0; i < 4; i++) step();

    assertThat(failure(future))
        .hasMessage("test:t1: image 0: the answer is a part: bytes 0-1999/4000, after 5 tries");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes 0-1999/2000", "Bytes 0-1999/2000", "bytes=0-1999/2000"})
  void aPartThatIsTheWholeIsTheImage(String range) throws Exception {
    task.images.enqueue(png(PNG).setResponseCode(206).setHeader("Content-Range", range));

    assertThat(get(task.image().bytesAsync())).isEqualTo(PNG);
  }

  @Test
  void aPartThatClaimsToBeTheWholeIsCounted() throws Exception {
    byte[] tiff = TestImages.tiff(2_000); // has no end that shows
    MockResponse shorter =
        new MockResponse()
            .setResponseCode(206)
            .setHeader("Content-Range", "bytes 0-1999/2000")
            .setChunkedBody(new Buffer().write(tiff, 0, 1_990), 500);
    again(shorter, tiff);
  }

  @Test
  void aFormatWithoutAnEndIsTakenAsItComes() throws Exception {
    byte[] tiff = TestImages.tiff(2_000);
    task.images.enqueue(untilClosed(tiff));

    assertThat(get(task.image().bytesAsync())).isEqualTo(tiff);
  }

  /** Fetches an image that comes so first and whole the second time. */
  private void again(MockResponse first, byte[] image) throws Exception {
    task.images.enqueue(first);
    task.images.enqueue(png(image));

    CompletableFuture<byte[]> future = task.image().bytesAsync();

    assertThat(step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(get(future)).isEqualTo(image);
  }

  private Duration step() {
    return task.timer.step(Duration.ofSeconds(20));
  }

  private static MockResponse untilClosed(byte[] body) {
    return new MockResponse()
        .setBody(new Buffer().write(body))
        .removeHeader("Content-Length")
        .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END);
  }

  private static byte[] gzip(byte[] bytes) throws Exception {
    Buffer packed = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
      sink.write(bytes);
    }
    return packed.readByteArray();
  }
}
