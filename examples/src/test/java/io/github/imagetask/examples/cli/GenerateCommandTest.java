package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.examples.SampleImage;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenerateCommandTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void start() {
    cli = new Cli(directory);
  }

  @AfterEach
  void stop() {
    cli.close();
  }

  @Test
  void theKeyIsTheFirstLineAndEachFileOneMore() {
    Cli.Ended ended =
        cli.run(
            "generate",
            "--gateway",
            "uniall",
            "--model",
            "gpt-image-2",
            "--size",
            "1024x768",
            "--n",
            "2",
            "--prompt",
            "A cup",
            "--poll-min",
            "0.05",
            "--out",
            "a/b");

    assertThat(ended.exitCode()).isZero();
    String key = ended.lines().get(0);
    assertThat(key).startsWith("uniall:task_");
    String name = key.replace(':', '-');
    assertThat(ended.lines())
        .containsExactly(key, "a/b/" + name + "-0.png", "a/b/" + name + "-1.png");
    for (String file : ended.lines().subList(1, 3)) {
      assertThat(directory.resolve(file)).isRegularFile();
    }
    assertThat(ended.err()).contains("waiting for " + key + " QUEUED", key + " SUCCEEDED");
    assertThat(ended.err()).contains("2 images after ", " s and 2 queries: 1024x768, ");
    assertThat(ended.err()).doesNotContain("the gateway says");
  }

  @Test
  void durationsAreRememberedInAFileAndSayHowLongItStillTakes() throws IOException {
    Path file = directory.resolve("durations");
    Files.writeString(file, "NanoBanana=18.0,21.0,28.0\n");

    Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP, "--durations", "durations"));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err())
        .containsPattern("waiting for uniall:\\S+ QUEUED( 0%)?, about 20 s left");
    assertThat(Files.readString(file))
        .matches("NanoBanana=18\\.000,21\\.000,28\\.000,0\\.\\d{3}\n");
  }

  @Test
  void aFileWithoutDurationsIsMade() {
    Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP, "--durations", "durations"));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).doesNotContain("left");
    assertThat(directory.resolve("durations")).content().startsWith("NanoBanana=0.");
  }

  @Test
  void aFileOfSomethingElseIsRefusedBeforeAnythingIsSent() throws IOException {
    Files.writeString(directory.resolve("durations"), "{}");

    Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP, "--durations", "durations"));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("--durations: durations: no durations: \"{}\"");
    assertThat(cli.uniall.submits()).isZero();
  }

  @Test
  void jsonIsOneObject() throws IOException {
    Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP, "--json"));

    assertThat(ended.exitCode()).isZero();
    Map<?, ?> json = ended.json();
    assertThat(json.keySet().toArray())
        .containsExactly("key", "status", "images", "announcedImages", "queries", "seconds");
    assertThat(json.get("key")).asString().startsWith("uniall:task_");
    assertThat(json.get("status")).isEqualTo("SUCCEEDED");
    assertThat(json.get("announcedImages")).isEqualTo(1.0);
    assertThat(json.get("queries")).isEqualTo(2.0);
    assertThat((Double) json.get("seconds")).isPositive();
    Map<?, ?> image = (Map<?, ?>) ((List<?>) json.get("images")).get(0);
    Path file = Path.of((String) image.get("path"));
    assertThat(file).isAbsolute().hasParent(directory);
    assertThat(image.get("url")).asString().startsWith("http://127.0.0.1:");
    assertThat(image.get("bytes")).isEqualTo((double) Files.size(file));
    assertThat(image.get("width")).isEqualTo(1024.0);
    assertThat(image.get("height")).isEqualTo(1024.0);
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1024);
  }

  @Test
  void allOptionsOfTheGatewayReachIt() throws IOException {
    Cli.Ended ended =
        cli.run(
            "generate",
            "--gateway",
            "uniall",
            "--model",
            "gpt-image-2",
            "--size",
            "1024x768",
            "--quality",
            "low",
            "--n",
            "1",
            "--output-format",
            "jpeg",
            "--prompt",
            "一只杯子",
            "--image",
            "https://example.com/a.png",
            "--image",
            "https://example.com/b.png",
            "--extra",
            "seed=42",
            "--extra",
            "style=\"vivid\"",
            "--extra",
            "tags=[1.0,null,true]",
            "--poll-min",
            "0.05");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(submitted().bodyText())
        .isEqualTo(
            "{\"model\":\"gpt-image-2\",\"prompt\":\"一只杯子\","
                + "\"images\":[\"https://example.com/a.png\",\"https://example.com/b.png\"],"
                + "\"size\":\"1024x768\",\"quality\":\"low\",\"output_format\":\"jpeg\",\"n\":1,"
                + "\"response_format\":\"url\",\"seed\":42,\"style\":\"vivid\","
                + "\"tags\":[1.0,null,true]}");
    assertThat(ended.lines().get(1)).endsWith("-0.jpg");
  }

  @Test
  void aFileIsUploadedFromTheWorkingDirectory() throws IOException {
    SampleImage.write(directory.resolve("input.png"));

    Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP, "--image", "input.png"));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    byte[] sent = Files.readAllBytes(directory.resolve("input.png"));
    assertThat(submitted().parts())
        .anySatisfy(
            part -> {
              assertThat(part.name()).isEqualTo("image");
              assertThat(part.body()).isEqualTo(sent);
            });
  }

  @Test
  void aPromptOrAnImageMayComeFromStandardInput() throws IOException {
    String[] noPrompt = {"--gateway", "uniall", "--model", "NanoBanana", "--prompt", "-"};
    cli.input("A cup,\nblue\n");

    Cli.Ended prompt = cli.run(Cli.args("submit", noPrompt));
    cli.input = Files.readAllBytes(SampleImage.write(directory.resolve("input.png")));
    Cli.Ended image = cli.run(Cli.args("submit", Cli.SUBMIT, "--image", "-"));
    Cli.Ended both = cli.run(Cli.args("submit", noPrompt, "--image", "-"));
    byte[] sent = cli.input;
    cli.input("\n");
    Cli.Ended empty = cli.run(Cli.args("submit", noPrompt));

    assertThat(prompt.exitCode()).as(prompt.err()).isZero();
    assertThat(submitted().bodyText()).contains("\"prompt\":\"A cup,\\nblue\"");
    assertThat(image.exitCode()).as(image.err()).isZero();
    assertThat(cli.uniall.requests().get(1).parts())
        .anySatisfy(part -> assertThat(part.body()).isEqualTo(sent));
    assertThat(both.err()).contains("--prompt and --image can't both be standard input");
    assertThat(empty.err()).contains("--prompt: standard input is empty");
    assertThat(cli.uniall.submits()).isEqualTo(2);
  }

  @Test
  void theBaseUrlOfTheCommandLineWins() {
    cli.environment.put("UNIALL_BASE_URL", "http://127.0.0.1:1/nowhere");

    Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP, "--base-url", cli.uniall.baseUrl()));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
  }

  @Test
  void lenientSendsWhatTheTablesDontList() {
    cli.uniall.acceptUnknownModels(true);

    Cli.Ended strict = cli.run(Cli.args("submit", Cli.SUBMIT, "--n", "3"));
    Cli.Ended lenient = cli.run(Cli.args("submit", Cli.SUBMIT, "--n", "3", "--lenient"));

    assertThat(strict.exitCode()).isEqualTo(2);
    assertThat(lenient.exitCode()).as(lenient.err()).isZero();
  }

  @Test
  void aFinishedSubmitNeedsNoQuery() throws IOException {
    cli.uniall.finishAfterQueries(0);

    Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP, "--json"));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.json().get("queries")).isEqualTo(0.0);
  }

  @Test
  void htmlShowsTheImageBesideItsPrompt() throws IOException {
    Cli.Ended ended =
        cli.run(Cli.args("generate", Cli.CUP, "--out", "images", "--html", "pages/sheet.html"));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    String name = ended.lines().get(0).replace(':', '-') + "-0.png";
    assertThat(directory.resolve("pages/sheet.html"))
        .content()
        .contains("src=\"./../images/" + name + "\"", ">A cup</p>", "NanoBanana", "1024x1024");
    assertThat(ended.err()).contains("contact sheet: pages/sheet.html");
  }

  @Test
  void onATerminalThereIsABar() {
    Cli.Ended ended = cli.onTerminal().run(Cli.args("generate", Cli.CUP));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).contains("\r", "succeeded [=====", "] 100%");
    assertThat(ended.lines()).hasSize(2);
  }

  private FakeRequest submitted() {
    return cli.uniall.requests().stream()
        .filter(request -> request.call() == FakeCall.SUBMIT)
        .findFirst()
        .orElseThrow();
  }
}
