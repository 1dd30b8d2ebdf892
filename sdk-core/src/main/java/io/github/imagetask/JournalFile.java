package io.github.imagetask;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.annotation.concurrent.GuardedBy;

/** Lines in a file: appended, forced to the disk, and now and then written anew. */
final class JournalFile implements Closeable {
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_ALONE =
      PosixFilePermissions.asFileAttribute(
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  /** Those that this process has: the system's locks are a process's, and know nothing of it. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final Path held;
  private final RandomAccessFile lock; // beside it: the file itself is replaced
  private final Object forcing = new Object();

  @GuardedBy("this")
  private RandomAccessFile out; // no channel: an interrupt of one who writes would close it for all

  @GuardedBy("this")
  private long appended;

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("forcing")
  private long forced;

  private JournalFile(Path file, Path held, RandomAccessFile lock, RandomAccessFile out) {
    this.file = file;
    this.held = held;
    this.lock = lock;
    this.out = out;
  }

  static JournalFile open(Path file) throws IOException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path held = folder == null ? file : folder.toRealPath().resolve(file.getFileName());
    RandomAccessFile lock = lock(file, held);
    try {
      return new JournalFile(file, held, lock, file(file));
    } catch (IOException | RuntimeException e) {
      lock.close();
      HELD.remove(held);
      throw e;
    }
  }

  private static RandomAccessFile lock(Path file, Path held) throws IOException {
    // Before it is opened a second time: closing that would end this process's lock on it.
    if (!HELD.add(held)) throw new FileTaskJournal.InUseException(file);
    RandomAccessFile lock = null;
    boolean isHeld = false;
    try {
      lock = file(file.resolveSibling(file.getFileName() + ".lock"));
      isHeld = lock.getChannel().tryLock() != null;
      if (!isHeld) throw new FileTaskJournal.InUseException(file);
      return lock;
    } finally {
      if (!isHeld) {
        HELD.remove(held);
        if (lock != null) lock.close();
      }
    }
  }

  /** Opens a file at its end; a new one is its owner's alone. */
  private static RandomAccessFile file(Path path) throws IOException {
    if (!Files.exists(path)) {
      boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
      Path unused = isPosix ? Files.createFile(path, OWNERS_ALONE) : Files.createFile(path);
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    file.seek(file.length());
    return file;
  }

  /** All whole lines; one without an end was being written when its process died. */
  List<String> lines() throws IOException {
    String all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    int begin = 0;
    for (int end; (end = all.indexOf('\n', begin)) >= 0; begin = end + 1) {
      if (end > begin) lines.add(all.substring(begin, end));
    }
    return lines;
  }

  /** Appends a line; returns what {@link #force} wants to know of it. */
  synchronized long append(String line) throws IOException {
    long end = out.getFilePointer();
    try {
      write(out, Collections.singletonList(line));
    } catch (IOException e) {
      out.setLength(end); // what came of it would spoil the next one
      throw e;
    }
    return ++appended;
  }

  /** Makes sure that what was appended is on the disk; others' lines go with it. */
  void force(long line) throws IOException {
    synchronized (forcing) {
      if (forced >= line) return;
      RandomAccessFile current;
      long all;
      synchronized (this) {
        current = out;
        all = appended;
      }
      current.getFD().sync();
      forced = all;
    }
  }

  /** Replaces all lines: the old ones are there until the new ones are whole. */
  void rewrite(List<String> lines) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    synchronized (forcing) {
      synchronized (this) {
        Files.deleteIfExists(next);
        try (RandomAccessFile written = file(next)) {
          write(written, lines);
          written.getFD().sync();
        }
        out.close(); // before: not every system replaces a file that is open
        try {
          Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          out = file(file);
        }
        ImageFiles.forceFolder(file);
        forced = appended;
      }
    }
  }

  private static void write(RandomAccessFile to, List<String> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : lines) text.append(line).append('\n');
    to.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) return; // by now the place may be another's
    closed = true;
    try {
      out.close();
    } finally {
      lock.close();
      HELD.remove(held);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
