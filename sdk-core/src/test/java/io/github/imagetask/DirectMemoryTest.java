package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.DirectCost.Cost;
import io.github.imagetask.DirectCost.Reader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight images as large as 4K PNGs, more than 200 MB of JSON, in JVMs with little memory. */
@Tag("slow")
@Timeout(120)
final class DirectMemoryTest {
  private static final int COUNT = 8;
  private static final long BYTES = 25 * DirectCost.MIB;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"512m", "128m", "32m"})
  void eightLargeImagesGoIntoFilesHoweverSmallTheHeap(String heap) throws Exception {
    Cost cost = DirectCost.run(Reader.OUR_FILES, COUNT, BYTES, heap, folder);

    System.out.println("generateInto, 8 images of 25 MiB, -Xmx" + heap + ": " + cost);
    List<String> names = WatchedFolder.names(folder);
    assertThat(names).hasSize(COUNT).allMatch(name -> name.endsWith(".png"));
    byte[] image = TestImages.png((int) BYTES);
    for (String name : names) {
      boolean isWhole = Arrays.equals(Files.readAllBytes(folder.resolve(name)), image);
      assertThat(isWhole).as(name).isTrue();
    }
    assertThat(cost.allocated()).isLessThan(BYTES); // of one: nothing is held
  }

  @Test
  void eightLargeImagesFitIntoMemoryDecoded() throws Exception {
    Cost cost = DirectCost.run(Reader.OUR_MEMORY, COUNT, BYTES, "512m", folder);

    System.out.println("generate, 8 images of 25 MiB, -Xmx512m: " + cost);
    assertThat(cost.peak()).isBetween(COUNT * BYTES, 512 * DirectCost.MIB);
  }

  @Test
  void asTextTheyWouldNotFit() {
    assertThatThrownBy(() -> DirectCost.run(Reader.OUR_MEMORY, COUNT, BYTES, "128m", folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("OutOfMemoryError");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC}) // where a process can be forbidden to write large files
  void diskThatIsFullIsNamedAndLeavesNoPart() throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 200; exec \"$@\"",
                "sh",
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FullDisk.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();

    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(printed)
        .startsWith("test: the request was sent, but its images can't be saved: IOException: ")
        .contains(". The images may have been made and billed; it was not sent again");
    assertThat(process.waitFor()).isZero();
    assertThat(WatchedFolder.names(folder)).isEmpty();
  }

  /** What runs where no file may be large. */
  static final class FullDisk {
    private FullDisk() {}

    public static void main(String[] args) throws Exception {
      String answer = TestDirect.answer(TestImages.png(2_000_000));
      try (RawServer server = new RawServer();
          TestClient client = TestClient.builder(server.url()).build()) {
        server.then(Cuts.afterBody(peer -> peer.answer("200 OK", answer)));
        client.direct().generateInto("a cube", Paths.get(args[0]));
      } catch (SubmitOutcomeUnknownException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
