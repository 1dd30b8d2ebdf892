package io.github.imagetask;

import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class SaveAllTest {
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
  void theBytesAskForTheExtensionNotTheContentType() throws Exception {
    byte[] unknown = {0, 1, 2, 3, 4};
    byte[][] contents = {
      PNG, TestImages.jpeg(900), TestImages.webp(900), TestImages.gif(900), unknown
    };
    String url = task.images.url("/a.png").toString();
    for (byte[] content : contents) task.images.enqueue(png(content));

    List<Path> files = task.result("t1", url, url, url, url, url).saveAll(folder);

    assertThat(files)
        .containsExactly(
            folder.resolve("test-t1-0.png"),
            folder.resolve("test-t1-1.jpg"),
            folder.resolve("test-t1-2.webp"),
            folder.resolve("test-t1-3.gif"),
            folder.resolve("test-t1-4.img"));
    for (int i = 0; i < 5; i++) assertThat(files.get(i)).hasBinaryContent(contents[i]);
    assertThat(WatchedFolder.names(folder)).hasSize(5);
  }

  @Test
  void theImagesBeforeTheOneThatFailsStay() throws Exception {
    String url = task.images.url("/a").toString();
    task.images.enqueue(png(PNG));
    task.images.enqueue(new MockResponse().setResponseCode(400));

    assertThatThrownBy(() -> task.result("t1", url, url, url).saveAll(folder))
        .isInstanceOf(DownloadException.class)
        .hasMessage("test:t1: image 1: HTTP 400");

    assertThat(WatchedFolder.names(folder)).containsExactly("test-t1-0.png");
    assertThat(task.images.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aFileOfThatNameIsReplaced() throws Exception {
    Files.write(folder.resolve("test-t1-0.png"), new byte[] {1});
    task.images.enqueue(png(PNG));

    task.result("t1", task.images.url("/a").toString()).saveAll(folder);

    assertThat(folder.resolve("test-t1-0.png")).hasBinaryContent(PNG);
  }

  @Test
  void theFolderIsNotCreated() throws Exception {
    task.images.enqueue(png(PNG));
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> task.result("t1", task.images.url("/a").toString()).saveAll(missing))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining(missing + ": the folder doesn't exist");
  }

  @Test
  void anIdCannotLeaveTheFolder() throws Exception {
    task.images.enqueue(png(PNG));
    String url = task.images.url("/a").toString();

    List<Path> files = task.result("../..\\\\a b:c*\\u0001é", url).saveAll(folder);

    assertThat(files.get(0).getParent()).isEqualTo(folder);
    assertThat(files.get(0).getFileName().toString())
        .matches("test-\\.\\._\\.\\._a_b_c___-[0-9a-f]+-0\\.png");
    assertThat(files.get(0)).hasBinaryContent(PNG);
  }

  @Test
  void namesAreMadeOfKeyAndIndex() {
    assertThat(ImageFiles.name(ImageOrigin.of(TaskKey.of("uniall", "task_aB-9.x")), 3, "png"))
        .isEqualTo("uniall-task_aB-9.x-3.png");
    assertThat(
            ImageFiles.name(ImageOrigin.of(TaskKey.of("hingnet", "edits", "image_01K")), 0, "jpg"))
        .isEqualTo("hingnet-edits-image_01K-0.jpg");
  }

  @Test
  void idsThatDifferOnlyInOddCharactersHaveNamesOfTheirOwn() {
    assertThat(name("a/b")).isNotEqualTo(name("a:b")).isNotEqualTo(name("a_b"));
    assertThat(name("x!^")).isNotEqualTo(name("x\"?")); // the same hashCode()
  }

  @Test
  void longIdsHaveNamesOfTheirOwnThatFileSystemsTake() {
    String one = name("k".repeat(200) + "1");
    String two = name("k".repeat(200) + "2");

    assertThat(one).isNotEqualTo(two).hasSizeLessThan(200);
  }

  private static String name(String id) {
    return ImageFiles.name(ImageOrigin.of(TaskKey.of("test", id)), 0, "png");
  }
}
