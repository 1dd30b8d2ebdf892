package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.testing.fake.FakeGateways;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        .contains("entries", "aspect_ratio", "size", "quality", "output_format");
    assertThat(ended.out()).contains("gpt-image-2 ", "48 values [3]", "low medium high");
    assertThat(ended.out())
        .containsPattern("\ngpt-image-2 +submit direct +")
        .containsPattern("\ngpt-image-2-auto +direct +- .* auto +");
    assertThat(ended.out())
        .contains("[1]  text2image", "[2]  1:1 2:3 3:2")
        .contains("     1648x3840 3840x2160");
    assertThat(ended.out())
        .containsPattern("\n\nMODEL +entries +aspectRatio +outputFormat +imageSize +")
        .containsPattern("\ngemini-3-pro-image-preview-2k +gemini +10 values \\[1] +");
    assertThat(ended.lines()).allMatch(line -> line.length() <= 120);
  }

  @Test
  void modelsAreJson() throws IOException {
    Map<?, ?> json = run("models", "--gateway", "uniall", "--json").json();

    assertThat(json.get("gateway")).isEqualTo("uniall");
    assertThat((List<?>) json.get("models")).hasSize(12 + 8);
    Map<?, ?> gpt = (Map<?, ?>) ((List<?>) json.get("models")).get(9);
    assertThat(gpt.get("id")).isEqualTo("gpt-image-2");
    assertThat(gpt.get("aliases")).isEqualTo(List.of());
    assertThat((List<?>) ((Map<?, ?>) gpt.get("options")).get("size")).hasSize(48);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet", "zexi", "meitu"})
  void modelsOfEveryGatewayFitATerminalAndAreJson(String gateway) throws IOException {
    Cli.Ended table = run("models", "--gateway", gateway);
    Map<?, ?> json = run("models", "--gateway", gateway, "--json").json();

    assertThat(table.lines()).allMatch(line -> line.length() <= 120);
    assertThat(json.get("gateway")).isEqualTo(gateway);
    for (Object model : (List<?>) json.get("models")) {
      assertThat(table.out()).contains("\n" + ((Map<?, ?>) model).get("id") + " ");
    }
  }

  @Test
  void whatIsTooLongForTheTableStandsBelow() {
    assertThat(run("models", "--gateway", "zexi").out())
        .containsPattern("MODEL +ALIASES +references +size +quality +n +image_size \\[1]\n")
        .containsPattern(
            "\ngpt-image-2 +dall-e dall-e-2 +\\[2] +7 values \\[3]"
                + " +low medium high auto +1\\+ +-\n")
        .contains("\n[2]  one by URL; the model takes 14\n")
        .contains("\n[1]  extra_body.google.image_config.image_size\n")
        .contains("  nano-banana nano-banana2 nano-banana-2\n");
  }

  @Test
  void aliasesHaveAColumnWhereThereAreAny() {
    ModelInfo plain = ModelInfo.of("a", List.of(), Map.of("n", List.of("1")));
    ModelInfo known = ModelInfo.of("b", List.of("b-1", "b-2"), Map.of("n", List.of()));

    assertThat(new ModelTable(List.of(plain, known)).lines())
        .startsWith("MODEL  ALIASES  n", "a               1", "b      b-1 b-2  -");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void bashCompletesCommandsOptionsAndGateways() throws Exception {
    Path script = Files.writeString(directory.resolve("completion"), run("completion").out());

    assertThat(completed(script, "imagetask", "hist")).isEqualTo("history");
    assertThat(completed(script, "imagetask", "batch", "--max")).isEqualTo("--max-submits");
    assertThat(completed(script, "imagetask", "submit", "--gateway", "un")).isEqualTo("uniall");
  }

  /** What bash makes of the last of these words. */
  private String completed(Path script, String... words) throws Exception {
    String complete =
        "source %s && COMP_WORDS=(%s) COMP_CWORD=%d && _complete_imagetask; echo ${COMPREPLY[@]}"
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash =
        new ProcessBuilder("bash", "-c", complete)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
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
  @Tag("slow")
  void demoLeavesAnImageForEachExampleAndAPage() throws IOException {
    Cli.Ended ended = run("demo");
    Cli.Ended again = new Cli.Started(Map.of(), directory, 80).run("demo");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertTwoLinesForEachExample(ended);
    assertThat(again.err()).contains("\r", "succeeded [=====", "] 100%");
    Path folder = directory.resolve("demo-output");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "hingnet-direct-text-to-image-in-the-answer.png",
            "hingnet-edits-image-to-image-two-urls.png",
            "hingnet-edits-image-to-image-uploaded.png",
            "hingnet-generations-text-to-image.png",
            "index.html",
            "meitu-direct-text-to-image-in-the-answer.png",
            "meitu-nano-image-to-image-all-other-fields.png",
            "meitu-nano-text-to-image.png",
            "meitu-nano2-image-to-image-2k.jpg",
            "uniall-4.1-text-to-image.png",
            "uniall-4.2-image-to-image.jpg",
            "uniall-5.1-text-to-image.png",
            "uniall-5.2-image-to-image.png",
            "uniall-5.3-image-to-image-uploaded.png",
            "uniall-direct-text-to-image-in-the-answer.png",
            "uniall-gemini-text-to-image-in-the-answer.png",
            "zexi-1-gpt-image-2-text-to-image.png",
            "zexi-2-nano-banana-pro-4k.png",
            "zexi-3-grok-imagine-pro-text-to-image.png",
            "zexi-4-nano-banana-2-image-to-image.png");
    for (Path file : files) {
      if (file.endsWith("index.html")) continue;
      assertThat(ImageIO.read(file.toFile())).as(file.toString()).isNotNull();
      assertThat(folder.resolve("index.html")).content().contains("src=\"./" + file.getFileName());
    }
    assertThat(folder.resolve("index.html"))
        .content()
        .contains("<h2>UniAll</h2>", "<h2>Hingnet</h2>", "<h2>Zexi</h2>", "<h2>Meitu</h2>")
        .contains("https://example.com/input.png", "将这张图片转换为油画风格");
  }

  private static void assertTwoLinesForEachExample(Cli.Ended ended) {
    assertThat(ended.err()).isEmpty();
    assertThat(ended.lines())
        .hasSize(1 + 4 * 2 + 19 * 2 + 3)
        .endsWith("19 images in demo-output", "Open demo-output/index.html in a browser.");
    assertThat(ended.out())
        .containsPattern("\\R  5\\.1 +Text to image +gpt-image-2\\R +uniall:task_\\w+  1024x768, ")
        .containsPattern(
            "\\R  gemini +Text to image, in the answer .*\\R +direct, no key  1368x768, ")
        .containsPattern("\\R  edits +Image to image, two URLs .*\\R +hingnet:edits/image_\\w+  ");
  }

  private Cli.Ended run(String... args) {
    return new Cli.Started(Map.of(), directory, 0).run(args);
  }
}
