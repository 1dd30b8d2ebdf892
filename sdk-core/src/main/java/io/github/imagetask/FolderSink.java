package io.github.imagetask;

import io.github.imagetask.spi.ImageFormat;
import io.github.imagetask.spi.ImageSink;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private final List<Path> files = new ArrayList<>();
  private @Nullable Part current; // the one on its way

  FolderSink(Path folder, ImageOrigin origin) {
    this.folder = folder;
    this.origin = origin.streamed();
  }

  /**
   * Tries whether files can be made there, before anything is paid for.
   *
   * @throws IOException if they can't
   */
  void probe() throws IOException {
    Leftovers.remove(folder);
    new Part(Leftovers.beside(folder.resolve("x"))).discard();
  }

  /** Throws away what was cut short. */
  void end() {
    if (current != null) current.discard();
    current = null;
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
    end();
    Part next = new Part(Leftovers.beside(folder.resolve("x")));
    current = next;
    return next;
  }

  /**
   * Sorts the images of an answer that was read whole. What came as an image and is none of them,
   * such as a model's thought on the way, is taken away again.
   */
  Saved saved(Reading reading, DirectResult result) {
    List<@Nullable Path> all = new ArrayList<>();
    List<GeneratedImage> rest = new ArrayList<>();
    for (int i = 0; i < reading.images().size(); i++) {
      Integer streamed = reading.images().get(i).streamed();
      if (streamed == null) rest.add(result.images().get(i));
      all.add(streamed == null ? null : files.get(streamed));
    }
    for (Path file : files) {
      if (!all.contains(file)) ImageFiles.deleteQuietly(file);
    }
    return new Saved(all, rest);
  }

  /** One image on its way. */
  private final class Part extends ForwardingSink {
    private final Path part;
    private final SeekableByteChannel channel;
    private final Buffer head = new Buffer();

    Part(Path part) throws IOException {
      this(part, ImageFiles.open(part));
    }

    private Part(Path part, SeekableByteChannel channel) {
      super(Okio.sink(Channels.newOutputStream(channel)));
      this.part = part;
      this.channel = channel;
    }

    @Override
    public void write(Buffer source, long byteCount) throws IOException {
      long more = Math.min(ImageFormat.HEAD - head.size(), byteCount);
      source.copyTo(head, 0, more);
      try {
        super.write(source, byteCount);
      } catch (IOException e) {
        throw new SaveFailedException(e);
      }
    }

    /** All of it is there: it gets its name. */
    @Override
    public void close() throws IOException {
      ImageFormat format = ImageFormat.of(head.readByteArray());
      String extension = format == null ? "bin" : format.extension();
      Path file = folder.resolve(ImageFiles.name(origin, files.size(), extension));
      try {
        ImageFiles.force(channel);
        channel.close();
        ImageFiles.move(part, file);
      } catch (SaveFailedException e) {
        throw e;
      } catch (IOException e) {
        throw new SaveFailedException(e);
      } finally {
        end();
      }
      ImageFiles.forceFolder(file);
      files.add(file);
    }

    void discard() {
      try {
        channel.close();
      } catch (IOException e) {
        // It is thrown away.
      }
      ImageFiles.deleteQuietly(part);
    }
  }
}
