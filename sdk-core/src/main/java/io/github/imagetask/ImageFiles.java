package io.github.imagetask;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import okio.BufferedSource;
import okio.ByteString;

/** Writes files that are whole or absent, under names that are safe. */
final class ImageFiles {
  /**
   * So much is written at once: in the pieces that come, 8 KiB, a file takes up to twice as long.
   */
  static final int CHUNK = 1 << 16;

  private ImageFiles() {}

  /**
   * Saves a source as a file: beside its place first, then moved there. What is no file but can be
   * written to is written to, once the source has been read whole.
   *
   * @throws SaveFailedException if the file can't be written
   * @throws IOException if the source fails
   */
  static Path save(BufferedSource source, Path file, DownloadCall<?> call) throws IOException {
    SavePlace place = place(file);
    if (place.isOpened()) {
      writeTo(place.file(), source.readByteArray(), call);
    } else {
      replace(place, source, call);
    }
    return file;
  }

  /** A name for an image that no file system minds: {@code uniall-task_abc-0.png}. */
  static String name(ImageOrigin origin, int index, String extension) {
    String text = origin.name();
    StringBuilder safe = new StringBuilder(text.length());
    boolean changed = text.length() > 150;
    for (int i = 0; i < Math.min(150, text.length()); i++) {
      char c = text.charAt(i);
      boolean fine =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || (c == '.' && i > 0);
      safe.append(fine ? c : '_');
      changed |= !fine;
    }
    // Two ids must not share a name only because both were made safe.
    if (changed) safe.append('-').append(ByteString.encodeUtf8(text).sha256().hex(), 0, 8);
    return safe + "-" + index + "." + extension;
  }

  private static SavePlace place(Path file) throws IOException {
    try {
      if (file.getFileName() == null) throw new IOException("no file: " + file);
      return SavePlace.at(file);
    } catch (IOException e) {
      throw new SaveFailedException(e);
    }
  }

  /** Not bit by bit as the source comes: what has been written here can't be taken back. */
  private static void writeTo(Path opened, byte[] bytes, DownloadCall<?> call) throws IOException {
    // Appended, since what a process has open may be a file that has its own content.
    try (OutputStream out =
        Files.newOutputStream(opened, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      call.ifWanted(() -> {}); // opening a FIFO waits for its reader
      out.write(bytes);
    } catch (IOException e) {
      throw new SaveFailedException(e);
    }
  }

  private static void replace(SavePlace place, BufferedSource source, DownloadCall<?> call)
      throws IOException {
    Path part = Leftovers.beside(place.file());
    try {
      try (SeekableByteChannel channel = open(part)) {
        place.dress(part); // before it holds what the other one may have kept to itself
        drain(source, channel);
        force(channel);
      }
      call.ifWanted(() -> move(part, place.file()));
      forceFolder(place.file());
    } finally {
      deleteQuietly(part);
    }
  }

  private static void drain(BufferedSource source, SeekableByteChannel channel) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int filled = 0;
    while (true) {
      int read = source.read(chunk, filled, CHUNK - filled);
      if (read > 0) filled += read;
      if (read < 0 || filled == CHUNK) {
        write(channel, ByteBuffer.wrap(chunk, 0, filled));
        filled = 0;
      }
      if (read < 0) return;
    }
  }

  private static void write(SeekableByteChannel channel, ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        int ignored = channel.write(bytes);
      }
    } catch (IOException e) {
      throw new SaveFailedException(e);
    }
  }

  static SeekableByteChannel open(Path part) throws IOException {
    try {
      // Not createTempFile(), whose files only their owner may read.
      return Files.newByteChannel(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) { // names the temporary file, which tells nobody anything
      String folder = String.valueOf(part.getParent());
      throw new SaveFailedException(
          new NoSuchFileException(folder, null, "the folder doesn't exist"));
    } catch (IOException e) {
      throw new SaveFailedException(e);
    }
  }

  /** Without it a crash of the machine could leave the new name with nothing in it. */
  static void force(SeekableByteChannel channel) throws IOException {
    if (!(channel instanceof FileChannel)) return; // a file system that has no disk
    try {
      ((FileChannel) channel).force(true);
    } catch (IOException e) {
      throw new SaveFailedException(e);
    }
  }

  /** Makes the move last. Not all platforms open folders, and the file is there all the same. */
  static void forceFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !folder.getFileSystem().equals(FileSystems.getDefault())) return;
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows.
    }
  }

  static void move(Path part, Path file) throws IOException {
    try {
      try {
        // Both: a zip file's file system knows the first and replaces nothing without the second.
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new SaveFailedException(e);
    }
  }

  static void deleteQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // A leftover .part is ugly, but hiding why the download failed would be worse.
    }
  }
}
