package io.github.imagetask.spi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The image formats that are told by a content's first bytes. */
public enum ImageFormat {
  // In the first bytes \uffff is any byte.
  // spotless:off
  PNG ("png",  "image/png",  "\u0089PNG\r\n\u001a\n"),
  JPEG("jpg",  "image/jpeg", "\u00ff\u00d8\u00ff"),
  WEBP("webp", "image/webp", "RIFF\uffff\uffff\uffff\uffffWEBP"),
  GIF ("gif",  "image/gif",  "GIF8"),
  AVIF("avif", "image/avif", Brands.of("avi")), // avif, avis
  HEIC("heic", "image/heic", Brands.of("hei", "hev")), // heic, heix, heim, heis, hevc, hevx
  BMP ("bmp",  "image/bmp",  "BM\uffff\uffff\uffff\uffff\0\0\0\0"),
  TIFF("tiff", "image/tiff", "II*\0", "MM\0*");
  // spotless:on

  /** How many first bytes {@link #of} wants to see. */
  public static final int HEAD = 40;

  private final String extension;
  private final String mediaType;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  private final String[] magics;

  ImageFormat(String extension, String mediaType, String... magics) {
    this.extension = extension;
    this.mediaType = mediaType;
    this.magics = magics;
  }

  /** Returns the format of content that starts with these bytes, or null if it is none of these. */
  public static @Nullable ImageFormat of(byte[] head) {
    for (ImageFormat format : values()) {
      if (format.matches(head)) return format;
    }
    return null;
  }

  /** The usual file extension, without a dot. */
  public String extension() {
    return extension;
  }

  /** The media type, such as {@code image/png}. */
  public String mediaType() {
    return mediaType;
  }

  private boolean matches(byte[] head) {
    for (String magic : magics) {
      if (startsWith(head, magic)) return true;
    }
    return false;
  }

  private static boolean startsWith(byte[] head, String magic) {
    if (head.length < magic.length()) return false;
    for (int i = 0; i < magic.length(); i++) {
      char c = magic.charAt(i);
      if (c != '\uffff' && c != (head[i] & 0xff)) return false;
    }
    return true;
  }

  /** How a file of boxes (ISO/IEC 23008-12) says what it holds. */
  private static final class Brands {
    private static final String FTYP = "\uffff\uffff\uffff\uffffftyp";
    private static final String ANY = "\uffff\uffff\uffff\uffff";

    /** As its major brand, or as one of five compatible ones of a file that is merely an image. */
    static String[] of(String... brands) {
      List<String> magics = new ArrayList<>();
      for (String brand : brands) {
        magics.add(FTYP + brand);
        StringBuilder compatible = new StringBuilder(ANY);
        for (int i = 0; i < 5; i++) {
          magics.add(FTYP + "mif1" + compatible + brand);
          magics.add(FTYP + "msf1" + compatible + brand);
          compatible.append(ANY);
        }
      }
      return magics.toArray(new String[0]);
    }
  }
}
