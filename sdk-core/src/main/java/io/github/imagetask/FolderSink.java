package io.github.imagetask;

import io.github.imagetask.spi.ImageFormat;
import io.github.imagetask.spi.ImageSink;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import okio.Buffer;
import okio.ForwardingSink;
import okio.Okio;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Streams the images of one answer into files of a folder as they come: each is whole or absent.
 * Used by one thread after another.
 */
final class FolderSink implements ImageSink {
  private final Path folder;
  private final ImageOrigin origin;
  private final List<@Nullable Path> files = new ArrayList<>();

  FolderSink(Path folder, ImageOrigin origin) {
    this.folder = folder;
    this.origin = origin;
  }

  /** What is in files, and what is still to be put into some. */
  static final class Saved {
    private final List<@Nullable Path> files;
    private final List<GeneratedImage> rest;

    private Saved(List<@Nullable Path> files, List<GeneratedImage> rest) {
      this.files = files;
      this.rest = rest;
    }

    /** The files in the images' order; null in the place of each of the rest. */
    List<@Nullable Path> files() {
      return files;
    }

    /** The images that came by URL, or were too small to be streamed. */
    List<GeneratedImage> rest() {
      return rest;
    }
  }

  @Override
  public Sink next(int number) throws IOException {
    if (number == 0) Leftovers.remove(folder);
    Path part = Leftovers.beside(folder.resolve("x"));
    SeekableByteChannel channel = ImageFiles.open(part);
    return new Part(part, channel);
  }

  /** Sorts the images of an answer that was read whole. */
  Saved saved(Reading reading, DirectResult result) {
    List<@Nullable Path> all = new ArrayList<>();
    List<GeneratedImage> rest = new ArrayList<>();
    for (int i = 0; i < reading.images().size(); i++) {
      Integer streamed = reading.images().get(i).streamed();
      Path file = streamed == null ? null : files.get(streamed);
      if (streamed == null) rest.add(result.images().get(i));
      if (streamed == null || file != null) all.add(file); // else it was no image
    }
    return new Saved(all, rest);
  }

  /** One image on its way. */
  private final class Part extends ForwardingSink {
    private final Path part;
    private final SeekableByteChannel channel;
    private byte[] head = new byte[0];
    private boolean isClosed;

    Part(Path part, SeekableByteChannel channel) {
      super(Okio.sink(Channels.newOutputStream(channel)));
      this.part = part;
      this.channel = channel;
    }

    @Override
    public void write(Buffer source, long byteCount) throws IOException {
      if (head.length < ImageFormat.HEAD) {
        int have = head.length;
        int more = (int) Math.min(ImageFormat.HEAD - have, byteCount);
        head = Arrays.copyOf(head, have + more);
        for (int i = 0; i < more; i++) head[have + i] = source.getByte(i);
      }
      try {
        super.write(source, byteCount);
      } catch (IOException e) {
        throw new ImageTarget.FailedException(e);
      }
    }

    /** All of it is there: it gets its name, if it is an image. */
    @Override
    public void close() throws IOException {
      if (isClosed) return;
      isClosed = true;
      ImageFormat format = ImageFormat.of(head);
      try {
        if (format != null) ImageFiles.force(channel);
        super.close();
        Path file = null;
        if (format != null) {
          file = folder.resolve(ImageFiles.name(origin, files.size(), format.extension()));
          ImageFiles.move(part, file);
          ImageFiles.forceFolder(file);
        }
        files.add(file);
      } finally {
        ImageFiles.deleteQuietly(part);
      }
    }
  }
}
