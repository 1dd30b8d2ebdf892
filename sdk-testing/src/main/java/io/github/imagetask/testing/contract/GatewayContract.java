package io.github.imagetask.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.TaskKey;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every gateway's module must do, against its fake: submit once, wait well, bring the images,
 * and never show a key. A module's own tests say how its document is kept; this says that it
 * behaves like the others.
 *
 * <p>A gateway's module has one class that extends it:
 *
 * <pre>{@code
 * final class UniAllContractTest extends GatewayContract<UniAllImageRequest> {
 *   protected FakeGateway gateway(FakeGateways gateways) {
 *     return gateways.uniall();
 *   }
 *   …
 * }
 * }</pre>
 *
 * <p>A gateway that isn't this SDK's own is served by a {@link
 * io.github.imagetask.testing.fake.Dialect} of its author's:
 *
 * <pre>{@code
 * protected FakeGateways fakes() {
 *   return FakeGateways.start(new AcmeDialect());
 * }
 *
 * protected FakeGateway gateway(FakeGateways gateways) {
 *   return gateways.gateway("acme");
 * }
 * }</pre>
 *
 * @param <R> the gateway's request
 */
public abstract class GatewayContract<R> extends DirectContract<R> {
  /** Makes the contract; JUnit does. */
  protected GatewayContract() {}

  @Test
  final void bytesAreAWholeImage() throws IOException {
    ImageResult result = submit().awaitResult();

    assertIsImage(result.first().bytes());
  }

  @Test
  final void imageToImageBringsAnImage() throws IOException {
    R request = imageToImage("make it blue", "https://example.com/input.png");

    assertIsImage(client().generate(request).first().bytes());
  }

  @Test
  final void imageToImageIsResumedByItsKey() throws IOException {
    String saved =
        client().submit(imageToImage("make it red", "https://example.com/a.png")).key().toString();
    client().close();

    try (ImageClient<R> another = client(options -> options.pollPolicy(QUICK))) {
      assertIsImage(another.task(TaskKey.parse(saved)).awaitResult().first().bytes());
    }
    assertThat(gateway().tasks()).isEqualTo(1);
  }

  @Test
  final void severalImagesComeInTheirOrder() throws IOException {
    R request = four();

    ImageResult result = client().generate(request);

    assertThat(result.images()).extracting(GeneratedImage::index).containsExactly(0, 1, 2, 3);
    for (GeneratedImage image : result.images()) assertIsImage(image.bytes());
  }

  @Test
  final void fewerImagesThanAskedForAreASuccess() {
    R request = four();
    gateway().giveAtMost(2);

    assertThat(client().generate(request).images()).hasSize(2);
  }

  @Test
  final void savedFileIsTheWholeImage(@TempDir Path folder) throws IOException {
    GeneratedImage image = submit().awaitResult().first();

    Path file = image.saveTo(folder.resolve("cube.png"));

    assertThat(Files.readAllBytes(file)).isEqualTo(image.bytes());
    assertThat(names(folder)).containsExactly("cube.png");
  }

  @Test
  final void filesAreNamedAfterTheTask(@TempDir Path folder) throws IOException {
    ImageResult result = submit().awaitResult();

    result.saveAll(folder);

    assertThat(names(folder))
        .singleElement()
        .asString()
        .startsWith(gateway().name() + "-")
        .matches(".*-0\\.(png|jpg)");
  }

  @Test
  final void imageIsWrittenToAStream() throws IOException {
    GeneratedImage image = submit().awaitResult().first();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    image.writeTo(out);

    assertThat(out.toByteArray()).isEqualTo(image.bytes());
  }

  @Test
  final void keyNeverLeavesTheGateway() throws IOException {
    GeneratedImage image = submit().awaitResult().first();
    assertIsImage(image.bytes());

    gateway().next(FakeCall.DOWNLOAD, Fault.redirectToOtherOrigin(302));
    assertIsImage(image.bytes());

    assertThat(gateway().credentialsAtOtherOrigins()).isZero();
  }

  @Test
  final void expiredUrlIsReplacedByAFreshOne() throws IOException {
    GeneratedImage image = submit().awaitResult().first();
    gateway().expireUrls();

    assertIsImage(image.bytes());
  }

  @Test
  final void cutImageIsFetchedAgain() throws IOException {
    GeneratedImage image = submit().awaitResult().first();
    assumeTrue(!image.isInline(), "an inline image isn't fetched");
    gateway().next(FakeCall.DOWNLOAD, Fault.cutAtByte(2_000));

    assertIsImage(image.bytes());
    assertThat(gateway().downloads()).isEqualTo(2);
  }

  @Test
  final void documentedModelsAreListed() {
    List<ModelInfo> models = client().models();

    assertThat(models).isNotEmpty().extracting(ModelInfo::id).doesNotHaveDuplicates();
  }

  @Test
  final void taskAndImageShowNoAddress() {
    ImageResult result = submit().awaitResult();

    assertThat(result + " " + result.first() + " " + result.snapshot()).doesNotContain("http");
  }

  @Test
  final void closedClientRefusesToStart() {
    client().close();
    client().close();

    failure(IllegalStateException.class, this::submit);
    assertThat(gateway().submits()).isZero();
  }

  @Test
  final void tasksOfManyCallersDoNotMix() {
    try (ImageClient<R> one = client(options -> options.pollPolicy(QUICK))) {
      ImageResult mine = one.generate(textToImage("mine"));
      ImageResult yours = client().generate(textToImage("yours"));

      assertThat(mine.first().bytes()).isNotEqualTo(yours.first().bytes());
    }
  }

  private R four() {
    R request = several("four of them", 4);
    assumeTrue(request != null, "this gateway makes one image at a time");
    return Objects.requireNonNull(request);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
    }
  }
}
