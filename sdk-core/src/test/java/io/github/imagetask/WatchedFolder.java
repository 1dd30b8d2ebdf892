package io.github.imagetask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder whose changes a test can wait for. */
final class WatchedFolder implements AutoCloseable {
  private final Path folder;
  private final WatchService watch;

  WatchedFolder(Path folder) throws IOException {
    this.folder = folder;
    this.watch = folder.getFileSystem().newWatchService();
    folder.register(
        watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
  }

  /** The names of a folder's files. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
    }
  }

  /** Waits until the temporary file of a download is there. */
  void awaitPart() throws Exception {
    await(names -> names.stream().anyMatch(name -> name.endsWith(".part")));
  }

  /** Waits until no temporary file is there; returns the names of all files. */
  List<String> awaitNoPart() throws Exception {
    return await(names -> names.stream().noneMatch(name -> name.endsWith(".part")));
  }

  /** Waits until there is a file of such a name; returns the names of these. */
  List<String> awaitAny(Predicate<String> name) throws Exception {
    return await(names -> names.stream().anyMatch(name)).stream()
        .filter(name)
        .collect(Collectors.toList());
  }

  private List<String> await(Predicate<List<String>> condition) throws Exception {
    while (true) {
      List<String> names = names(folder);
      if (condition.test(names)) return names;
      WatchKey key = watch.poll(10, TimeUnit.SECONDS);
      if (key == null) throw new AssertionError("still there: " + names);
      key.pollEvents();
      key.reset();
    }
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
