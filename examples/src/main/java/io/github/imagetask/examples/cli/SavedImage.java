package io.github.imagetask.examples.cli;

import io.github.imagetask.GeneratedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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

  /** Images with their files. */
  static List<SavedImage> saved(List<GeneratedImage> images, List<Path> files) throws IOException {
    List<SavedImage> saved = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) saved.add(of(images.get(i).url(), files.get(i)));
    return saved;
  }

  static SavedImage of(@Nullable String url, Path file) throws IOException {
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

  /** Such as {@code 1024x768, 12.3 KB}. */
  String measures() {
    String size = bytes == null ? "" : Text.bytes(bytes);
    return width == null ? size : width + "x" + height + ", " + size;
  }
}
