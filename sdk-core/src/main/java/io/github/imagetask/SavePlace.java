package io.github.imagetask;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/** What is at the path where an image shall be saved, and what is to be kept of it. */
final class SavePlace {
  private static final int MAX_LINKS = 40; // as in Linux

  private final Path file;
  private final boolean isOpened;

  private SavePlace(Path file, boolean isOpened) {
    this.file = file;
    this.isOpened = isOpened;
  }

  /** Looks at a path. */
  static SavePlace at(Path path) throws IOException {
    BasicFileAttributes there = attributes(path);
    if (there != null && there.isDirectory()) {
      throw new FileSystemException(path.toString(), null, "it is a folder");
    }
    if (there != null && !there.isRegularFile()) return new SavePlace(path, true);
    Path file = path;
    for (int links = 0; Files.isSymbolicLink(file); links++) {
      if (links == MAX_LINKS) throw new FileSystemLoopException(path.toString());
      if (isOfAProcess(file)) return new SavePlace(path, true);
      // Not normalized: where "folder/.." leads depends on whether the folder is a link.
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return new SavePlace(file, false);
  }

  /** The file itself, behind all links; it needn't exist. */
  Path file() {
    return file;
  }

  /**
   * Whether it is opened and written to rather than replaced: a device, a FIFO, or what a process
   * has open, such as {@code /dev/stdout}.
   */
  boolean isOpened() {
    return isOpened;
  }

  /** Gives another file the mode and, where that is permitted, the owner of what is here. */
  void dress(Path other) {
    PosixFileAttributeView mine = view(file);
    PosixFileAttributeView its = view(other);
    if (mine == null || its == null) return;
    PosixFileAttributes kept;
    try {
      kept = mine.readAttributes();
    } catch (IOException e) {
      return; // nothing is here yet
    }
    attempt(() -> its.setGroup(kept.group()));
    attempt(() -> its.setOwner(kept.owner()));
    attempt(() -> its.setPermissions(kept.permissions())); // last: another owner resets some
  }

  private static @Nullable BasicFileAttributes attributes(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      return null; // nothing, a link to nothing, or what opening it will say
    }
  }

  /** Whether a link is one of those that Linux makes for what a process has open. */
  private static boolean isOfAProcess(Path link) throws IOException {
    Path folder = link.toAbsolutePath().getParent();
    return folder != null && folder.toRealPath().startsWith("/proc");
  }

  private static @Nullable PosixFileAttributeView view(Path path) {
    return Files.getFileAttributeView(
        path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static void attempt(ImageTarget.Step step) {
    try {
      step.run();
    } catch (IOException | UnsupportedOperationException e) {
      // Not permitted, or unknown to that file system: the image is worth more than its owner.
    }
  }
}
