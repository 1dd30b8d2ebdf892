package io.github.imagetask;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image that a request starts from: a URL that the gateway fetches, or a file or bytes that are
 * uploaded. Which of them a gateway takes, and how many, stands in its module.
 *
 * <p>Immutable, and usable for any number of submits; a file is read at each submit. Two images are
 * equal if their URLs are the same text, their files the same path, or their bytes the same.
 */
public abstract class ReferenceImage {
  ReferenceImage() {} // package-private: these three kinds are all there are

  /**
   * Returns an image that the gateway fetches itself.
   *
   * @param url an http or https URL that the gateway can reach, sent as written
   * @throws IllegalArgumentException if it doesn't start with {@code http://} or {@code https://}
   */
  public static ReferenceImage url(String url) {
    Objects.requireNonNull(url, "url == null");
    if (!url.regionMatches(true, 0, "http://", 0, 7)
        && !url.regionMatches(true, 0, "https://", 0, 8)) {
      throw new IllegalArgumentException(
          "a reference image's URL starts with http:// or https://;"
              + " for a local image use ReferenceImage.file(path) or .bytes(content)");
    }
    return new Url(url);
  }

  /** Returns an image that is uploaded from a file. */
  public static ReferenceImage file(Path file) {
    return new LocalFile(Objects.requireNonNull(file, "file == null"));
  }

  /** Returns an image that is uploaded from memory; the content is copied. */
  public static ReferenceImage bytes(byte[] content) {
    return new Bytes(Objects.requireNonNull(content, "content == null").clone());
  }

  /** The URL as given, or null if the image is uploaded. */
  public @Nullable String url() {
    return null;
  }

  /** Whether the image is uploaded: a file or bytes. */
  public final boolean isUpload() {
    return url() == null;
  }

  /**
   * The size of an upload in bytes.
   *
   * @throws IOException if the file can't be read
   */
  public abstract long length() throws IOException;

  /**
   * Opens an upload's content; the caller closes it.
   *
   * @throws IOException if the file can't be read
   */
  public abstract InputStream open() throws IOException;

  private static final class Url extends ReferenceImage {
    private final String url;

    Url(String url) {
      this.url = url;
    }

    @Override
    public String url() {
      return url;
    }

    @Override
    public long length() throws IOException {
      throw new IOException("an image given as URL has no local content");
    }

    @Override
    public InputStream open() throws IOException {
      throw new IOException("an image given as URL has no local content");
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Url && ((Url) other).url.equals(url);
    }

    @Override
    public int hashCode() {
      return url.hashCode();
    }

    @Override
    public String toString() {
      return "image at a URL"; // which may be signed
    }
  }

  private static final class LocalFile extends ReferenceImage {
    private final Path file;

    LocalFile(Path file) {
      this.file = file;
    }

    @Override
    public long length() throws IOException {
      if (!Files.isRegularFile(file)) throw new IOException("no such file: " + file);
      return Files.size(file);
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof LocalFile && ((LocalFile) other).file.equals(file);
    }

    @Override
    public int hashCode() {
      return file.hashCode();
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  private static final class Bytes extends ReferenceImage {
    private final byte[] content;

    Bytes(byte[] content) {
      this.content = content;
    }

    @Override
    public long length() {
      return content.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(content);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bytes && Arrays.equals(((Bytes) other).content, content);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
      return content.length + " bytes";
    }
  }
}
