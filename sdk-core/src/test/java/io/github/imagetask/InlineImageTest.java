package io.github.imagetask;

import static io.github.imagetask.DoneTask.get;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class InlineImageTest {
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
  void allMethodsBringItsBytes() throws Exception {
    GeneratedImage image = task.inline(PNG);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    image.writeTo(out);

    assertThat(out.toByteArray()).isEqualTo(PNG);
    assertThat(image.bytes()).isEqualTo(PNG);
    assertThat(get(image.bytesAsync())).isEqualTo(PNG);
    assertThat(image.saveTo(folder.resolve("a.png"))).hasBinaryContent(PNG);
    assertThat(get(image.saveToAsync(folder.resolve("b.png")))).hasBinaryContent(PNG);
    try (InputStream in = image.openStream()) {
      assertThat(in.readAllBytes()).isEqualTo(PNG);
    }
    assertThat(image.url()).isNull();
    assertThat(image.isInline()).isTrue();
    assertThat(image).hasToString("GeneratedImage{test:t1#0, inline}");
    assertThat(task.gateway.getRequestCount()).isEqualTo(1);
  }

  @Test
  void itsBytesAreEachCallersOwn() throws Exception {
    GeneratedImage image = task.inline(PNG);

    image.bytes()[0] = 0;

    assertThat(image.bytes()).isEqualTo(PNG);
  }

  @Test
  void saveAllNamesItByItsBytes() throws Exception {
    ImageResult result = task.inlineResult(TestImages.webp(700));

    assertThat(result.saveAll(folder)).containsExactly(folder.resolve("test-t1-0.webp"));

    assertThat(WatchedFolder.names(folder)).containsExactly("test-t1-0.webp");
  }

  @Test
  void textIsNoImage() {
    GeneratedImage image = task.inline("<html>sorry".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(image::bytes)
        .isInstanceOf(DownloadException.class)
        .hasMessage("test:t1: image 0: what came is not the image: it is text");
  }

  @Test
  void theCapHoldsForItToo() {
    task.client(task.builder().maxImageBytes(1_999));

    assertThatThrownBy(task.inline(PNG)::bytes)
        .isInstanceOf(DownloadException.class)
        .hasMessage(
            "test:t1: image 0: what came is not the image:"
                + " it is larger than 1999 bytes (maxImageBytes)");
  }

  @Test
  void aFaultOfTheDiskIsADownloadException() {
    GeneratedImage image = task.inline(PNG);
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> image.saveTo(missing.resolve("a.png")))
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith("test:t1: image 0: it can't be saved: NoSuchFileException: ");

    assertThat(Files.exists(missing)).isFalse();
    assertThat(task.timer.scheduled()).isZero();
  }
}
