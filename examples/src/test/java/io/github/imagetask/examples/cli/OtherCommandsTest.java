package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.testing.fake.FakeGateways;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** models, sandbox and demo, which need no account. */
final class OtherCommandsTest {
  @TempDir Path directory;

  @Test
  void modelsAreATable() {
    Cli.Ended ended = run("models", "--gateway", "uniall");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.lines())
        .element(0)
        .asString()
        .startsWith("MODEL ")
        .contains("aspect_ratio", "size", "quality", "output_format");
    assertThat(ended.out()).contains("gpt-image-2 ", "48 values [2]", "low medium high");
    assertThat(ended.out()).contains("[1]  1:1 2:3 3:2").contains("     1648x3840 3840x2160");
    assertThat(ended.lines()).allMatch(line -> line.length() <= 110);
  }

  @Test
  void modelsAreJson() throws IOException {
    Map<?, ?> json = run("models", "--gateway", "uniall", "--json").json();

    assertThat(json.get("gateway")).isEqualTo("uniall");
    assertThat((List<?>) json.get("models")).hasSize(10);
    Map<?, ?> last = (Map<?, ?>) ((List<?>) json.get("models")).get(9);
    assertThat(last.get("id")).isEqualTo("gpt-image-2");
    assertThat(last.get("aliases")).isEqualTo(List.of());
    assertThat((List<?>) ((Map<?, ?>) last.get("options")).get("size")).hasSize(48);
  }

  @Test
  void aliasesHaveAColumnWhereThereAreAny() {
    ModelInfo plain = ModelInfo.of("a", List.of(), Map.of("n", List.of("1")));
    ModelInfo known = ModelInfo.of("b", List.of("b-1", "b-2"), Map.of("n", List.of()));

    assertThat(new ModelTable(List.of(plain, known)).lines())
        .startsWith("MODEL  ALIASES  n", "a               1", "b      b-1 b-2  -");
  }

  @Test
  void sandboxSaysThatItsPortIsTaken() {
    try (FakeGateways other = FakeGateways.start()) {
      String port = other.uniall().baseUrl().replaceAll("\\D+//[^:]*:(\\d+)/.*", "$1");

      Cli.Ended ended = run("sandbox", "--port", port);

      assertThat(ended.exitCode()).isEqualTo(2);
      assertThat(ended.err()).contains("127.0.0.1:" + port, "in use");
    }
  }

  @Test
  void demoLeavesFiveImagesAndAPage() throws IOException {
    Cli.Ended ended = run("demo");
    Cli.Ended again = run("demo");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(again.exitCode()).isZero();
    Path folder = directory.resolve("demo-output");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "index.html",
            "uniall-4.1-text-to-image.png",
            "uniall-4.2-image-to-image.jpg",
            "uniall-5.1-text-to-image.png",
            "uniall-5.2-image-to-image.png",
            "uniall-5.3-image-to-image-uploaded.png");
    for (Path file : files.subList(1, 6)) {
      assertThat(ImageIO.read(file.toFile())).as(file.toString()).isNotNull();
    }
    assertThat(files.get(0))
        .content()
        .contains("src=\"./uniall-4.1-text-to-image.png\"", "https://example.com/input.png");
    assertThat(ended.out())
        .contains("5 images in demo-output", "uniall-5.1-text-to-image.png", "1024x768, ")
        .contains("Open demo-output/index.html");
  }

  private Cli.Ended run(String... args) {
    return new Cli.Started(Map.of(), directory, 0).run(args);
  }
}
