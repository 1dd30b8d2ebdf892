package io.github.imagetask.campaign.crash;

import io.github.imagetask.FileTaskJournal;
import io.github.imagetask.JournaledTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a user keeps her keys: a line each, appended and forced. Beside it, unforced and only for
 * the figures, when each was heard of and when it was safe.
 */
final class KeyFile implements AutoCloseable {
  static final String JOURNAL = "tasks.journal";

  private static final String KEYS = "keys.txt";
  private static final String TIMES = "times.txt";

  private final FileChannel keys;
  private final FileChannel times;

  /** A key that was stored: when its process heard of it, and when it was on the disk. */
  record Stored(String key, long heard, long safe) {}

  KeyFile(Path folder) throws IOException {
    keys = open(folder.resolve(KEYS));
    times = open(folder.resolve(TIMES));
  }

  void store(String key) {
    long heard = System.nanoTime();
    try {
      write(keys, key + "\n");
      keys.force(true);
      write(times, key + " " + heard + " " + System.nanoTime() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    keys.close();
    times.close();
  }

  /** All keys, wherever they were stored. */
  static List<String> keys(Path folder) throws IOException {
    List<String> keys = new ArrayList<>(wholeLines(folder.resolve(KEYS)));
    for (JournaledTask each : journaled(folder)) {
      if (each.key() != null) keys.add(each.key().toString());
    }
    return keys;
  }

  /** What the journal has of the process that was killed. */
  static List<JournaledTask> journaled(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(JOURNAL))) return List.of(); // killed before it was made
    try (FileTaskJournal journal = FileTaskJournal.open(folder.resolve(JOURNAL))) {
      return journal.tasks();
    }
  }

  static List<Stored> times(Path folder) throws IOException {
    List<Stored> times = new ArrayList<>();
    for (String line : wholeLines(folder.resolve(TIMES))) {
      String[] words = line.split(" ", 3);
      times.add(new Stored(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])));
    }
    return times;
  }

  /** Without a last one that its process didn't finish. */
  private static List<String> wholeLines(Path file) throws IOException {
    if (!Files.exists(file)) return List.of();
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static synchronized void write(FileChannel to, String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) to.write(bytes);
  }
}
