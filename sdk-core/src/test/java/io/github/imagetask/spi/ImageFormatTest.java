package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okio.ByteString;
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
    "000000206674797061766973,         AVIF, avif, image/avif",
    "0000001c667479706d696631000000006d6966316176696600000000, AVIF, avif, image/avif",
    "0000001c667479706d736631000000006d7366316d69616661766973, AVIF, avif, image/avif",
    "000000186674797068656978,         HEIC, heic, image/heic",
    "000000186674797068657663,         HEIC, heic, image/heic",
    "0000001c667479706d696631000000006d6966316865696300000000, HEIC, heic, image/heic",
    "424d36000000000000003600,         BMP,  bmp,  image/bmp",
    "49492a0008000000,                 TIFF, tiff, image/tiff",
    "4d4d002a00000008,                 TIFF, tiff, image/tiff",
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
        "\0\0\0\u0018ftypmp42\0\0\0\0mp42isomavif",
        "\0\0\0\u0018ftypmif1\0\0\0\0mif1miaf",
        "MM*\0",
        "BM, the beginning of a sentence"
      })
  void whatIsNoImageHasNone(String head) {
    assertThat(ImageFormat.of(head.getBytes(StandardCharsets.ISO_8859_1))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RIFF\0\0\0\0WEBPVP8 ", "\0\0\0$ftypmif1\0\0\0\0mif1miafMA1Bmsf1avif"})
  void soManyBytesAreEnough(String start) {
    byte[] image = Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), 1_000);

    assertThat(ImageFormat.of(Arrays.copyOf(image, ImageFormat.HEAD)))
        .isNotNull()
        .isEqualTo(ImageFormat.of(image));
  }
}
