package io.github.imagetask.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The repository's pages. */
final class Pages {
  static final Path ROOT = Path.of(System.getProperty("repository")).toAbsolutePath().normalize();
  static final Path GUIDE = ROOT.resolve("docs/guide");

  private Pages() {}

  /** All pages that people read: not the tests' copies of documents. */
  static List<Path> all() throws IOException {
    List<Path> pages = new ArrayList<>(markdown(ROOT, 1));
    pages.addAll(markdown(ROOT.resolve("docs"), 9));
    try (Stream<Path> folders = Files.list(ROOT)) {
      for (Path folder : (Iterable<Path>) folders.sorted()::iterator) {
        if (folder.getFileName().toString().matches("(sdk|test)-.*|examples.*")) {
          pages.addAll(markdown(folder, 1));
        }
      }
    }
    return pages;
  }

  /** The pages whose Java is programs for users. */
  static List<Path> withPrograms() throws IOException {
    return all().stream()
        .filter(
            page -> page.startsWith(GUIDE) || page.getFileName().toString().startsWith("README"))
        .toList();
  }

  /** The page in Chinese. */
  static Path translated(Path page) {
    return page.startsWith(GUIDE)
        ? GUIDE.resolve("zh-CN").resolve(GUIDE.relativize(page))
        : ROOT.resolve("README.zh-CN.md");
  }

  static List<Block> blocks(Path page) {
    try {
      return Block.of(ROOT, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> markdown(Path folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}
