package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImagesTest {
  private static FakeGateways gateways;
  private static Wire wire;

  @BeforeAll
  static void start() {
    gateways = FakeGateways.start();
    gateways.uniall().finishAfterQueries(0);
    wire = new Wire(gateways.uniall());
  }

  @AfterAll
  static void close() {
    gateways.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1024x768, png, 1024, 768, image/png, png",
    "864x1536, jpeg, 864, 1536, image/jpeg, JPEG",
    "1920x1080, webp, 1920, 1080, image/png, png",
    "3840x2160, jpeg, 3840, 2160, image/jpeg, JPEG"
  })
  void gptImage2HasTheSizeAndFormatThatWasAskedFor(
      String size, String format, int width, int height, String type, String name)
      throws Exception {
    String fields = "\"size\":\"" + size + "\",\"output_format\":\"" + format + "\"";

    HttpResponse<byte[]> image = image("gpt-image-2", "p", fields);

    assertThat(image.headers().firstValue("Content-Type")).hasValue(type);
    assertImage(image.body(), width, height, name);
  }

  @ParameterizedTest
  @CsvSource({
    "NanoBanana, 1:1, 1024, 1024",
    "NanoBanana2-0.5K, 16:9, 680, 384",
    "NanoBanana2-1K, 9:16, 768, 1368",
    "NanoBanana2-2K, 1:1, 2048, 2048",
    "NanoBananaPro-4K, 21:9, 3128, 1344",
    "NanoBananaPro-8K, 1:1, 2048, 2048"
  })
  void nanoHasTheSizeOfItsTierAndRatio(String model, String ratio, int width, int height)
      throws Exception {
    HttpResponse<byte[]> image = image(model, "p", "\"aspect_ratio\":\"" + ratio + "\"");

    assertImage(image.body(), width, height, "png");
  }

  @Test
  void samePromptGivesTheSameBytesAndAnotherDoesNot() throws Exception {
    byte[] first = image("NanoBanana", "a cube", "\"n\":1").body();
    byte[] again = image("NanoBanana", "a cube", "\"n\":1").body();
    byte[] other = image("NanoBanana", "a sphere", "\"n\":1").body();
    byte[] edited = image("NanoBanana", "a cube", "\"image\":\"https://example.com/a\"").body();

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(edited).isNotEqualTo(first);
    assertThat(new Images().bytes(cube(), 0)).isEqualTo(new Images().bytes(cube(), 0));
    assertThat(new Images().bytes(cube(), 1)).isNotEqualTo(new Images().bytes(cube(), 0));
  }

  @Test
  void editHangsInAFrame() throws Exception {
    byte[] edited = image("NanoBanana", "p", "\"image\":\"https://example.com/a\"").body();

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(edited));
    assertThat(image.getRGB(50, 512) & 0xffffff).isEqualTo(0xf6f2ea);
  }

  @Test
  void urlWithoutItsSignatureIsRefused() throws Exception {
    String url = wire.imageUrl(wire.task(Wire.CUBE));

    HttpResponse<byte[]> unsigned = wire.download(url.substring(0, url.indexOf('?')));
    HttpResponse<byte[]> beyond = wire.download(url.replace("/0.png", "/1.png"));

    assertThat(unsigned.statusCode()).isEqualTo(403);
    assertThat(beyond.statusCode()).isEqualTo(404);
  }

  @Test
  void expiredUrlIsRefusedAndAQueryGivesAFreshOne() throws Exception {
    String id = wire.task(Wire.CUBE);
    String old = wire.imageUrl(id);

    gateways.uniall().expireUrls();

    assertThat(wire.download(old).statusCode()).isEqualTo(403);
    assertThat(wire.download(wire.imageUrl(id)).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<byte[]> image(String model, String prompt, String fields)
      throws Exception {
    String start = "{\"model\":\"" + model + "\",\"prompt\":\"" + prompt + "\",";
    return wire.download(wire.imageUrl(wire.task(start + fields + "}")));
  }

  private static TaskSpec cube() {
    return TaskSpec.builder().prompt("a cube").size(64, 48).build();
  }

  private static void assertImage(byte[] bytes, int width, int height, String format)
      throws Exception {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      ImageReader reader = readers.next();
      reader.setInput(in);

      assertThat(reader.getFormatName()).isEqualTo(format);
      assertThat(reader.read(0).getWidth()).isEqualTo(width);
      assertThat(reader.read(0).getHeight()).isEqualTo(height);
    }
  }
}
