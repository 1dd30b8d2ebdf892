package io.github.imagetask.spi;

import org.jspecify.annotations.Nullable;

/** The image formats that are told by a content's first bytes. */
public enum ImageFormat {
  // spotless:off
  PNG ("png",  "image/png",  0, "\u0089PNG\r\n\u001a\n"),
  JPEG("jpg",  "image/jpeg", 0, "\u00ff\u00d8\u00ff"),
  WEBP("webp", "image/webp", 8, "WEBP"),
  GIF ("gif",  "image/gif",  0, "GIF8"),
  AVIF("avif", "image/avif", 4, "ftypavif"),
  HEIC("heic", "image/heic", 4, "ftyphei"),
  BMP ("bmp",  "image/bmp",  0, "BM"),
  TIFF("tiff", "image/tiff", 0, "II*\u0000");
  // spotless:on

  /** How many first bytes {@link #of} wants to see. */
  public static final int HEAD = 16;

  private final String extension;
  private final String mediaType;
  private final int offset;
  private final String magic;

  ImageFormat(String extension, String mediaType, int offset, String magic) {
    this.extension = extension;
    this.mediaType = mediaType;
    this.offset = offset;
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
    if (head.length < offset + magic.length()) return false;
    for (int i = 0; i < magic.length(); i++) {
      if ((head[offset + i] & 0xff) != magic.charAt(i)) return false;
    }
    return true;
  }
}
