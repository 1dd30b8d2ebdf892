package io.github.imagetask;

import static io.github.imagetask.DoneTask.failure;
import static io.github.imagetask.DoneTask.get;
import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class DownloadTest {
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

  @Test
  void saveToWritesTheWholeFile() throws Exception {
    byte[] large = TestImages.png(300_000);
    task.images.enqueue(png(large));
    Path file = folder.resolve("a.png");

    Path saved = task.image().saveTo(file);

    assertThat(saved).isSameAs(file).hasBinaryContent(large);
    assertThat(WatchedFolder.names(folder)).containsExactly("a.png");
  }

  @Test
  void saveToReplacesAnExistingFile() throws Exception {
    task.images.enqueue(png(PNG));
    Path file = Files.write(folder.resolve("a.png"), new byte[5_000]);

    task.image().saveTo(file);

    assertThat(file).hasBinaryContent(PNG);
  }

  @Test
  void aFailedSaveLeavesAnExistingFileAlone() throws Exception {
    task.images.enqueue(png(PNG).setResponseCode(400));
    Path file = Files.write(folder.resolve("a.png"), new byte[] {1, 2, 3});

    assertThatThrownBy(() -> task.image().saveTo(file))
        .isInstanceOf(DownloadException.class)
        .hasMessage("test:t1: image 0: HTTP 400");

    assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(WatchedFolder.names(folder)).containsExactly("a.png");
  }

  @Test
  void saveToCreatesNoFolderAndSaysWhichIsMissing() throws Exception {
    task.images.enqueue(png(PNG));
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> task.image().saveTo(missing.resolve("a.png")))
        .isInstanceOf(DownloadException.class)
        .hasMessage(
            "test:t1: image 0: it can't be saved: NoSuchFileException: "
                + missing
                + ": the folder doesn't exist");

    assertThat(missing).doesNotExist();
    assertThat(task.images.getRequestCount()).isEqualTo(1);
  }

  @Test
  void saveToTakesTheLongestNameThatTheFileSystemTakes() throws Exception {
    task.images.enqueue(png(PNG));
    Path file = folder.resolve("n".repeat(251) + ".png");

    task.image().saveTo(file);

    assertThat(file).hasBinaryContent(PNG);
  }

  @Test
  void aFaultOfTheDiskIsNotTriedAgain() throws Exception {
    task.images.enqueue(png(PNG));
    Path inTheWay = Files.createDirectories(folder.resolve("a.png").resolve("b")).getParent();

    CompletableFuture<Path> future = task.image().saveToAsync(inTheWay);

    assertThat(failure(future))
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith("test:t1: image 0: it can't be saved: ")
        .hasCauseInstanceOf(IOException.class);
    assertThat(task.images.getRequestCount()).isEqualTo(1);
    assertThat(WatchedFolder.names(folder)).containsExactly("a.png");
    assertThat(inTheWay.resolve("b")).isDirectory();
  }

  @Test
  void saveToAsyncCompletesWithTheFile() throws Exception {
    task.images.enqueue(png(PNG));
    Path file = folder.resolve("a.png");

    CompletableFuture<Path> future = task.image().saveToAsync(file);

    assertThat(get(future)).isSameAs(file).hasBinaryContent(PNG);
  }

  @Test
  void bytesBringsTheContent() throws Exception {
    task.images.enqueue(png(PNG));
    task.images.enqueue(png(PNG));

    GeneratedImage image = task.image();

    assertThat(image.bytes()).isEqualTo(PNG);
    assertThat(get(image.bytesAsync())).isEqualTo(PNG);
    assertThat(task.images.getRequestCount()).isEqualTo(2);
  }

  @Test
  void theLengthIsNotHiddenByCompression() throws Exception {
    task.images.enqueue(png(PNG));

    task.image().bytes();

    RecordedRequest request = task.images.takeRequest(5, TimeUnit.SECONDS);
    assertThat(request.getRequestLine()).isEqualTo("GET /a HTTP/1.1");
    assertThat(request.getHeaders().values("Accept-Encoding")).containsExactly("identity");
  }

  @Test
  void writeToLeavesTheStreamOpen() throws Exception {
    byte[] large = TestImages.png(300_000);
    task.images.enqueue(png(large));
    Recording out = new Recording();

    task.image().writeTo(out);

    assertThat(out.toByteArray()).isEqualTo(large);
    assertThat(out.closed).isFalse();
  }

  @Test
  void writeToRepeatsNothingAfterTheFirstByte() throws Exception {
    byte[] large = TestImages.png(300_000);
    task.images.enqueue(png(large).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatThrownBy(() -> task.image().writeTo(out))
        .isInstanceOf(DownloadException.class)
        .hasMessage("test:t1: image 0: it broke off: unexpected end of stream");

    assertThat(out.size()).isBetween(1, 299_999);
    assertThat(large).startsWith(out.toByteArray());
    assertThat(task.images.getRequestCount()).isEqualTo(1);
  }

  @Test
  void theStreamsOwnFailurePassesThrough() throws Exception {
    task.images.enqueue(png(PNG));
    IOException full = new IOException("no space left");
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw full;
          }
        };

    assertThatThrownBy(() -> task.image().writeTo(out)).isSameAs(full);

    assertThat(task.images.getRequestCount()).isEqualTo(1);
  }

  @Test
  void openStreamEndsWithTheWholeImage() throws Exception {
    byte[] large = TestImages.png(300_000);
    task.images.enqueue(png(large));

    try (InputStream in = task.image().openStream()) {
      assertThat(in.readAllBytes()).isEqualTo(large);
    }
  }

  @Test
  void openStreamFailsWhereTheImageIsCutShort() throws Exception {
    byte[] large = TestImages.png(300_000);
    task.images.enqueue(png(large).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));

    try (InputStream in = task.image().openStream()) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }

    assertThat(task.images.getRequestCount()).isEqualTo(1);
  }

  private static final class Recording extends ByteArrayOutputStream {
    boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }
}
