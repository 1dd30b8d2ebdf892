package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.imagetask.spi.ImageFormat;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where each format ends, byte by byte. */
final class ImageEndTest {
  static Stream<Arguments> images() {
    return Stream.of(
        // an image, and whether its end is looked for where HTTP tells that all has come
        Arguments.of("PNG", TestImages.png(700), true),
        Arguments.of("JPEG", TestImages.jpeg(700), true),
        Arguments.of("WEBP", TestImages.webp(700), true),
        Arguments.of("AVIF", TestImages.avif(700), true),
        Arguments.of("HEIC", TestImages.heic(700), true),
        Arguments.of("AVIF", large(700), true),
        Arguments.of("BMP", TestImages.bmp(700), false),
        Arguments.of("GIF", TestImages.gif(700), false));
  }

  static Stream<Arguments> encoded() throws Exception {
    return Stream.of(
        Arguments.of("PNG", written("png")),
        Arguments.of("JPEG", written("jpg")),
        Arguments.of("BMP", written("bmp")),
        Arguments.of("GIF", written("gif")));
  }

  @ParameterizedTest
  @MethodSource("images")
  void itsEndComesWithItsLastByteAndNotBefore(ImageFormat format, byte[] image) throws Exception {
    for (int length = 40; length < image.length; length++) {
      // a box ends there, and a GIF's data may hold its last byte: nobody could tell
      boolean alike = isBoxed(format) && length == 48;
      alike |= format == ImageFormat.GIF && image[length - 1] == ';';
      assertThat(hasCome(format, Arrays.copyOf(image, length), 50))
          .as("%s bytes", length)
          .isEqualTo(alike);
    }
    for (int chunk : new int[] {1, 2, 7, 64, 699, 700}) {
      assertThat(hasCome(format, image, chunk)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("encoded")
  void whatAnEncoderWritesIsWholeAndWithoutItsLastByteIsNot(ImageFormat format, byte[] image)
      throws Exception {
    assertThat(ImageFormat.of(image)).isEqualTo(format);

    for (int chunk : new int[] {1, 5, 8_192}) {
      assertThat(hasCome(format, image, chunk)).isTrue();
      assertThat(hasCome(format, Arrays.copyOf(image, image.length - 1), chunk)).isFalse();
      assertThat(hasCome(format, Arrays.copyOf(image, image.length - 10), chunk)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("images")
  void onlyWhatReadersBearIsNotLookedForWhereHttpTellsTheEnd(
      ImageFormat format, byte[] image, boolean always) {
    assertThat(ImageEnd.of(format, true) != null).isEqualTo(always);
    assertThat(ImageEnd.of(format, false)).isNotNull();
  }

  @Test
  void whatHasNoEndThatShowsIsNotLookedAt() throws Exception {
    assertThat(ImageEnd.of(ImageFormat.TIFF, false)).isNull();
    assertThat(ImageEnd.of(null, false)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PNG", "JPEG", "WEBP", "BMP"})
  void bytesBehindTheEndAreBorne(ImageFormat format) throws Exception {
    byte[] image =
        images()
            .filter(each -> each.get()[0].equals(format.name()))
            .map(each -> (byte[]) each.get()[1])
            .findFirst()
            .get();
    byte[] more = Arrays.copyOf(image, 5_000);
    for (int i = image.length; i < more.length; i++) more[i] = (byte) (i * 7);

    assertThat(hasCome(format, more, 100)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AVIF", "HEIC", "GIF"})
  void paddingBehindTheEndIsBorne(ImageFormat format) throws Exception {
    byte[] image =
        format == ImageFormat.GIF
            ? TestImages.gif(700)
            : TestImages.boxes(700, format == ImageFormat.AVIF ? "avif" : "heic", "\0\0\2\u008c");

    for (int padding : new int[] {1, 7, 8, 40}) {
      assertThat(hasCome(format, Arrays.copyOf(image, 700 + padding), 100)).isTrue();
    }
  }

  @Test
  void aScanIsFollowedAlikeInPiecesOfAnyLength() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      byte[] jpeg = scans(new Random(seed));
      int[] lengths = {jpeg.length, jpeg.length - 1, jpeg.length / 2};
      for (int length : lengths) {
        byte[] image = Arrays.copyOf(jpeg, length);
        boolean byteByByte = hasCome(ImageFormat.JPEG, image, 1);
        for (int chunk : new int[] {2, 7, 8, 9, 64, 1_000, 8_192}) {
          assertThat(hasCome(ImageFormat.JPEG, image, chunk))
              .as("seed %s, %s bytes by %s", seed, length, chunk)
              .isEqualTo(byteByByte);
        }
      }
      assertThat(hasCome(ImageFormat.JPEG, jpeg, 8_192)).as("seed %s", seed).isTrue();
      byte[] cut = Arrays.copyOf(jpeg, jpeg.length - 1);
      assertThat(hasCome(ImageFormat.JPEG, cut, 8_192)).as("seed %s", seed).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("images")
  void toLookCopiesNothing(ImageFormat format, byte[] image) throws Exception {
    ImageEnd end = ImageEnd.of(format, false);
    byte[] filling = new byte[8_000];
    Buffer sink = new Buffer().write(image, 0, 300);
    end.look(sink, 300);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

    for (int i = 0; i < 2_000; i++) {
      sink.clear(); // its segments go back to Okio's pool, unless somebody shares them
      sink.write(filling);
      end.look(sink, filling.length);
    }

    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(allocated).isLessThan(4L << 20); // of 16 MB
  }

  @Test
  void partsThatCannotBeFollowedLeaveTheMarker() throws Exception {
    byte[] png =
        latin("\u0089PNG\r\n\u001a\n\u00ff\u00ff\u00ff\u00ffodd! and so on IEND\u00aeB`\u0082");
    byte[] jpeg = latin("\u00ff\u00d8\u00ff\u00e0\0\4\0\0 stray bytes, and \u00ff\u00d9");

    assertThat(hasCome(ImageFormat.PNG, png, 9)).isTrue();
    assertThat(hasCome(ImageFormat.PNG, Arrays.copyOf(png, png.length - 1), 9)).isFalse();
    assertThat(hasCome(ImageFormat.JPEG, jpeg, 9)).isTrue();
    assertThat(hasCome(ImageFormat.JPEG, Arrays.copyOf(jpeg, jpeg.length - 1), 9)).isFalse();
  }

  @Test
  void aThumbnailsEndIsNotTheImages() throws Exception {
    byte[] cutInTheThumbnail = Arrays.copyOf(TestImages.jpeg(700), 36);

    assertThat(hasCome(ImageFormat.JPEG, cutInTheThumbnail, 10)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0\0\0\0", "\u00ff\u00ff\u00ff\u00ff"})
  void aLengthThatItsWriterDidNotKnowTellsNothing(String size) throws Exception {
    byte[] webp = latin("RIFF" + size + "WEBPVP8 and so on");
    byte[] bmp = latin("BM" + size + "\0\0\0\0 and so on");

    assertThat(hasCome(ImageFormat.WEBP, webp, 5)).isTrue();
    assertThat(hasCome(ImageFormat.BMP, bmp, 5)).isTrue();
  }

  @Test
  void aBoxUpToTheEndEndsWhereverThatIs() throws Exception {
    assertThat(hasCome(ImageFormat.AVIF, TestImages.boxes(700, "avif", "\0\0\0\0"), 30)).isTrue();
  }

  @Test
  void boxesWithoutADescriptionAreNoImageYet() throws Exception {
    byte[] onlyFtyp = Arrays.copyOf(TestImages.avif(700), 24);

    assertThat(hasCome(ImageFormat.AVIF, onlyFtyp, 24)).isFalse();
  }

  private static boolean isBoxed(ImageFormat format) {
    return format == ImageFormat.AVIF || format == ImageFormat.HEIC;
  }

  private static boolean hasCome(ImageFormat format, byte[] bytes, int chunk) throws Exception {
    ImageEnd end = ImageEnd.of(format, false);
    Buffer sink = new Buffer().writeUtf8("what was read before");
    for (int at = 0; at < bytes.length; at += chunk) {
      int count = Math.min(chunk, bytes.length - at);
      sink.write(bytes, at, count);
      end.look(sink, count);
    }
    return end.hasCome();
  }

  /** Several scans, in which stuffing, filling and marks to resume at are frequent. */
  private static byte[] scans(Random random) {
    Buffer jpeg = new Buffer().write(latin("\u00ff\u00d8"));
    for (int scans = 1 + random.nextInt(3); scans > 0; scans--) {
      jpeg.write(latin("\u00ff\u00c4\0\u0006\u00ff\u00d9\u00ff\u00d9")); // a segment, not an end
      jpeg.write(latin("\u00ff\u00da\0\2"));
      for (int i = random.nextInt(3_000); i > 0; i--) {
        int dice = random.nextInt(20);
        if (dice == 0) {
          jpeg.write(latin("\u00ff\0"));
        } else if (dice == 1) {
          jpeg.writeByte(0xff).writeByte(0xd0 + random.nextInt(8));
        } else if (dice == 2) {
          jpeg.write(latin("\u00ff\u00ff\u00ff\0"));
        } else {
          jpeg.writeByte(random.nextInt(0xff));
        }
      }
    }
    return jpeg.write(latin("\u00ff\u00ff\u00d9")).readByteArray();
  }

  /** Its data has a length of 64 bits. */
  private static byte[] large(int length) {
    byte[] image = TestImages.boxes(length, "avif", "\0\0\0\1");
    byte[] size = new Buffer().writeLong(length - 48).readByteArray();
    System.arraycopy(size, 0, image, 56, 8);
    return image;
  }

  private static byte[] written(String format) throws Exception {
    java.awt.image.BufferedImage image =
        new java.awt.image.BufferedImage(90, 70, java.awt.image.BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 90 * 70; i++) image.setRGB(i % 90, i / 90, i * i * 31);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
