package io.github.imagetask;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The temporary files of downloads, and what processes that were killed have left of them. */
final class Leftovers {
  private static final Pattern NAME = Pattern.compile("\\.imagetask-[0-9a-f-]{36}\\.part");

  /** A download ends after ten minutes, so that this is nobody's any more. */
  private static final Duration OLD = Duration.ofDays(1);

  /** A folder of many files isn't listed for each image that is saved into it. */
  private static final Duration PAUSE = Duration.ofHours(1);

  private static final AtomicReference<@Nullable Look> LAST = new AtomicReference<>();

  private Leftovers() {}

  /**
   * A temporary file beside another. Its name isn't made of the other's, which may be as long as
   * the file system allows.
   */
  static Path beside(Path file) {
    return file.resolveSibling(".imagetask-" + UUID.randomUUID() + ".part");
  }

  /** Removes a folder's old ones, unless it has just been looked at; never fails. */
  static void remove(Path folder) {
    Look last = LAST.get();
    if (last != null && last.isOf(folder)) return;
    LAST.set(new Look(folder));
    Instant old = Instant.now().minus(OLD);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Leftovers::isOne)) {
      for (Path file : files) removeIfOlder(file, old);
    } catch (IOException | DirectoryIteratorException e) {
      // The image matters, and whether it can be saved here shows by itself.
    }
  }

  private static boolean isOne(Path file) {
    return NAME.matcher(String.valueOf(file.getFileName())).matches();
  }

  private static void removeIfOlder(Path file, Instant old) {
    try {
      BasicFileAttributes is =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (is.isRegularFile() && is.lastModifiedTime().toInstant().isBefore(old)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Another's, or gone.
    }
  }

  /** When a folder was looked at. */
  private static final class Look {
    private final Path folder;
    private final long at = System.nanoTime();

    Look(Path folder) {
      this.folder = folder;
    }

    boolean isOf(Path other) {
      return folder.equals(other) && System.nanoTime() - at < PAUSE.toNanos();
    }
  }
}
