package io.github.imagetask;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an image as they come, with what storage wants to know beforehand. Not thread-safe;
 * closed by whoever opened it. Reading blocks: not for Android's main thread.
 */
public final class ImageStream extends FilterInputStream {
  private final String contentType;
  private final long contentLength;
  private final Redactor redactor;
  private final End end;
  private @Nullable IOException failure;

  /** Told once the stream is closed. */
  interface End {
    /**
     * Called for each close.
     *
     * @param failure what reading failed with, or null
     */
    void closed(@Nullable IOException failure);
  }

  ImageStream(InputStream in, String contentType, long contentLength, Redactor redactor, End end) {
    super(in);
    this.contentType = contentType;
    this.contentLength = contentLength;
    this.redactor = redactor;
    this.end = end;
  }

  /**
   * The media type that the first bytes ask for, such as {@code image/png}; {@code
   * application/octet-stream} for a format that isn't known. What a server calls it doesn't count.
   */
  public String contentType() {
    return contentType;
  }

  /**
   * How many bytes the image has, or -1 if that isn't known before it has come: its server doesn't
   * say, or packs it.
   */
  public long contentLength() {
    return contentLength;
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private IOException failed(IOException e) {
    IOException cleaned = redactor.cleaned(e);
    failure = cleaned;
    return cleaned;
  }

  @Override
  public void close() throws IOException {
    end.closed(failure);
    super.close();
  }
}
