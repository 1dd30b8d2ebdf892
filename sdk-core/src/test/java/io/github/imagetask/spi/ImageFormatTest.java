package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageFormatTest {
  // spotless:off
  @ParameterizedTest
  @CsvSource({
    "89504e470d0a1a0a0000000d49484452, PNG,  png,  image/png",
    "ffd8ffe000104a464946,             JPEG, jpg,  image/jpeg",
    "ffd8ffdb,                         JPEG, jpg,  image/jpeg",
    "52494646d007000057454250565038,   WEBP, webp, image/webp",
    "474946383961,                     GIF,  gif,  image/gif",
    "474946383761,                     GIF,  gif,  image/gif",
    "000000206674797061766966,         AVIF, avif, image/avif",
    "000000186674797068656963,         HEIC, heic, image/heic",
    "424d36000000000000003600,         BMP,  bmp,  image/bmp",
    "49492a0008000000,                 TIFF, tiff, image/tiff",
  })
  // spotless:on
  void aFormatIsToldByItsFirstBytes(String hex, ImageFormat format, String ext, String type) {
    byte[] head = ByteString.decodeHex(hex).toByteArray();

    assertThat(ImageFormat.of(head)).isEqualTo(format);
    assertThat(format.extension()).isEqualTo(ext);
    assertThat(format.mediaType()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0089PNG\r\n\u001a",
        "<svg>",
        "GIF7",
        "PNG",
        "RIFF\u0000\u0000\u0000\u0000WAVE",
        "RIFF\u0000\u0000\u0000\u0000WEB",
        "the WEB WEBP page",
        "BM, the beginning of a sentence"
      })
  void whatIsNoImageHasNone(String head) {
    assertThat(ImageFormat.of(head.getBytes(StandardCharsets.ISO_8859_1))).isNull();
  }

  @Test
  void sixteenBytesAreEnough() {
    byte[] webp = "RIFF\0\0\0\0WEBPVP8 and more".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(ImageFormat.of(Arrays.copyOf(webp, ImageFormat.HEAD))).isEqualTo(ImageFormat.WEBP);
  }
}
