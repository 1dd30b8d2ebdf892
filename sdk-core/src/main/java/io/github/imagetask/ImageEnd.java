package io.github.imagetask;

import io.github.imagetask.spi.ImageFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Whether an image's own end has come, told from its bytes as they pass. */
final class ImageEnd {
  private static final int TAIL = 64;

  // What isn't in the table has no end that shows: a TIFF's parts lie anywhere.
  // A GIF without its trailer and a BMP of another length than it says are common and readable:
  // they are doubted only where HTTP itself doesn't tell that all has come.
  // spotless:off
  private static final Map<ImageFormat, Rule> RULES = table(
    //   format            its parts                       or its last bytes      doubted
    rule(ImageFormat.PNG,  PngWalk::new,                   "IEND\u00aeB`\u0082",  true),
    rule(ImageFormat.JPEG, JpegWalk::new,                  "\u00ff\u00d9",        true),
    rule(ImageFormat.WEBP, () -> new LengthWalk(4, 4, 8),  null,                  true),
    rule(ImageFormat.AVIF, BoxWalk::new,                   null,                  true),
    rule(ImageFormat.HEIC, BoxWalk::new,                   null,                  true),
    rule(ImageFormat.BMP,  () -> new LengthWalk(2, 4, 0),  null,                  false),
    rule(ImageFormat.GIF,  null,                           ";",                   false));
  // spotless:on

  private final @Nullable ContainerWalk walk;
  private final @Nullable String marker;
  private final byte[] tail = new byte[TAIL];
  private int kept;

  /** Shown each array that a buffer consists of: a copy in another buffer would share them. */
  private final OutputStream pieces =
      new OutputStream() {
        @Override
        public void write(int b) {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
          if (walk != null) walk.read(bytes, offset, offset + count);
          if (marker != null) keep(bytes, offset + count, count);
        }
      };

  private ImageEnd(Rule rule) {
    walk = rule.walk == null ? null : rule.walk.get();
    marker = rule.marker;
  }

  /**
   * The end of a format, or null if there is nothing to look for.
   *
   * @param told whether HTTP itself tells that all has come
   */
  static @Nullable ImageEnd of(@Nullable ImageFormat format, boolean told) {
    Rule rule = format == null ? null : RULES.get(format);
    return rule == null || (told && !rule.always) ? null : new ImageEnd(rule);
  }

  /** Looks at the last bytes of a buffer, and leaves them there. */
  void look(Buffer buffer, long count) throws IOException {
    buffer.copyTo(pieces, buffer.size() - count, count);
  }

  /** Whether the image is whole, if nothing follows. */
  boolean hasCome() {
    // Where the parts can't be followed, as some writers' can't, the marker is still the marker.
    if (walk != null && !walk.isLost()) return walk.isWhole();
    if (marker == null) return false;
    String text = new String(tail, 0, kept, StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf(marker);
    return at >= 0 && (marker.length() > 1 || isPadding(text.substring(at + 1)));
  }

  /** Keeps the last bytes of all that have passed. */
  private void keep(byte[] bytes, int end, int count) {
    int more = Math.min(count, TAIL);
    int old = Math.min(kept, TAIL - more);
    System.arraycopy(tail, kept - old, tail, 0, old);
    System.arraycopy(bytes, end - more, tail, old, more);
    kept = old + more;
  }

  /** One byte is no marker unless it is the last one. */
  private static boolean isPadding(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != 0) return false;
    }
    return true;
  }

  private static Rule rule(
      ImageFormat format,
      @Nullable Supplier<ContainerWalk> walk,
      @Nullable String marker,
      boolean always) {
    return new Rule(format, walk, marker, always);
  }

  private static Map<ImageFormat, Rule> table(Rule... rules) {
    Map<ImageFormat, Rule> table = new EnumMap<>(ImageFormat.class);
    for (Rule rule : rules) table.put(rule.format, rule);
    return table;
  }

  private static final class Rule {
    final ImageFormat format;
    final @Nullable Supplier<ContainerWalk> walk;
    final @Nullable String marker;

    /** Whether an image without its end is cut even where HTTP tells that all has come. */
    final boolean always;

    Rule(
        ImageFormat format,
        @Nullable Supplier<ContainerWalk> walk,
        @Nullable String marker,
        boolean always) {
      this.format = format;
      this.walk = walk;
      this.marker = marker;
      this.always = always;
    }
  }
}
