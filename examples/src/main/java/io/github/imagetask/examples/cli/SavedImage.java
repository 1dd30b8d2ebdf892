package io.github.imagetask.examples.cli;

import io.github.imagetask.GeneratedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An image of a task and, once it is saved, its file.
 *
 * @param url the gateway's; null if the image came inside its answer
 * @param width null if the format isn't one that the JDK reads, such as webp
 */
record SavedImage(
    @Nullable String url,
    @Nullable Path path,
    @Nullable Long bytes,
    @Nullable Integer width,
    @Nullable Integer height) {

  /** Images that are not saved yet. */
  static List<SavedImage> unsaved(List<GeneratedImage> images) {
    List<SavedImage> unsaved = new ArrayList<>();
    for (GeneratedImage image : images) {
      unsaved.add(new SavedImage(image.url(), null, null, null, null));
    }
    return unsaved;
  }

  static SavedImage of(@Nullable String url, Path file) {
    try {
      return read(url, file);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read what was saved: " + e.getMessage(), e);
    }
  }

  private static SavedImage read(@Nullable String url, Path file) throws IOException {
    long bytes = Files.size(file);
    try (InputStream in = Files.newInputStream(file);
        ImageInputStream header = new MemoryCacheImageInputStream(in)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(header);
      if (!readers.hasNext()) return new SavedImage(url, file, bytes, null, null);
      ImageReader reader = readers.next();
      try {
        reader.setInput(header, true, true); // reads the header, decodes nothing
        return new SavedImage(url, file, bytes, reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    }
  }

  /** The files' absolute paths. */
  static List<String> files(List<SavedImage> images) {
    List<String> files = new ArrayList<>();
    for (SavedImage image : images) {
      if (image.path() != null) files.add(image.path().toAbsolutePath().normalize().toString());
    }
    return files;
  }

  /** Such as {@code 1024x768, 12.3 KB; 1024x768, 11.8 KB}. */
  static String measures(List<SavedImage> images) {
    return images.stream().map(SavedImage::measures).collect(Collectors.joining("; "));
  }

  /** Such as {@code 1024x768, 12.3 KB}. */
  String measures() {
    String size = bytes == null ? "" : Text.bytes(bytes);
    return width == null ? size : width + "x" + height + ", " + size;
  }
}
