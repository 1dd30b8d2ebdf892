package io.github.imagetask;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okio.BufferedSource;

/** Fetches images of a client's tasks, and knows which fetches are under way. */
final class Downloads {
  private static final int CHUNK = 1 << 13;

  private final Engine<?> engine;
  private final long maxImageBytes;
  private final Set<DownloadCall<?>> calls = ConcurrentHashMap.newKeySet();

  Downloads(Engine<?> engine, long maxImageBytes) {
    this.engine = engine;
    this.maxImageBytes = maxImageBytes;
  }

  /**
   * Saves an image.
   *
   * @param intoFolder whether the path is a folder, and the name is made of key, index and format
   */
  Joinable<Path> save(GeneratedImage image, Path path, boolean intoFolder) {
    return pending(
        start(
            image,
            false,
            (body, call) -> {
              if (intoFolder) Leftovers.remove(path);
              String extension = body.extension();
              Path file =
                  intoFolder
                      ? path.resolve(ImageFiles.name(image.key(), image.index(), extension))
                      : path;
              return ImageFiles.save(body.source(), file, call);
            }));
  }

  Joinable<byte[]> bytes(GeneratedImage image) {
    return pending(start(image, false, (body, call) -> body.source().readByteArray()));
  }

  /** Opens an image; what limits a stall still holds while it is read. */
  Joinable<InputStream> open(GeneratedImage image) {
    return pending(opening(image));
  }

  private DownloadCall<InputStream> opening(GeneratedImage image) {
    return start(
        image,
        true,
        (body, call) ->
            new FilterInputStream(body.source().inputStream()) {
              @Override
              public int read() throws IOException {
                try {
                  return super.read();
                } catch (IOException e) {
                  throw engine.texts().cleaned(e);
                }
              }

              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                try {
                  return super.read(bytes, offset, length);
                } catch (IOException e) {
                  throw engine.texts().cleaned(e);
                }
              }

              @Override
              public void close() throws IOException {
                ended(call);
                super.close();
              }
            });
  }

  /** Copies an image on the caller's thread: the stream is hers. */
  void copy(GeneratedImage image, OutputStream out) throws IOException {
    DownloadCall<InputStream> call = opening(image);
    try (InputStream in = pending(call).join();
        StreamWatchdog watch = new StreamWatchdog(engine, call)) {
      byte[] chunk = new byte[CHUNK];
      while (true) {
        int read;
        try {
          read = in.read(chunk);
        } catch (IOException e) {
          if (Thread.currentThread().isInterrupted()) throw interrupted(image.key());
          if (engine.isClosed()) throw closed(image.key());
          String text =
              watch.isOverdue()
                  ? "it took longer than " + Redactor.seconds(DownloadCall.LIMIT)
                  : "it broke off: " + engine.texts().failure(e);
          throw new DownloadException(image.key(), image.index(), text, 0, e);
        }
        if (read < 0) return;
        if (Thread.currentThread().isInterrupted()) throw interrupted(image.key());
        out.write(chunk, 0, read);
      }
    }
  }

  /** Ends all fetches because the client closes. */
  void abort() {
    for (DownloadCall<?> call : calls) call.abort();
  }

  void ended(DownloadCall<?> call) {
    calls.remove(call);
  }

  static WaitAbortedException interrupted(TaskKey key) {
    String text = "the download was interrupted; the image can be fetched again";
    return new WaitAbortedException(key.gateway(), key, text, null);
  }

  static WaitAbortedException closed(TaskKey key) {
    String text = "the client was closed; the task's key takes it up again";
    return new WaitAbortedException(key.gateway(), key, text, null);
  }

  private <T> DownloadCall<T> start(GeneratedImage image, boolean streams, ImageTarget<T> to) {
    engine.checkOpen();
    DownloadCall<T> call = new DownloadCall<>(engine, this, image, maxImageBytes, streams, to);
    calls.add(call);
    call.start();
    if (engine.isClosed()) call.abort();
    return call;
  }

  private <T> Joinable<T> pending(DownloadCall<T> call) {
    return engine.pending(call.raw(), call::abandon);
  }

  /** Reads all of a source, for a target that has its own place for it. */
  static void drain(BufferedSource source, OutputStream out) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int read = source.read(chunk); read >= 0; read = source.read(chunk)) {
      try {
        out.write(chunk, 0, read);
      } catch (IOException e) {
        throw new ImageTarget.FailedException(e);
      }
    }
  }
}
