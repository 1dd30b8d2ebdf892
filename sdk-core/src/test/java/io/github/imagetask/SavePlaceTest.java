package io.github.imagetask;

import static io.github.imagetask.DoneTask.get;
import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What saving does to what is at its path already. */
@Timeout(30)
final class SavePlaceTest {
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
  @DisabledOnOs(OS.WINDOWS)
  void aLinksTargetIsReplacedAndTheLinkStays() throws Exception {
    Path target = Files.createDirectory(folder.resolve("there")).resolve("a.png");
    Files.write(target, new byte[5_000]);
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), Path.of("there/a.png"));
    Path second = Files.createSymbolicLink(folder.resolve("second.png"), link);
    task.images.enqueue(png(PNG));

    assertThat(task.image().saveTo(second)).isSameAs(second);

    assertThat(target).isRegularFile().hasBinaryContent(PNG);
    assertThat(link).isSymbolicLink();
    assertThat(second).isSymbolicLink();
    assertThat(WatchedFolder.names(target.getParent())).containsExactly("a.png");
    assertThat(WatchedFolder.names(folder)).containsExactly("link.png", "second.png", "there");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkToNothingGetsItsTarget() throws Exception {
    Files.createDirectories(folder.resolve("real/sub"));
    Path folderLink = Files.createSymbolicLink(folder.resolve("sub"), Path.of("real/sub"));
    Path link = Files.createSymbolicLink(folder.resolve("a.png"), Path.of("sub/../b.png"));
    task.images.enqueue(png(PNG));

    task.image().saveTo(link);

    assertThat(folder.resolve("real/b.png")).hasBinaryContent(PNG); // not beside the link
    assertThat(link).isSymbolicLink();
    assertThat(folderLink).isSymbolicLink();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksInACircleAreAFailure() throws Exception {
    Path one = Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
    Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));
    task.images.enqueue(png(PNG));

    assertThatThrownBy(() -> task.image().saveTo(one))
        .isInstanceOf(DownloadException.class)
        .hasMessage("test:t1: image 0: it can't be saved: FileSystemLoopException: " + one);

    assertThat(task.images.getRequestCount()).isEqualTo(1);
    assertThat(one).isSymbolicLink();
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "full"})
  void aFolderIsNotReplaced(String name) throws Exception {
    Path inTheWay = Files.createDirectory(folder.resolve(name));
    if (name.equals("full")) Files.createFile(inTheWay.resolve("a"));
    task.images.enqueue(png(PNG));

    assertThatThrownBy(() -> task.image().saveTo(inTheWay))
        .isInstanceOf(DownloadException.class)
        .hasMessage(
            "test:t1: image 0: it can't be saved: FileSystemException: "
                + inTheWay
                + ": it is a folder");

    assertThat(inTheWay).isDirectory();
    assertThat(WatchedFolder.names(folder)).containsExactly(name);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDeviceIsWrittenToAndStaysOne() throws Exception {
    Path device = Path.of("/dev/null");
    if (Files.isWritable(device.getParent())) { // if we failed, the machine would be without it
      device = folder.resolve("null");
      assumeTrue(run("mknod", device.toString(), "c", "1", "3"), "no device can be made");
    }
    task.images.enqueue(png(PNG));

    assertThat(task.image().saveTo(device)).isSameAs(device);

    assertThat(Files.isRegularFile(device)).isFalse();
    assertThat(Files.size(device)).isZero();
    assertThat(WatchedFolder.names(folder)).doesNotContain("a.png").hasSizeLessThan(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "link"})
  @DisabledOnOs(OS.WINDOWS)
  void aFifoIsWrittenToOnceTheImageIsThereWhole(String name) throws Exception {
    Path fifo = folder.resolve("fifo");
    assumeTrue(run("mkfifo", fifo.toString()), "no FIFO can be made");
    Files.createSymbolicLink(folder.resolve("link"), fifo);
    byte[] large = TestImages.png(300_000);
    FutureTask<byte[]> reader = new FutureTask<>(() -> Files.readAllBytes(fifo));
    Thread thread = new Thread(reader, "reader");
    thread.setDaemon(true);
    thread.start();
    task.images.enqueue(png(large).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
    task.images.enqueue(png(large));

    CompletableFuture<Path> saved = task.image().saveToAsync(folder.resolve(name));
    task.timer.step(Duration.ofSeconds(20));

    get(saved);
    assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo(large);
    assertThat(Files.isRegularFile(fifo)).isFalse();
    assertThat(WatchedFolder.names(folder)).containsExactly("fifo", "link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/self/fd/", "/dev/fd/"})
  @EnabledOnOs(OS.LINUX)
  void whatTheProcessHasOpenIsWrittenTo(String descriptors) throws Exception {
    Path file = folder.resolve("out");
    try (FileOutputStream open = new FileOutputStream(file.toFile())) {
      open.write("before ".getBytes(StandardCharsets.US_ASCII));
      Object inode = Files.readAttributes(file, "unix:ino").get("ino");
      task.images.enqueue(png(PNG));

      task.image().saveTo(Path.of(descriptors + descriptorOf(file)));

      assertThat(Files.readAttributes(file, "unix:ino").get("ino")).isEqualTo(inode);
    }
    assertThat(Files.readAllBytes(file)).startsWith('b', 'e').endsWith(PNG).hasSize(2_007);
    assertThat(WatchedFolder.names(folder)).containsExactly("out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-rw-rw-", "r--r--r--", "rwxr-x--x"})
  @DisabledOnOs(OS.WINDOWS)
  void theModeOfAReplacedFileStays(String mode) throws Exception {
    Path file = Files.write(folder.resolve("a.png"), new byte[] {1});
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    task.images.enqueue(png(PNG));

    task.image().saveTo(file);

    assertThat(file).hasBinaryContent(PNG);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo(mode);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsPrivateStaysSoWhileItIsWritten() throws Exception {
    Path file = Files.write(folder.resolve("a.png"), new byte[] {1});
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    CountDownLatch begun = new CountDownLatch(1);
    try (ScriptServer stalling = ScriptServer.stalling(begun, new CountDownLatch(1));
        WatchedFolder watched = new WatchedFolder(folder)) {
      CompletableFuture<Path> future = task.imageAt(stalling.url("/a")).saveToAsync(file);
      watched.awaitPart();
      Path part = folder.resolve(WatchedFolder.names(folder).get(0));
      while (Files.size(part) == 0) Thread.onSpinWait();

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
          .isEqualTo("rw-------");
      future.cancel(true);
      assertThat(watched.awaitNoPart()).containsExactly("a.png");
    }
    assertThat(file).hasBinaryContent(new byte[] {1});
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aNewFileHasTheModeThatFilesHaveHere() throws Exception {
    Path other = Files.createFile(folder.resolve("other"));
    task.images.enqueue(png(PNG));

    Path file = task.image().saveTo(folder.resolve("a.png"));

    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theOwnerOfAReplacedFileStaysWhereThatIsPermitted() throws Exception {
    Path file = Files.write(folder.resolve("a.png"), new byte[] {1});
    assumeTrue(run("chown", "12345:23456", file.toString()), "only root may");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    task.images.enqueue(png(PNG));

    task.image().saveTo(file);

    Map<String, Object> is = Files.readAttributes(file, "unix:uid,gid,permissions");
    assertThat(is.get("uid")).isEqualTo(12345);
    assertThat(is.get("gid")).isEqualTo(23456);
    assertThat(is.get("permissions")).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    assertThat(file).hasBinaryContent(PNG);
  }

  @Test
  void aFileInAZipFileIsSavedAndSavedAgain() throws Exception {
    byte[] larger = TestImages.png(3_000);
    Path zip = folder.resolve("a.zip");
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Files.createDirectory(files.getPath("/images"));
      for (byte[] image : new byte[][] {PNG, larger}) {
        task.images.enqueue(png(image));
        task.image().saveTo(files.getPath("/images/a.png"));
        task.images.enqueue(png(image));
        task.image().saveInto(files.getPath("/images"));
      }
    }

    try (FileSystem files = FileSystems.newFileSystem(zip)) {
      assertThat(Files.readAllBytes(files.getPath("/images/a.png"))).isEqualTo(larger);
      assertThat(WatchedFolder.names(files.getPath("/images")))
          .containsExactly("a.png", "test-t1-0.png");
    }
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }

  /** The number under which this process has a file open. */
  private static String descriptorOf(Path file) throws Exception {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(each -> Files.exists(each) && leadsTo(each, file))
          .findFirst()
          .get()
          .getFileName()
          .toString();
    }
  }

  private static boolean leadsTo(Path descriptor, Path file) {
    try {
      return Files.isSameFile(descriptor, file)
          && Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }
}
