package io.github.imagetask;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import okio.BufferedSource;
import okio.ByteString;

/** Writes files that are whole or absent, under names that are safe. */
final class ImageFiles {
  private ImageFiles() {}

  /**
   * Saves a source as a file: beside its place first, then moved there.
   *
   * @throws ImageTarget.FailedException if the file can't be written
   * @throws IOException if the source fails
   */
  static Path save(BufferedSource source, Path file, DownloadCall<?> call) throws IOException {
    Path name = file.getFileName();
    if (name == null) throw new ImageTarget.FailedException(new IOException("no file: " + file));
    // Not createTempFile(), whose files only their owner may read. Not the file's own name in it,
    // which may be as long as the file system allows.
    Path part = file.resolveSibling(".imagetask-" + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out = open(part)) {
        Downloads.drain(source, out);
      }
      call.ifWanted(() -> move(part, file));
      return file;
    } finally {
      deleteQuietly(part);
    }
  }

  /** A name for an image that no file system minds: {@code uniall-task_abc-0.png}. */
  static String name(TaskKey key, int index, String extension) {
    String text = key.gateway() + "-" + (key.kind() == null ? "" : key.kind() + "-") + key.id();
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

  private static OutputStream open(Path part) throws IOException {
    try {
      return Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) { // names the temporary file, which tells nobody anything
      String folder = String.valueOf(part.getParent());
      throw new ImageTarget.FailedException(
          new NoSuchFileException(folder, null, "the folder doesn't exist"));
    } catch (IOException e) {
      throw new ImageTarget.FailedException(e);
    }
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new ImageTarget.FailedException(e);
    }
  }

  private static void deleteQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // A leftover .part is ugly, but hiding why the download failed would be worse.
    }
  }
}
