package io.github.imagetask;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** What callers make of images: files, bytes and streams. */
final class ImageFetcher implements GeneratedImage.Fetcher {
  private static final int CHUNK = 1 << 13;

  private final Downloads downloads;
  private final Callbacks callbacks;
  private final Timer timer;
  private final Redactor redactor;
  private final Lifecycle lifecycle;

  ImageFetcher(
      Downloads downloads,
      Callbacks callbacks,
      Timer timer,
      Redactor redactor,
      Lifecycle lifecycle) {
    this.downloads = downloads;
    this.callbacks = callbacks;
    this.timer = timer;
    this.redactor = redactor;
    this.lifecycle = lifecycle;
  }

  @Override
  public Joinable<Path> save(GeneratedImage image, Path path, boolean intoFolder) {
    return joinable(
        downloads.start(
            image,
            false,
            (body, call) -> {
              if (intoFolder) Leftovers.remove(path);
              String extension = body.extension();
              Path file =
                  intoFolder
                      ? path.resolve(ImageFiles.name(image.origin(), image.index(), extension))
                      : path;
              return ImageFiles.save(body.source(), file, call);
            }));
  }

  @Override
  public Joinable<List<Path>> saveAll(List<GeneratedImage> images, Path folder) {
    SaveAllCall call = new SaveAllCall(images, image -> save(image, folder, true));
    return new Joinable<>(call.raw(), callbacks, call::abandon);
  }

  @Override
  public Joinable<byte[]> bytes(GeneratedImage image) {
    return joinable(downloads.start(image, false, (body, call) -> body.source().readByteArray()));
  }

  @Override
  public Joinable<ImageStream> open(GeneratedImage image) {
    return joinable(opening(image));
  }

  @Override
  public void copy(GeneratedImage image, OutputStream out) throws IOException {
    DownloadCall<ImageStream> call = opening(image);
    try (InputStream in = joinable(call).join();
        StreamWatchdog watch = new StreamWatchdog(timer, call)) {
      byte[] chunk = new byte[CHUNK];
      while (true) {
        int read;
        try {
          read = in.read(chunk);
        } catch (IOException e) {
          if (Thread.currentThread().isInterrupted()) throw DownloadCall.interrupted(image);
          if (lifecycle.isClosed()) throw image.origin().aborted("the client was closed");
          String text =
              watch.isOverdue()
                  ? "it took longer than " + Redactor.seconds(DownloadCall.LIMIT)
                  : "it broke off: " + redactor.failure(e);
          throw new DownloadException(image.origin(), image.index(), text, 0, e);
        }
        if (read < 0) return;
        if (Thread.currentThread().isInterrupted()) throw DownloadCall.interrupted(image);
        out.write(chunk, 0, read);
      }
    }
  }

  private DownloadCall<ImageStream> opening(GeneratedImage image) {
    return downloads.start(
        image,
        true,
        (body, call) ->
            new ImageStream(
                body.source().inputStream(),
                body.contentType(),
                body.contentLength(),
                redactor,
                call::closed));
  }

  private <T> Joinable<T> joinable(DownloadCall<T> call) {
    return new Joinable<>(call.raw(), callbacks, call::abandon);
  }
}
