package io.github.imagetask.testing.fake;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The images of tasks, painted when they are first asked for and kept while memory lasts. The same
 * prompt, size, format and index give the same bytes. Safe for use by many threads.
 */
final class Images {
  static final String PNG = "png";
  static final String JPEG = "jpeg";

  private static final int MAX_KEPT = 256;

  private final Map<String, SoftReference<byte[]>> kept = new ConcurrentHashMap<>();

  /** A picture of 8 megapixels takes 32 MB while it is painted: no more at once than processors. */
  private final Semaphore painters = new Semaphore(Runtime.getRuntime().availableProcessors());

  byte[] bytes(TaskSpec spec, int index) {
    String size = spec.width + "x" + spec.height;
    String key = spec.format + ' ' + size + ' ' + index + ' ' + spec.edit + ' ' + spec.prompt;
    byte[] bytes = kept(key);
    if (bytes != null) {
      return bytes;
    }
    painters.acquireUninterruptibly();
    try {
      bytes = kept(key); // painted while we stood in line?
      if (bytes == null) {
        bytes = encode(new Painter(spec, index).paint(), spec.format);
        keep(key, bytes);
      }
      return bytes;
    } finally {
      painters.release();
    }
  }

  private byte @Nullable [] kept(String key) {
    SoftReference<byte[]> reference = kept.get(key);
    return reference == null ? null : reference.get();
  }

  private void keep(String key, byte[] bytes) {
    if (kept.size() >= MAX_KEPT) {
      kept.clear();
    }
    kept.put(key, new SoftReference<>(bytes));
  }

  private static byte[] encode(BufferedImage image, String format) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
