package io.github.imagetask;

import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.ScriptServer.ascii;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
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

  private static final byte[][] ALL = {
    PNG,
    TestImages.jpeg(2_000),
    TestImages.webp(2_000),
    TestImages.gif(2_000),
    TestImages.avif(2_000),
    TestImages.heic(2_000),
    TestImages.bmp(2_000),
    TestImages.tiff(2_000)
  };

  /** How a JPEG XL begins, which we don't know. */
  private static final byte[] UNKNOWN = {
    0, 0, 0, 12, 'J', 'X', 'L', ' ', 13, 10, (byte) 0x87, 10, 1, 2, 3
  };

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
  @ValueSource(
      strings = {
        "text/plain",
        "text/plain; charset=utf-8",
        "text/html",
        "TEXT/HTML; charset=GBK",
        "application/json",
        "application/problem+json",
        "application/xml",
        "text/xml",
        "application/xhtml+xml",
        "application/pdf",
        "image/svg+xml",
        "nonsense",
        ""
      })
  void anImageIsSavedWhateverItIsCalled(String type) throws Exception {
    for (byte[] image : ALL) {
      MockResponse answer = png(image).removeHeader("Content-Type");
      if (!type.isEmpty()) answer.setHeader("Content-Type", type);
      task.images.enqueue(answer);

      assertThat(task.image().bytes()).isEqualTo(image);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/html; charset=utf-8, text/html",
    "TEXT/Plain, text/plain",
    "application/json, application/json",
    "application/problem+json, application/problem+json",
    "application/xml, application/xml"
  })
  void bytesOfNoKnownFormatAreRefusedUnderATypeOfText(String type, String shown) throws Exception {
    task.images.enqueue(png(UNKNOWN).setHeader("Content-Type", type));

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
        "[{\"error\":1}]",
        "[]",
        "null",
        "<Error><Code>AccessDenied</Code></Error>",
        "<p>a stray \u0000 or \u0008 doesn't hide a page</p>",
        "{ \"neither\": \"\u0001\"}",
        "链接已过期",
        "no",
        " "
      })
  void textUnderAnImagesContentTypeIsRefused(String body) throws Exception {
    for (String type : new String[] {"image/png", "image/svg+xml", "application/octet-stream"}) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      task.images.enqueue(png(bytes).setHeader("Content-Type", type));
    }

    for (int i = 1; i <= 3; i++) refused("it is text", i);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GBK",
        "GB18030",
        "Big5",
        "Shift_JIS",
        "ISO-2022-JP",
        "UTF-16",
        "UTF-16LE",
        "UTF-16BE"
      })
  void aPageInAnyCharsetIsRefused(String charset) throws Exception {
    String page = "<html><title>期限切れ</title>" + "已".repeat(600);
    task.images.enqueue(png(page.getBytes(Charset.forName(charset))));

    refused("it is text");
  }

  @Test
  void aBoxWhoseLengthIsThatOfAnAngleBracketIsNoPage() throws Exception {
    byte[] unknown = "\0\0\0<ftypnew!\0\0\0\0new!".getBytes(StandardCharsets.ISO_8859_1);
    task.images.enqueue(png(unknown));

    assertThat(task.image().bytes()).isEqualTo(unknown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GBK", "Big5", "UTF-16"})
  void aSentenceInAnyCharsetIsRefused(String charset) throws Exception {
    task.images.enqueue(png("已過期".getBytes(Charset.forName(charset))));

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
    MockResponse answer = png(UNKNOWN).removeHeader("Content-Type");
    if (!type.isEmpty()) answer.setHeader("Content-Type", type);
    task.images.enqueue(answer);

    byte[] bytes = task.image().bytes();

    assertThat(bytes).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "\ufeff<?xml version=\"1.0\"?>\n<!-- made > by hand --><svg:svg/>",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\" [<!ENTITY a \"b\">]>\n<svg>"
      })
  void anSvgIsAnImageIfItIsCalledOne(String text) throws Exception {
    byte[] svg = text.getBytes(StandardCharsets.UTF_8);
    task.images.enqueue(png(svg).setHeader("Content-Type", "image/svg+xml"));
    task.images.enqueue(png(svg));

    assertThat(task.image().bytes()).isEqualTo(svg);
    refused("it is text", 2);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "aws-chunked",
        "base64",
        "utf-8",
        "binary",
        "none",
        "identity",
        "identity, identity",
        "aws-chunked,utf-8 , identity",
        "gzip",
        "x-gzip",
        "br",
        "deflate"
      })
  void anImageIsSavedWhateverItsEncodingIsCalled(String encoding) throws Exception {
    for (byte[] image : ALL) {
      task.images.enqueue(png(image).setHeader("Content-Encoding", encoding));

      assertThat(task.image().bytes()).isEqualTo(image);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "aws-chunked, gzip", "identity", "", "binary"})
  void anImageThatIsPackedAllTheSameIsUnpacked(String encoding) throws Exception {
    for (byte[] image : ALL) {
      task.images.enqueue(
          png(gzip(image))
              .setHeader("Content-Encoding", encoding)
              .setHeader("Content-Type", "text/plain"));

      assertThat(task.image().bytes()).isEqualTo(image);
    }
  }

  @Test
  void whatIsPackedTwiceIsUnpackedTwice() throws Exception {
    task.images.enqueue(png(gzip(gzip(PNG))).setHeader("Content-Encoding", "gzip, gzip"));

    assertThat(task.image().bytes()).isEqualTo(PNG);
  }

  @Test
  void aPageThatIsPackedIsAPage() throws Exception {
    byte[] page = "<html>expired".getBytes(StandardCharsets.UTF_8);
    task.images.enqueue(png(gzip(page)).setHeader("Content-Encoding", "gzip"));

    refused("it is text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none", "binary", "utf-8", "8bit", "identity, identity"})
  void bytesOfAnUnknownFormatPassUnderAnEncodingThatIsNone(String encoding) throws Exception {
    task.images.enqueue(png(UNKNOWN).setHeader("Content-Encoding", encoding));
    task.images.enqueue(png(gzip(UNKNOWN)).setHeader("Content-Encoding", "x-gzip"));

    assertThat(task.image().bytes()).isEqualTo(UNKNOWN);
    assertThat(task.image().bytes()).isEqualTo(UNKNOWN);
  }

  @Test
  void theCapHoldsAfterUnpacking() throws Exception {
    task.client(task.builder().maxImageBytes(100_000));
    task.images.enqueue(png(gzip(new byte[50_000_000])).setHeader("Content-Encoding", "gzip"));

    refused("it is larger than 100000 bytes (maxImageBytes)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "deflate", "gzip", "aws-chunked", "base64", "identity, br"})
  void bytesOfNoKnownFormatAreRefusedUnderAnEncodingThatIsOne(String encoding) throws Exception {
    task.images.enqueue(png(UNKNOWN).setHeader("Content-Encoding", encoding));

    refused("it is encoded as " + encoding);
  }

  private void refused(String why) throws Exception {
    refused(why, 1);
  }

  private void refused(String why, int requests) throws Exception {
    assertThatThrownBy(() -> task.image().saveTo(folder.resolve("a.png")))
        .isInstanceOf(DownloadException.class)
        .hasMessage(PREFIX + why);

    assertThat(task.images.getRequestCount()).isEqualTo(requests);
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
