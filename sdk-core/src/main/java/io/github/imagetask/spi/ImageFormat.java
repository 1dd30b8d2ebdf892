package io.github.imagetask.spi;

import org.jspecify.annotations.Nullable;

/** The image formats that are told by a content's first bytes. */
public enum ImageFormat {
  // In the first bytes \uffff is any byte.
  // spotless:off
  PNG ("png",  "image/png",  "\u0089PNG\r\n\u001a\n"),
  JPEG("jpg",  "image/jpeg", "\u00ff\u00d8\u00ff"),
  WEBP("webp", "image/webp", "RIFF\uffff\uffff\uffff\uffffWEBP"),
  GIF ("gif",  "image/gif",  "GIF8"),
  AVIF("avif", "image/avif", "\uffff\uffff\uffff\uffffftypavif"),
  HEIC("heic", "image/heic", "\uffff\uffff\uffff\uffffftyphei"),
  BMP ("bmp",  "image/bmp",  "BM\uffff\uffff\uffff\uffff\0\0\0\0"),
  TIFF("tiff", "image/tiff", "II*\0");
  // spotless:on

  /** How many first bytes {@link #of} wants to see. */
  public static final int HEAD = 16;

  private final String extension;
  private final String mediaType;
  private final String magic;

  ImageFormat(String extension, String mediaType, String magic) {
    this.extension = extension;
    this.mediaType = mediaType;
    this.magic = magic;
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
    if (head.length < magic.length()) return false;
    for (int i = 0; i < magic.length(); i++) {
      char c = magic.charAt(i);
      if (c != '\uffff' && c != (head[i] & 0xff)) return false;
    }
    return true;
  }
}
