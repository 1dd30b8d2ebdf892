package io.github.imagetask.examples.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that nobody but their owner may read, where the file system can say so. */
final class OwnersAlone {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private OwnersAlone() {}

  /** Makes a folder and those above it; one that exists stays as it is. */
  static void makeFolder(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) Files.createDirectories(parent);
    if (Files.isDirectory(folder)) return;
    try {
      Files.createDirectory(folder, attributes(folder, FOLDER));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) throw e; // else another process was faster
    }
  }

  /** Makes an empty file; one that exists stays as it is. */
  static void makeFile(Path file) throws IOException {
    if (Files.exists(file)) return;
    try {
      Files.createFile(file, attributes(file, FILE));
    } catch (FileAlreadyExistsException e) {
      // another process was faster
    }
  }

  /** Whether nobody else may do anything with it; true where there are no permissions. */
  static boolean isSo(Path file) throws IOException {
    if (!isPosix(file)) return true;
    for (PosixFilePermission each : Files.getPosixFilePermissions(file)) {
      if (!FOLDER.contains(each)) return false;
    }
    return true;
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
