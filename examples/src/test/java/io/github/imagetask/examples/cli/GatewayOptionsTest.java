package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ImageClient;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each gateway has the options that its requests have, and the variables that its client needs. */
final class GatewayOptionsTest {
  private static final Map<String, String> MODELS =
      Map.of(
          "uniall", "gpt-image-2",
          "hingnet", "gemini-3-pro-image-preview",
          "zexi", "gemini-3-pro-image-preview",
          "meitu", "gemini-3-pro-image-preview");

  @TempDir Path directory;
  private final FakeGateways gateways = FakeGateways.start();
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void start() {
    for (FakeGateway gateway : gateways.all()) environment.putAll(gateway.environment());
  }

  @AfterEach
  void stop() {
    gateways.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hingnet | --size 2K             | \"size\":\"2K\"",
        "hingnet | --size 1024x768       | \"size\":\"1024x768\"",
        "hingnet | --aspect-ratio 16:9   | \"aspect_ratio\":\"16:9\"",
        "hingnet | --n 1                 | \"n\":1",
        "zexi    | --aspect-ratio 16:9   | \"size\":\"16:9\"",
        "zexi    | --quality 2K          | \"quality\":\"2K\"",
        "zexi    | --resolution 4K       | \"image_size\":\"4K\"",
        "zexi    | --n 2                 | \"n\":2",
        "meitu   | --aspect-ratio 16:9   | \"aspect_ratio\":\"16:9\"",
        "meitu   | --resolution 2K       | \"resolution\":\"2K\"",
        "meitu   | --output-format webp  | \"output_format\":\"webp\"",
        "meitu   | --temperature 0.25    | \"temperature\":0.25",
        "meitu   | --extra seed=7        | \"seed\":7",
      })
  void anOptionReachesIt(String gateway, String option, String field) {
    Cli.Ended ended = submit(gateway, MODELS.get(gateway), option);

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(sent(gateway)).contains(field);
  }

  @ParameterizedTest
  @CsvSource({"auto, auto", "1536x1024, 1536x1024"})
  void zexisSizeIsPixelsOrAuto(String size, String written) {
    Cli.Ended ended = submit("zexi", "gpt-image-2", "--size " + size);

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(sent("zexi")).contains("\"size\":\"" + written + "\"");
  }

  @ParameterizedTest
  @CsvSource({"auto, auto", "1536x1024, 1536x1024"})
  void uniallsSizeIsPixelsOrAuto(String size, String written) {
    gateways.uniall().acceptUnknownModels(true);

    Cli.Ended ended = submit("uniall", "gpt-image-9", "--size " + size);

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(sent("uniall")).contains("\"size\":\"" + written + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hingnet | --resolution --temperature | --size, --aspect-ratio, --n, --quality, --output-format",
        "zexi    | --output-format --temperature | --size, --aspect-ratio, --resolution, --quality, --n",
        "meitu   | --size --quality --n | --aspect-ratio, --resolution, --output-format, --temperature",
      })
  void anOptionThatItLacksIsRefused(String gateway, String lacking, String has) {
    for (String option : lacking.split(" ", -1)) {
      Cli.Ended ended = submit(gateway, MODELS.get(gateway), option + " 1");

      assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
      assertThat(ended.err())
          .contains(gateway + " has no " + option + "; it has ", ", --image, " + has + ", --extra");
    }
    assertThat(gateways.gateway(gateway).requests()).isEmpty();
  }

  @Test
  void aSizeThatIsNoneIsRefused() {
    assertUsage(submit("hingnet", "imagen-4", "--size big"), "--size: a size is written like");
    assertUsage(submit("zexi", "gpt-image-2", "--size AUTO"), "--size: a size is written like");
  }

  @Test
  void missingVariablesAreNamed() {
    environment.clear();

    assertUsage(
        submit("hingnet", "imagen-4", ""),
        "HINGNET_BASE_URL is not set, and there is no --base-url",
        "HINGNET_API_KEY is not set");
    assertUsage(submit("zexi", "gpt-image-2", ""), "imagetask: ZEXI_API_KEY is not set\nExport");
    assertUsage(
        submit("meitu", "nano", ""),
        "MEITU_API_KEY is not set\nMEITU_API_SECRET is not set\nMEITU_TOKEN is not set\nExport");
  }

  @Test
  void aMalformedKeyIsNamedByItsVariableAndNotShown() {
    environment.put("MEITU_API_SECRET", "test-secret with a blank");

    Cli.Ended ended = submit("meitu", "nano", "--verbose");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("meitu: MEITU_API_SECRET holds a blank", "\n\tat ");
    assertThat(ended.err()).doesNotContain("test-secret");
  }

  @Test
  void aRefusedKeyNamesAllThatItMayBe() {
    environment.put("MEITU_API_SECRET", "test-secret-wrong");

    Cli.Ended ended = submit("meitu", MODELS.get("meitu"), "");

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.err()).contains("Check MEITU_API_KEY, MEITU_API_SECRET, MEITU_TOKEN");
    assertThat(ended.err()).doesNotContain("test-");
  }

  @Test
  void zexiAndMeituHaveAddressesOfTheirOwn() {
    environment.remove("ZEXI_BASE_URL");
    environment.remove("MEITU_BASE_URL");
    Access access = new Access(environment, null);

    try (ImageClient<?> zexi = new ZexiCli().client(access, options -> {});
        ImageClient<?> meitu = new MeituCli().client(access, options -> {})) {
      assertThat(zexi).hasToString("ZexiClient{www.zexitongxue.com}");
      assertThat(meitu).hasToString("MeituClient{openapi.mtlab.meitu.com}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gpt-image-2-auto | --size auto --output-format webp | /v1/images/generations | \"size\":\"auto\",\"output_format\":\"webp\"",
        "gemini-3-pro-image-preview-2k | --aspect-ratio 16:9 --resolution 2K | :generateContent | {\"aspectRatio\":\"16:9\",\"imageSize\":\"2K\"}",
      })
  void uniallsModelChoosesTheEntryOfADirectCall(
      String model, String options, String path, String field) {
    Cli.Ended ended = run("generate --direct", "uniall", model, options);

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    FakeRequest sent = gateways.uniall().requests().get(0);
    assertThat(sent.path()).endsWith(path);
    assertThat(sent.bodyText()).contains(field);
    assertThat(gateways.uniall().directs()).isEqualTo(1);
    assertThat(gateways.uniall().tasks()).isZero();
  }

  @Test
  void uniallsGeminiHasNoSize() {
    Cli.Ended ended =
        run("generate --direct", "uniall", "gemini-2.5-flash-image", "--size 1024x768");

    assertUsage(
        ended, "uniall has no --size; it has", "--aspect-ratio, --resolution, --output-format");
    assertThat(gateways.uniall().requests()).isEmpty();
  }

  @Test
  void meitusBaseUrlHoldsHostAndPrefix() {
    String test = gateways.meitu().testBaseUrl();

    Cli.Ended ended = submit("meitu", MODELS.get("meitu"), "--base-url " + test);
    Cli.Ended bare = submit("meitu", "nano", "--base-url http://127.0.0.1:1");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(gateways.meitu().requests().get(0).path()).startsWith("/meitu/test/");
    assertUsage(bare, "meitu: the base URL holds host and prefix");
  }

  private Cli.Ended submit(String gateway, String model, String more) {
    return run("submit", gateway, model, more);
  }

  private Cli.Ended run(String command, String gateway, String model, String more) {
    List<String> args = new ArrayList<>(List.of(command.split(" ", -1)));
    args.addAll(List.of("--gateway", gateway));
    args.addAll(List.of("--model", model, "--prompt", "A cup"));
    if (!more.isEmpty()) args.addAll(List.of(more.split(" ", -1)));
    return new Cli.Started(environment, directory, 0).run(args.toArray(new String[0]));
  }

  private String sent(String gateway) {
    return gateways.gateway(gateway).requests().stream()
        .filter(request -> request.call() == FakeCall.SUBMIT)
        .findFirst()
        .orElseThrow()
        .bodyText();
  }

  private static void assertUsage(Cli.Ended ended, String... texts) {
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains(texts).doesNotContain("\n\tat ");
  }
}
