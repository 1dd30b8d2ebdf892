package io.github.imagetask;

import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One image of a finished task: at a URL of the gateway's, or inline in its answer; the methods
 * work alike on both.
 *
 * <p>A download is checked: its length, the client's {@code maxImageBytes}, that it is an image and
 * not a page of text, and that the image's own end has come. Its bytes decide before any {@code
 * Content-Type} or {@code Content-Encoding}; gzip is unpacked. What fails in passing is tried again
 * from the start after 1, 2, 4 and 8 s: an image that is cut short, a name that isn't resolved, an
 * answer that says the image is still being made. A URL that doesn't work (401, 403, 404, 410, or
 * 400 with the word that something has expired) is replaced by a fresh one that the task is asked
 * for, at once the first time and then after the same pauses, since storage may be some seconds
 * behind its gateway. Redirects are followed, at most five, and every address on the way is judged.
 * An image stays usable as long as its client is open.
 *
 * <p>What saves, copies or opens an image without returning a future blocks its thread: not for
 * Android's main thread.
 */
public final class GeneratedImage {
  private final Fetcher downloads;
  private final ImageOrigin origin;
  private final int index;
  private final Reading.Image source;

  /** What fetches images. */
  interface Fetcher {
    /**
     * Saves an image.
     *
     * @param intoFolder whether the path is a folder, and the name is made of key, index and format
     */
    Joinable<Path> save(GeneratedImage image, Path path, boolean intoFolder);

    /** Saves images of one task into a folder, one after another. */
    Joinable<List<Path>> saveAll(List<GeneratedImage> images, Path folder);

    Joinable<byte[]> bytes(GeneratedImage image);

    /** Opens an image; what limits a stall still holds while it is read. */
    Joinable<ImageStream> open(GeneratedImage image);

    /** Copies an image on the caller's thread: the stream is hers. */
    void copy(GeneratedImage image, OutputStream out) throws IOException;
  }

  GeneratedImage(Fetcher downloads, ImageOrigin origin, int index, Reading.Image source) {
    this.downloads = downloads;
    this.origin = origin;
    this.index = index;
    this.source = source;
  }

  /** Which image of the task, counted from 0. */
  public int index() {
    return index;
  }

  /**
   * The URL as the gateway wrote it, or null if the image is inline. It may be signed or need the
   * gateway's key: treat it as a secret, and prefer the methods here for fetching it.
   */
  public @Nullable String url() {
    return source.url();
  }

  /** Whether the gateway's answer itself held the image. */
  public boolean isInline() {
    return source.bytes() != null;
  }

  /** When the URL stops to work by the gateway's clock, or null if the gateway doesn't say. */
  public @Nullable Instant expiresAt() {
    return source.expiresAt();
  }

  /**
   * Saves the image as a file: the whole file or none. It is written beside its place under a
   * temporary name ({@code .imagetask-….part}), forced to disk and then moved; a missing folder is
   * not created. An existing file is replaced and keeps its mode and, where that is permitted, its
   * owner; of a symbolic link the target is replaced, not the link. A device, a FIFO or {@code
   * /dev/stdout} is written to, once the whole image has come and is held in memory.
   *
   * @return {@code file}
   * @throws DownloadException if it can't be fetched or saved
   * @throws WaitAbortedException if the thread is interrupted
   * @throws IllegalStateException if the client is closed
   */
  public Path saveTo(Path file) {
    return downloads.save(this, Objects.requireNonNull(file, "file == null"), false).join();
  }

  /**
   * Saves the image as a file; no thread waits. The future fails with what {@link #saveTo} throws;
   * cancelling it stops the download and leaves no file, but one that was whole by then.
   *
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<Path> saveToAsync(Path file) {
    return downloads.save(this, Objects.requireNonNull(file, "file == null"), false).future();
  }

  /**
   * Saves the image into a folder that exists, under a name made of the task's key, its index and
   * the extension that its bytes ask for: {@code uniall-task_abc-0.png}. Otherwise as {@link
   * #saveTo}. Temporary files older than a day, which processes that were killed have left in the
   * folder, are removed.
   *
   * @return the file
   */
  public Path saveInto(Path folder) {
    return downloads.save(this, Objects.requireNonNull(folder, "folder == null"), true).join();
  }

  /**
   * Saves the image into a folder, as {@link #saveInto} does; no thread waits. Cancelling the
   * future stops the download and leaves no file, but one that was whole by then.
   *
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<Path> saveIntoAsync(Path folder) {
    return downloads.save(this, Objects.requireNonNull(folder, "folder == null"), true).future();
  }

  /**
   * The image's bytes.
   *
   * @throws DownloadException if it can't be fetched
   * @throws WaitAbortedException if the thread is interrupted
   * @throws IllegalStateException if the client is closed
   */
  public byte[] bytes() {
    return downloads.bytes(this).join();
  }

  /**
   * Fetches the image's bytes; no thread waits. Cancelling the future stops the download.
   *
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<byte[]> bytesAsync() {
    return downloads.bytes(this).future();
  }

  /**
   * Writes the image to a stream, which stays open, on the caller's thread. After the first byte
   * nothing is tried again.
   *
   * @throws DownloadException if it can't be fetched, or takes longer than 10 min
   * @throws WaitAbortedException if the thread is interrupted or the client closed
   * @throws IOException if the stream fails
   * @throws IllegalStateException if the client is closed
   */
  public void writeTo(OutputStream out) throws IOException {
    Objects.requireNonNull(out, "out == null");
    downloads.copy(this, out);
  }

  /**
   * Opens the image as a stream that the caller closes; there is no limit on how long it may be
   * read, only on how long it may stall. Reading fails with an {@link IOException} if the image is
   * cut short or too large; the end of the stream is the end of a whole image. Media type and, if
   * it is known, length are there from the start, as storage asks for them.
   *
   * @throws DownloadException if it can't be fetched
   * @throws WaitAbortedException if the thread is interrupted
   * @throws IllegalStateException if the client is closed
   */
  public ImageStream openStream() {
    return downloads.open(this).join();
  }

  /**
   * Whether the other is the same image of the same task, at the same URL with the same expiry or
   * with the same inline content. A URL that the gateway signed anew makes another image.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof GeneratedImage)) return false;
    GeneratedImage that = (GeneratedImage) other;
    return index == that.index
        && origin.equals(that.origin)
        && Objects.equals(source.url(), that.source.url())
        && Objects.equals(source.expiresAt(), that.source.expiresAt())
        && Arrays.equals(source.bytes(), that.source.bytes());
  }

  @Override
  public int hashCode() {
    return Objects.hash(origin, index, source.url()); // not of megabytes
  }

  /** The index and whether it is inline; no URL, which may be signed. */
  @Override
  public String toString() {
    return "GeneratedImage{" + origin + "#" + index + (isInline() ? ", inline}" : "}");
  }

  /** The same image, of this origin. */
  GeneratedImage from(ImageOrigin other) {
    return new GeneratedImage(downloads, other, index, source);
  }

  Fetcher fetcher() {
    return downloads;
  }

  ImageOrigin origin() {
    return origin;
  }

  Reading.Image source() {
    return source;
  }
}
