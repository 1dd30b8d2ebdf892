package io.github.imagetask;

import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class LeftoversTest {
  private static final String PART = ".imagetask-0b1c2d3e-0000-4000-8000-0123456789ab.part";
  private static final Duration OLD = Duration.ofHours(25);

  @TempDir Path folder;
  private DoneTask task;

  @BeforeEach
  void start() throws Exception {
    task = new DoneTask();
    task.images.enqueue(png(PNG));
  }

  @AfterEach
  void stop() throws Exception {
    task.close();
  }

  @Test
  void savingIntoAFolderRemovesWhatAKilledProcessLeftADayAgo() throws Exception {
    file(PART, OLD);

    task.image().saveInto(folder);

    assertThat(WatchedFolder.names(folder)).containsExactly("test-t1-0.png");
  }

  @Test
  void savingAllDoesSo() throws Exception {
    file(PART, OLD);

    task.result("t1", task.images.url("/a").toString()).saveAll(folder);

    assertThat(WatchedFolder.names(folder)).containsExactly("test-t1-0.png");
  }

  @Test
  void savingAsAFileLooksAtNothingElse() throws Exception {
    file(PART, OLD);

    task.image().saveTo(folder.resolve("a.png"));

    assertThat(WatchedFolder.names(folder)).containsExactly(PART, "a.png");
  }

  @Test
  void aFreshOneIsAnothersAndStays() throws Exception {
    file(PART, Duration.ofHours(23));

    task.image().saveInto(folder);

    assertThat(WatchedFolder.names(folder)).containsExactly(PART, "test-t1-0.png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".imagetask-.part",
        ".imagetask-mine.part",
        "imagetask-0b1c2d3e-0000-4000-8000-0123456789ab.part",
        ".imagetask-0b1c2d3e-0000-4000-8000-0123456789ab.part.png",
        ".imagetask-0b1c2d3e-0000-4000-8000-0123456789ab",
        "a.part",
        "test-t0-0.png"
      })
  void anythingElseStays(String name) throws Exception {
    file(name, OLD);

    task.image().saveInto(folder);

    assertThat(WatchedFolder.names(folder)).containsExactlyInAnyOrder(name, "test-t1-0.png");
  }

  @Test
  void aFolderOfThatNameStays() throws Exception {
    Path odd = Files.createDirectory(folder.resolve(PART));
    Files.setLastModifiedTime(odd, FileTime.from(Instant.now().minus(OLD)));

    task.image().saveInto(folder);

    assertThat(odd).isDirectory();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkOfThatNameAndItsTargetStay() throws Exception {
    Path target = file("target", OLD);
    Path link = Files.createSymbolicLink(folder.resolve(PART), target);

    task.image().saveInto(folder);

    assertThat(link).isSymbolicLink();
    assertThat(target).exists();
  }

  @Test
  void aFolderIsNotListedForEachImage() throws Exception {
    task.images.enqueue(png(PNG));
    task.image().saveInto(folder);
    file(PART, OLD);

    task.image().saveInto(folder);

    assertThat(WatchedFolder.names(folder)).contains(PART);
  }

  @Test
  void theNamesOfTemporaryFilesAreThoseThatAreRemoved() throws Exception {
    String name = Leftovers.beside(folder.resolve("a.png")).getFileName().toString();
    file(name, OLD);

    task.image().saveInto(folder);

    assertThat(name).hasSameSizeAs(PART);
    assertThat(WatchedFolder.names(folder)).containsExactly("test-t1-0.png");
  }

  private Path file(String name, Duration age) throws Exception {
    Path file = Files.write(folder.resolve(name), new byte[] {1});
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}
