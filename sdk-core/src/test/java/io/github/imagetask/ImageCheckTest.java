package io.github.imagetask;

import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.ScriptServer.ascii;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.mockwebserver.MockResponse;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ImageCheckTest {
  private static final String PREFIX = "test:t1: image 0: what came is not the image: ";

  @TempDir Path folder;
  private DoneTask task;

  @BeforeEach
  void start() throws Exception {
    task = new DoneTask();
  }

  @AfterEach
  void stop() throws Exception {
    task.close();
  }

  @ParameterizedTest
  @CsvSource({
    "text/html; charset=utf-8, text/html",
    "TEXT/Plain, text/plain",
    "application/json, application/json",
    "application/problem+json, application/problem+json",
    "application/xml, application/xml"
  })
  void aContentTypeOfTextIsRefusedWhateverTheBytes(String type, String shown) throws Exception {
    task.images.enqueue(png(PNG).setHeader("Content-Type", type));

    refused("the answer is " + shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/pdf", "application/zip", "video/mp4"})
  void bytesOfNoKnownFormatAreRefusedUnderATypeThatIsNone(String type) throws Exception {
    task.images.enqueue(png(new byte[] {1, 2, 3, 4}).setHeader("Content-Type", type));

    refused("the answer is " + type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><body>expired</body></html>",
        "{\"error\":{\"code\":\"NoSuchKey\"}}",
        "\ufeff<html>",
        "\n\t<?xml version=\"1.0\"?><Error/>",
        "链接已过期",
        "no"
      })
  void textUnderAnImagesContentTypeIsRefused(String body) throws Exception {
    task.images.enqueue(png(body.getBytes(StandardCharsets.UTF_8)));

    refused("it is text");
  }

  @Test
  void textIsKnownEvenWhereTheLookCutsACharacter() throws Exception {
    String long1 = "x" + "过".repeat(500); // byte 512 falls inside a character
    task.images.enqueue(png(long1.getBytes(StandardCharsets.UTF_8)));

    refused("it is text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/x-unknown", "application/octet-stream", "image/jxl", ""})
  void bytesOfAnUnknownFormatPass(String type) throws Exception {
    byte[] unknown = {0, 0, 0, 12, 'J', 'X', 'L', ' ', 13, 10, (byte) 0x87, 10, 1, 2, 3};
    MockResponse answer = png(unknown).removeHeader("Content-Type");
    if (!type.isEmpty()) answer.setHeader("Content-Type", type);
    task.images.enqueue(answer);

    byte[] bytes = task.image().bytes();

    assertThat(bytes).isEqualTo(unknown);
  }

  @Test
  void anSvgIsAnImageIfItIsCalledOne() throws Exception {
    byte[] svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8);
    task.images.enqueue(png(svg).setHeader("Content-Type", "image/svg+xml"));

    assertThat(task.image().bytes()).isEqualTo(svg);
  }

  @Test
  void anImageOfExactlyTheCapPasses() throws Exception {
    task.client(task.builder().maxImageBytes(PNG.length));
    task.images.enqueue(png(PNG));

    assertThat(task.image().bytes()).isEqualTo(PNG);
  }

  @Test
  void aLengthBeyondTheCapIsRefusedBeforeTheBody() throws Exception {
    task.client(task.builder().maxImageBytes(1_000));
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptServer server =
        new ScriptServer(
            (in, out) -> {
              out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"));
              out.flush();
              ScriptServer.awaitEnd(in); // no body ever comes
              closed.countDown();
            })) {

      assertThatThrownBy(() -> task.imageAt(server.url("/a")).saveTo(folder.resolve("a.png")))
          .isInstanceOf(DownloadException.class)
          .hasMessage(PREFIX + "it is larger than 1000 bytes (maxImageBytes)");

      ScriptServer.await(closed);
    }
    assertThat(WatchedFolder.names(folder)).isEmpty();
  }

  @Test
  void anEndlessBodyIsStoppedAtTheCap() throws Exception {
    task.client(task.builder().maxImageBytes(1_000_000));
    AtomicLong sent = new AtomicLong();
    CountDownLatch stopped = new CountDownLatch(1);
    byte[] chunk = TestImages.png(4_096);
    try (ScriptServer server =
        new ScriptServer(
            (in, out) -> {
              out.write(ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
              try {
                while (sent.addAndGet(chunk.length) < 200_000_000) {
                  out.write(ascii("1000\r\n"));
                  out.write(chunk);
                  out.write(ascii("\r\n"));
                }
              } finally {
                stopped.countDown();
              }
            })) {

      assertThatThrownBy(() -> task.imageAt(server.url("/a")).saveTo(folder.resolve("a.png")))
          .isInstanceOf(DownloadException.class)
          .hasMessage(PREFIX + "it is larger than 1000000 bytes (maxImageBytes)");

      ScriptServer.await(stopped);
    }
    assertThat(sent.get()).isLessThan(200_000_000);
    assertThat(WatchedFolder.names(folder)).isEmpty();
  }

  @Test
  void anImageThatIsCompressedAllTheSameIsUnpacked() throws Exception {
    task.images.enqueue(png(gzip(PNG)).setHeader("Content-Encoding", "gzip"));

    assertThat(task.image().bytes()).isEqualTo(PNG);
  }

  @Test
  void theCapHoldsAfterUnpacking() throws Exception {
    task.client(task.builder().maxImageBytes(100_000));
    task.images.enqueue(png(gzip(new byte[50_000_000])).setHeader("Content-Encoding", "gzip"));

    refused("it is larger than 100000 bytes (maxImageBytes)");
  }

  @Test
  void anEncodingThatCannotBeReadIsRefused() throws Exception {
    task.images.enqueue(png(PNG).setHeader("Content-Encoding", "br"));

    refused("it is encoded as br");
  }

  private void refused(String why) throws Exception {
    assertThatThrownBy(() -> task.image().saveTo(folder.resolve("a.png")))
        .isInstanceOf(DownloadException.class)
        .hasMessage(PREFIX + why);

    assertThat(task.images.getRequestCount()).isEqualTo(1);
    assertThat(WatchedFolder.names(folder)).isEmpty();
  }

  private static byte[] gzip(byte[] bytes) throws Exception {
    Buffer packed = new Buffer();
    try (okio.BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
      sink.write(bytes);
    }
    return packed.readByteArray();
  }
}
